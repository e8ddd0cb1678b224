"""A document's life: drafted, submitted, sent back, signed, sealed; what is out is changed no more."""

from uuid import uuid4

import pytest
from tests.casework.letters.written import written

from xinfang.casework.acts import actions as acts
from xinfang.casework.letters import actions, queries
from xinfang.casework.letters.models import Document, Service
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.kernel.models import AuditEntry
from xinfang.registers.staff.models import Posting, User
from xinfang.registers.staff.scope import scope_of


def test_signature_and_seal_do_the_act_at_that_moment(walk, draft, people, at):
    document = draft(walk("opine"), "opine", result="partly")
    assert Matter.objects.get().state == "accepted"
    actions.submit(document_id=document.pk, by=people.handler, at=at)
    actions.sign(document_id=document.pk, revision=document.revision, by=people.head, at=at, remark="同意。")
    assert Matter.objects.get().state == "accepted"
    sealed = actions.seal(document_id=document.pk, by=people.head, at=at)
    matter = Matter.objects.get()
    assert (matter.state, matter.result) == ("opined", "partly")
    act = TimelineEntry.objects.get(verb="opine")
    assert (act.pk, act.actor, act.data["number"]) == (sealed.act, "街道负责人1号", sealed.number)
    assert sealed.number == "中和街道信访处〔2026〕1号"
    assert (sealed.signer, sealed.remark, sealed.issued_at, sealed.issued_by) == (
        *("街道负责人1号", "同意。"),
        *(at, "云溪区中和街道办事处"),
    )
    steps = [
        entry.after["step"] for entry in AuditEntry.objects.filter(event="document.moved").order_by("pk")
    ]
    assert steps == ["draft", "submit", "sign", "seal"]


def test_no_name_stands_in_the_clear(walk, draft, out):
    document = out(draft(walk("opine"), "opine"))
    row = Document.objects.filter(pk=document.pk).values("parts", "body", "remark", "number").get()
    assert "王喆堃" not in str(row)
    assert "王喆堃" not in str(list(AuditEntry.objects.values_list("after", flat=True)))
    assert "王喆堃" in Document.objects.get(pk=document.pk).text


def test_what_lacks_a_part_is_refused_at_its_field(walk, draft, people, at):
    document = draft(walk("opine"), "opine", found="短", basis="", result="x")
    with pytest.raises(Refusal) as told:
        actions.submit(document_id=document.pk, by=people.handler, at=at)
    assert [problem.field for problem in told.value.problems] == ["found", "basis", "result"]
    document.refresh_from_db()
    assert document.state == "draft"


@pytest.mark.parametrize("verb", ["opine", "extend", "decline", "stop_taking", "agree", "reply", "feed_back"])
def test_without_the_heads_signature_it_is_not_sealed(verb, walk, draft, people, at):
    document = draft(walk(verb), verb)
    with pytest.raises(Refusal, match="不能制发"):
        actions.seal(document_id=document.pk, by=people.head, at=at)
    document.refresh_from_db()
    assert document.number == ""


def test_a_handler_seals_a_notice_of_receipt_himself(walk, draft, people, at):
    document = draft(walk("accept"), "accept")
    actions.seal(document_id=document.pk, by=people.handler, at=at)
    assert Matter.objects.get().state == "accepted"


def test_an_older_window_never_overwrites_a_newer_one(walk, draft, people, at):
    document = draft(walk("opine"), "opine")
    first = {"by": people.handler, "at": at}
    second = actions.save(document_id=document.pk, parts={"basis": "新的依据条款。"}, revision=1, **first)
    assert second == 2
    with pytest.raises(Refusal, match="handler 1号在 09:30 保存了更新的一稿"):
        actions.save(document_id=document.pk, parts={"basis": "旧的依据条款。"}, revision=1, **first)
    document.refresh_from_db()
    assert document.parts == {"basis": "新的依据条款。"}


def test_the_same_form_sent_twice_is_one_draft_and_an_act_has_one(walk, draft, people, at):
    matter, key = walk("opine"), uuid4()
    given = {
        "matter_id": matter.pk,
        "verb": "opine",
        "kind": "opinion",
        "unit_id": matter.unit_id,
        "parts": {},
        "by": people.handler,
        "at": at,
    }
    once = actions.draft(form_key=key, **given)
    assert actions.draft(form_key=key, **given).pk == once.pk
    with pytest.raises(Refusal, match="已经有人在起草"):
        actions.draft(form_key=uuid4(), **given)
    actions.void(document_id=once.pk, by=people.handler, at=at)
    assert actions.draft(form_key=uuid4(), **given).pk != once.pk


def test_four_eyes_see_what_a_head_signs(walk, draft, people, at):
    matter = walk("opine")
    own = draft(matter, "opine", by=people.head)
    actions.submit(document_id=own.pk, by=people.handler, at=at)
    with pytest.raises(Refusal, match="另一位负责人签发"):
        actions.sign(document_id=own.pk, revision=own.revision, by=people.head, at=at)
    actions.send_back(document_id=own.pk, reason="请另一位签。", by=people.head, at=at)
    actions.void(document_id=own.pk, by=people.handler, at=at)
    others = draft(matter, "opine", by=people.handler)
    actions.submit(document_id=others.pk, by=people.head, at=at)
    with pytest.raises(Refusal, match="另一位负责人签发"):
        actions.sign(document_id=others.pk, revision=others.revision, by=people.head, at=at)


def test_who_wrote_the_words_does_not_sign_them_whoever_began_the_letter(walk, draft, people, at):
    document = draft(walk("opine"), "opine", by=people.handler)
    words = written("opinion") | {"decision": "由负责人改写的处理意见。"}
    actions.save(document_id=document.pk, parts=words, revision=1, by=people.head, at=at)
    actions.submit(document_id=document.pk, by=people.handler, at=at)
    for step in (actions.sign, actions.check):
        with pytest.raises(Refusal, match="另一位负责人签发|别人核稿"):
            step(document_id=document.pk, revision=2, by=people.head, at=at)
    document.refresh_from_db()
    assert (document.written_by, document.state) == ([people.head.user_id], "submitted")


def test_where_nobody_else_drafts_the_head_signs_an_own_draft(walk, draft, people, at):
    document = draft(walk("opine"), "opine", by=people.head)
    Posting.objects.filter(unit_id=document.unit_id).exclude(user_id=people.head.user_id).delete()
    actions.submit(document_id=document.pk, by=people.head, at=at)
    actions.sign(document_id=document.pk, revision=document.revision, by=people.head, at=at)
    document.refresh_from_db()
    assert document.drafted_by == document.signed_by == people.head.user_id


def test_another_reads_it_through_before_it_is_signed(walk, draft, people, at):
    document = draft(walk("opine"), "opine")
    actions.submit(document_id=document.pk, by=people.handler, at=at)
    with pytest.raises(Refusal, match="别人核稿"):
        actions.check(document_id=document.pk, revision=document.revision, by=people.handler, at=at)
    actions.check(document_id=document.pk, revision=document.revision, by=people.clerk, at=at)
    document.refresh_from_db()
    assert document.checker == "登记员1号"


def test_a_draft_whose_act_is_no_longer_possible_is_given_up(walk, draft, out, people, at):
    matter = walk("direct")
    accepting, directing = draft(matter, "accept"), draft(matter, "direct")
    out(directing)
    assert {each.pk: each.state for each in Document.objects.filter(act__isnull=True)} == {
        accepting.pk: "void"
    }


def test_what_is_corrected_is_served_no_more(walk, draft, out, people, at):
    wrong = out(draft(walk("opine"), "opine"))
    correction = out(draft(Matter.objects.get(), "correct"))
    assert correction.replaces_id == wrong.pk
    assert wrong.number in correction.text
    assert Matter.objects.get().state == "accepted"
    with pytest.raises(Refusal, match="已经更正"):
        actions.record_service(document_id=wrong.pk, proof=_proof(at), by=people.handler, at=at)
    assert Service.objects.count() == 0


def test_an_agreement_that_nobody_signed_is_corrected_and_the_term_runs_on(walk, draft, out, people, at):
    agreed = out(draft(walk("agree"), "agree"))
    matter = Matter.objects.get()
    term = matter.clocks.get(family="handle")
    assert (matter.state, matter.result, term.state) == ("served", "mediated", "met")
    with pytest.raises(Refusal, match="没有签成"):
        acts.perform(verb="conclude", matter_ids=[matter.pk], by=people.handler, at=at)
    correction = out(draft(matter, "correct"))
    assert correction.replaces_id == agreed.pk
    matter.refresh_from_db()
    term.refresh_from_db()
    assert (matter.state, matter.result, term.state) == ("accepted", "", "open")
    assert matter.unit_id == agreed.unit_id
    out(draft(matter, "agree"))
    actions.record_service(
        document_id=Document.objects.filter(kind="agreement").latest("pk").pk, proof=_proof(at),
        by=people.handler, at=at,
    )  # fmt: skip
    matter.refresh_from_db()
    assert matter.state == "concluded"


def test_an_answer_that_was_served_is_changed_by_review_alone(walk, people, at):
    served = walk("opine")
    for verb in ("opine", "serve"):
        acts.perform(verb=verb, matter_ids=[served.pk], by=people.handler, at=at)
    with pytest.raises(Refusal, match="已经送达，不能更正"):
        acts.perform(verb="correct", matter_ids=[served.pk], by=people.above, at=at)


def test_a_character_that_no_font_has_is_refused_and_leaves_no_gap(walk, draft, people, at):
    matter = walk("accept")
    bad = draft(matter, "accept", accepted="私用字\ue000。")
    with pytest.raises(Refusal, match="U\\+E000"):
        actions.seal(document_id=bad.pk, by=people.handler, at=at)
    good = {"parts": written("acceptance_notice"), "revision": 1, "by": people.handler, "at": at}
    actions.save(document_id=bad.pk, **good)
    assert actions.seal(document_id=bad.pk, by=people.handler, at=at).serial == 1


def test_rights_follow_the_seat_and_the_state(walk, draft, people, district, at):
    document = draft(walk("opine"), "opine")

    def may(person: Actor) -> set[str]:
        scope = scope_of(User.objects.get(pk=person.user_id), at.date())
        return set(queries.rights(scope, Document.objects.get(pk=document.pk), at.date()))

    assert may(people.handler) == {"save", "submit", "void"}
    assert may(people.head) == {"save", "submit", "void"}
    actions.submit(document_id=document.pk, by=people.handler, at=at)
    assert may(people.handler) == {"send_back"}
    assert may(people.head) == {"sign", "send_back", "check"}
    assert may(people.reviewer) == set()
    actions.sign(document_id=document.pk, revision=document.revision, by=people.head, at=at)
    assert may(people.handler) == {"seal"}
    actions.seal(document_id=document.pk, by=people.handler, at=at)
    assert may(people.handler) == {"serve"}


def test_only_who_holds_the_seat_is_offered_the_draft(walk, people, at, posted, district):
    matter = walk("opine")

    def offered(person: Actor) -> set[str]:
        scope = scope_of(User.objects.get(pk=person.user_id), at.date())
        return {offer.verb for offer in queries.offers(scope, matter, at.date())}

    assert {"opine", "extend", "agree", "report_back", "hear"} <= offered(people.handler)
    assert offered(people.handler) == offered(people.head) - {"report_up"}
    assert "opine" not in offered(people.clerk)
    other = posted("handler", district.other, "别处承办人")
    assert offered(Actor(other.pk, "别处承办人", district.other.pk)) == set()


def _proof(at):
    return actions.Proof(
        way="direct", received_on=at.date(), server="承办人1号", receiver="王喆堃", relationship="self"
    )
