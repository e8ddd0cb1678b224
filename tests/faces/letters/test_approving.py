"""The head's desk: what waits, whole text, agree or send back, sign and seal in one."""

import pytest
from django.test import Client
from tests.faces.letters.conftest import new, typed, url

from xinfang.casework.assignments.actions import contribute, involve
from xinfang.casework.letters.models import Document
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.models import AuditEntry

DESK = "/approvals/"
READ = {"revision": "1"}


def said(answer) -> str:
    return answer.content.decode()


def test_it_waits_for_the_units_head_alone(people, submitted):
    document = submitted()
    page = said(people.head.get(DESK))
    assert url(document, "letter_sign") in page
    assert '<span class="visually-hidden">待办 </span>1</i>' in page
    assert url(document, "letter_sign") not in said(people.stranger.get(DESK))
    assert people.stranger.get(url(document, "letter_sign")).status_code == 404
    assert people.handler.get(DESK).status_code == 403
    assert people.handler.post(url(document, "letter_sign"), READ | {"act": "sign"}).status_code == 404


def test_who_writes_and_who_signs_read_that_a_helper_has_not_spoken(people, submitted, district, at):
    document = submitted()
    by = Actor(1, "登记员1号")
    involve(matter_id=document.matter_id, unit_id=district.department.pk, reason="请鉴定", by=by, at=at)
    words = "规划建设局还没有提交协办意见"
    assert words in said(people.head.get(url(document, "letter_sign")))
    contribute(
        matter_id=document.matter_id, unit_id=district.department.pk,
        text="已派员鉴定，裂缝由打桩引起。", by=by, at=at,
    )  # fmt: skip
    assert words not in said(people.head.get(url(document, "letter_sign")))


def test_signed_and_sealed_in_one(people, submitted):
    document = submitted()
    page = said(people.head.get(url(document, "letter_sign")))
    for words in (
        "中和街道请签发信访事项处理意见书",
        "签发并用印",
        "施工单位于2026年12月31日前完成修缮",
        "handler 1号",
    ):
        assert words in page
    assert "王小明：" in page  # who signs reads to whom; that it was read is on record
    assert AuditEntry.objects.filter(event="document.previewed", subject=document.matter.number).exists()
    done = people.head.post(
        url(document, "letter_sign"), READ | {"act": "sign_and_seal", "reason": "同意"}, follow=True
    )
    assert "已签发并用印" in said(done)
    document.refresh_from_db()
    document.matter.refresh_from_db()
    assert (document.state, document.remark, document.matter.state) == ("issued", "同意", "opined")
    assert "没有等您审签的文书" in said(done)
    again = people.head.post(url(document, "letter_sign"), READ | {"act": "sign_and_seal"}, follow=True)
    assert "已经不在待签发的里面" in said(again)


def test_what_was_changed_since_it_was_opened_is_read_again_first(people, submitted):
    """The page stands open while the draft is taken back, turned round and submitted anew."""
    document = submitted()
    page = said(people.head.get(url(document, "letter_sign")))
    assert '<input type="hidden" name="revision" value="1">' in page
    people.handler.post(url(document), {"act": "send_back"})
    turned = typed("opinion", "submit", decision="不支持，理由见上文，请到现场了解。") | {"revision": "1"}
    people.handler.post(url(document), turned)
    for act in ("sign", "sign_and_seal"):
        page = said(people.head.post(url(document, "letter_sign"), READ | {"act": act}))
        assert "在 09:30 又改过" in page
        assert "不支持，理由见上文" in page
        document.refresh_from_db()
        assert (document.state, document.signed_by) == ("submitted", None)
    people.head.post(url(document, "letter_sign"), {"revision": "2", "act": "sign"})
    document.refresh_from_db()
    assert document.state == "signed"


def test_nobody_has_read_through_what_was_changed_since(people, submitted):
    document = submitted()
    Document.objects.filter(pk=document.pk).update(revision=2)
    page = said(people.head.post(url(document), READ | {"act": "check"}))
    assert "在 09:30 又改过" in page
    document.refresh_from_db()
    assert document.checked_at is None


def test_signed_alone_it_is_sealed_by_who_drafted_it(people, submitted):
    document = submitted()
    people.head.post(url(document, "letter_sign"), READ | {"act": "sign"})
    document.refresh_from_db()
    assert document.state == "signed"
    assert "确认制发" in said(people.handler.get(url(document)))
    people.handler.post(url(document), {"act": "seal"})
    document.refresh_from_db()
    assert (document.state, document.signer) == ("issued", "unit_head 1号")


def test_sent_back_with_a_reason_that_the_writer_reads(people, submitted):
    document = submitted()
    page = said(people.head.post(url(document, "letter_sign"), {"act": "send_back", "reason": ""}))
    assert '<a href="#id_reason">请写明退回的理由' in page
    people.head.post(url(document, "letter_sign"), {"act": "send_back", "reason": "写明谁来修缮。"})
    page = said(people.handler.get(url(document)))
    assert "写明谁来修缮。" in page
    form = typed("opinion", "submit") | {"revision": "1"}
    people.handler.post(url(document), form)
    document.refresh_from_db()
    assert document.state == "submitted"


def test_four_eyes(people, submitted):
    document = submitted(by="head")
    page = said(people.head.get(url(document, "letter_sign")))
    assert "要由另一位负责人签发" in page
    assert 'value="sign"' not in page
    page = said(people.head.post(url(document, "letter_sign"), READ | {"act": "sign_and_seal"}))
    assert "要由另一位负责人签发" in page
    document.refresh_from_db()
    assert document.state == "submitted"


def test_what_cannot_be_sealed_stays_unsigned(people, submitted, monkeypatch):
    from xinfang.casework.letters.actions import issuing
    from xinfang.kernel.errors import Refusal

    def refuse(*_, **__):
        raise Refusal("不能打印这个字。")

    document = submitted()
    monkeypatch.setattr(issuing, "pdf", refuse)
    assert "不能打印这个字" in said(
        people.head.post(url(document, "letter_sign"), READ | {"act": "sign_and_seal"})
    )
    document.refresh_from_db()
    assert (document.state, document.signed_by) == ("submitted", None)


def test_the_head_sees_the_new_day_of_an_extension(people, submitted):
    document = submitted("extend", "extension_notice")
    page = said(people.head.get(url(document, "letter_sign")))
    assert "由 2026-12-14 延到" in page
    assert "2027-01-13" in page


def test_an_accusation_waits_only_for_who_may_see_it(people, matter, posted, district):
    writer, signer = Client(), Client()
    for client, name in ((writer, "writes"), (signer, "signs")):
        client.force_login(posted("office_head", district.street, name))
    found = matter("take_up", purpose="accusation", accused_unit_id=district.other.pk)
    writer.post(new(found, "feed_back"), typed("findings_notice", "submit"))
    document = Document.objects.get(verb="feed_back")
    assert document.state == "submitted"
    assert url(document, "letter_sign") in said(signer.get(DESK))
    assert signer.get(url(document, "letter_sign")).status_code == 200
    assert AuditEntry.objects.filter(event="accusation.read").exists()
    for hidden in (people.head, people.stranger):
        assert url(document, "letter_sign") not in said(hidden.get(DESK))
        for step in ("letter", "letter_sign", "letter_preview"):
            assert hidden.get(url(document, step)).status_code == 404


def test_a_head_is_told_before_writing_that_another_signs_then(people, submitted):
    document = submitted()
    people.head.post(url(document, "letter_sign"), {"act": "send_back", "reason": "写明谁来修缮。"})
    words = "您在这里写过以后，要由另一位负责人签发"
    assert words in said(people.head.get(url(document)))
    assert words not in said(people.handler.get(url(document)))


@pytest.fixture
def colleague(district, posted):
    client = Client()
    client.force_login(posted("handler", district.street, "colleague"))
    return client


def test_who_sends_a_letter_too_late_reads_who_did_what_and_keeps_the_words(colleague, submitted):
    document = submitted()
    form = typed("opinion", "submit", decision="乙改写的理由。") | {"revision": "1"}
    answer = colleague.post(url(document), form)
    page = said(answer)
    assert answer.status_code == 409
    assert "待签发" in page
    assert "送审 <span" in page
    assert "handler 1号" in page
    assert "乙改写的理由。</textarea>" in page
    document.refresh_from_db()
    assert (document.state, document.revision) == ("submitted", 1)


def test_who_sends_a_letter_after_it_has_gone_out_is_told_so(people, colleague, submitted):
    document = submitted()
    people.head.post(url(document, "letter_sign"), READ | {"act": "sign_and_seal"})
    form = typed("opinion", "submit", decision="乙改写的理由。") | {"revision": "1"}
    answer = colleague.post(url(document), form)
    page = said(answer)
    assert answer.status_code == 409
    assert "已制发" in page
    assert "unit_head 1号" in page
    assert "乙改写的理由。</textarea>" in page


def test_a_form_begun_anew_that_is_sent_too_late_is_kept_too(people, colleague, submitted):
    document = submitted()
    form = typed("opinion", "submit", decision="乙改写的理由。")
    assert "乙改写的理由。</textarea>" in said(colleague.post(new(document.matter, "opine"), form))
    people.head.post(url(document, "letter_sign"), READ | {"act": "sign_and_seal"})
    answer = colleague.post(new(document.matter, "opine"), form)
    assert answer.status_code == 409
    assert "乙改写的理由。</textarea>" in said(answer)


def test_who_clicks_twice_is_told_in_words(people, submitted):
    document = submitted()
    form = document.parts | {"act": "submit", "form_key": "", "revision": "1"}
    answer = people.handler.post(url(document), form, follow=True)
    assert "现在是“待签发”" in said(answer)


def test_to_strangers_a_sent_letter_is_not_there(people, submitted):
    document = submitted()
    form = typed("opinion", "submit") | {"revision": "1"}
    for client in (people.stranger, people.clerk):
        assert client.post(url(document), form).status_code == 404


def test_the_receipt_of_an_unsigned_letter_is_refused_in_words(people, submitted):
    address = url(submitted(), "paper_service")
    answer = people.handler.get(address)
    assert answer.status_code == 409
    assert "制发以后才能登记送达" in answer.context["why"]
    assert people.stranger.get(address).status_code == 404


def test_what_is_typed_after_a_colleague_has_signed_stays_and_it_is_said_who(
    people, submitted, posted, district
):
    document = submitted()
    other = Client()
    other.force_login(posted("unit_head", district.street, "unit_head 9号"))
    assert "同意签发" in said(other.get(url(document, "letter_sign")))
    people.head.post(url(document, "letter_sign"), READ | {"act": "sign_and_seal"})
    document.refresh_from_db()
    for act in ("send_back", "sign"):
        late = other.post(url(document, "letter_sign"), READ | {"act": act, "reason": "请写明补种的日期。"})
        assert late.status_code == 409
        for words in ("请写明补种的日期。", "unit_head 1号", "签发", "制发", document.number, "09:30"):
            assert words in said(late)
    document.refresh_from_db()
    assert (document.state, document.signer) == ("issued", "unit_head 1号")


def test_a_second_tap_of_the_same_hand_is_no_change(people, submitted):
    document = submitted()
    told = READ | {"act": "send_back", "reason": "请写明补种的日期。"}
    people.head.post(url(document, "letter_sign"), told)
    again = people.head.post(url(document, "letter_sign"), told)
    assert (again.status_code, again.headers["Location"]) == (302, DESK)
    other = people.head.post(url(document, "letter_sign"), told | {"reason": "另写了一段意见。"})
    assert (other.status_code, "另写了一段意见。" in said(other)) == (409, True)
