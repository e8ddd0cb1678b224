"""Who joined a matter, and whose own was merged into it: told, answered, asked; shown nothing of others."""

from datetime import timedelta

import pytest

from xinfang.casework.acts.together import addressees, further, gathered, whose
from xinfang.casework.desks.beginning import blank
from xinfang.casework.desks.taking import to_petitioner
from xinfang.casework.desks.together import untold_of
from xinfang.casework.intake import actions as intake
from xinfang.casework.letters.models import Document
from xinfang.casework.letters.queries import offers
from xinfang.casework.petitions.models import Matter
from xinfang.casework.reviews import actions as reviews
from xinfang.casework.reviews.models import Review
from xinfang.casework.reviews.queries import askable
from xinfang.casework.satisfaction.queries import rateable
from xinfang.kernel.errors import Refusal
from xinfang.kernel.notices.models import Notice
from xinfang.registers.staff.models import User
from xinfang.registers.staff.scope import scope_of


def told(petition_id):
    kinds = Notice.objects.filter(subject_type="petition", subject_id=petition_id)
    return list(kinds.order_by("pk").values_list("kind", flat=True))


def test_all_whose_matter_it_is_are_known(three):
    matter, _first, joined, merged = three
    assert gathered([matter.pk]) == {matter.pk: matter.pk, merged.matter_id: matter.pk}
    assert [each.number for each in further(matter.pk)] == [joined.number, merged.number]


def test_a_line_tells_whose_it_is_of_all_but_the_first(reviewed):
    matter, _first, _joined, merged = reviewed
    assert whose(None) == {}
    for verb in ("request_review", "opine_review", "serve_review"):
        data = matter.timeline.get(verb=verb).data
        assert data.items() >= whose(merged.petition_id).items() == {("petition", merged.petition_id)}
    assert "petition" not in matter.timeline.get(verb="opine").data


def test_each_is_told_of_each_step_and_of_nothing_that_is_another_s(answered):
    _matter, first, joined, merged = answered
    assert "petitioner.served" in told(first.pk)
    for other in (joined, merged):
        assert {"petitioner.accepted", "petitioner.opined", "petitioner.together"} <= set(
            told(other.petition_id)
        )
        assert "petitioner.served" not in told(other.petition_id)
    until = Notice.objects.filter(kind="petitioner.together").values_list("body", flat=True)
    assert all("申请复查" not in body for body in until)


def test_a_notice_is_offered_where_there_are_others_and_only_there(answered, walk, people, at):
    scope = scope_of(User.objects.get(pk=people.handler.user_id), at.date())
    assert "together_notice" in {each.kind.key for each in offers(scope, answered[0], at.date())}
    alone = walk("accept")
    Matter.objects.filter(pk=alone.pk).update(state="concluded")
    alone.refresh_from_db()
    assert "together_notice" not in {each.kind.key for each in offers(scope, alone, at.date())}


def test_the_notice_is_each_one_s_own_and_seen_by_nobody_else(answered, notify):
    matter, _first, joined, merged = answered
    document = notify(merged.number)
    assert "赵玉兰" in document.text
    assert "隔壁打桩" in document.text
    for name in ("王喆堃", "李建国", "鉴定房屋"):
        assert name not in document.text
    assert [paper.pk for paper in to_petitioner(matter.pk, merged.petition_id)] == [document.pk]
    assert to_petitioner(matter.pk, joined.petition_id) == []
    assert document.pk not in {paper.pk for paper in to_petitioner(matter.pk)}


def test_a_notice_that_names_another_petitioner_or_goes_to_nobody_is_refused(answered, notify):
    with pytest.raises(Refusal) as refused:
        notify(answered[3].number, answer="王喆堃和李建国反映的墙体开裂，由施工单位修缮，已经落实。")
    assert "answer" in refused.value.by_field()
    with pytest.raises(Refusal) as refused:
        notify("2026-9999")
    assert "to_petition" in refused.value.by_field()


def test_thirty_days_run_from_the_own_receipt(answered, notify, at):
    matter, _first, joined, merged = answered
    notify(merged.number, day=20)
    late = (at + timedelta(days=45)).date()
    assert not askable(matter.pk, late).open  # of the first one, served on day 10
    assert askable(matter.pk, late, merged.petition_id).open  # served on day 20
    assert askable(matter.pk, late, joined.petition_id).due_on is None  # not served: nothing runs yet
    assert not askable(matter.pk, (at + timedelta(days=60)).date(), merged.petition_id).open


def test_a_further_petitioner_asks_for_review_and_only_that_one_is_told_of_it_as_the_own(
    answered, notify, people, at
):
    matter, first, joined, merged = answered
    notify(merged.number, day=20)
    when = at + timedelta(days=45)
    asked = reviews.Request(
        received_at=when,
        via="online",
        facts="裂缝还在扩大，修缮没有写明标准。",
        petition_id=merged.petition_id,
    )
    reviews.request_review(matter_id=matter.pk, asked=asked, by=people.clerk, at=when)
    assert Review.objects.get().petition_id == merged.petition_id
    assert told(merged.petition_id)[-1] == "petitioner.review_asked"
    assert told(first.pk)[-1] == told(joined.petition_id)[-1] == "petitioner.review_by_other"
    body = (
        Notice.objects.filter(subject_type="petition", subject_id=first.pk)
        .order_by("-pk")
        .values_list("body", flat=True)[0]
    )
    assert "一并办理的信访人申请了复查" in body
    assert not any(name in body for name in ("赵玉兰", "李建国", "隔壁打桩"))


def test_what_came_of_it_is_the_asker_s_and_told_to_the_first_one_too(reviewed):
    matter, first, joined, merged = reviewed
    assert Document.objects.get(kind="review_opinion").petition_id == merged.petition_id
    assert "petitioner.review_served" in told(merged.petition_id)
    for other in (first.pk, joined.petition_id):
        assert told(other)[-1] == "petitioner.together"
        assert "petitioner.review_served" not in told(other)
    assert list(addressees(matter.pk, "review")) == [first.number, joined.number]
    assert first.number not in addressees(matter.pk, "first")


def test_the_first_one_gets_an_own_notice_and_asks_within_thirty_days_of_it(reviewed, notify, people, at):
    matter, first, joined, merged = reviewed
    assert askable(matter.pk, (at + timedelta(days=56)).date()).due_on is None  # not told in writing yet
    with pytest.raises(Refusal):  # the answer itself was served on that one
        notify(first.number, day=60)
    document = notify(first.number, day=60, stage="review")
    assert "王喆堃" in document.text
    assert not any(name in document.text for name in ("赵玉兰", "李建国", "隔壁打桩"))
    assert document.pk in {paper.pk for paper in to_petitioner(matter.pk)}
    assert document.pk not in {paper.pk for paper in to_petitioner(matter.pk, joined.petition_id)}
    late = at + timedelta(days=87)  # thirty days from day 55 have passed, from day 60 not
    assert not askable(matter.pk, late.date(), merged.petition_id).open
    assert askable(matter.pk, late.date()).open
    asked = reviews.Request(late, "letter", "复查没有回答我的房屋怎么办。")
    reviews.request_rereview(matter_id=matter.pk, asked=asked, by=people.clerk, at=late)
    assert told(first.pk)[-1] == "petitioner.rereview_asked"
    assert told(merged.petition_id)[-1] == "petitioner.rereview_by_other"


def noticed(matter, people, when):
    """Who is still to be told; a notice that is begun now is for the first of them."""
    matter.refresh_from_db()
    scope = scope_of(User.objects.get(pk=people.handler.user_id), when.date())
    offer = next(each for each in offers(scope, matter, when.date()) if each.kind.key == "together_notice")
    waiting = untold_of(matter)
    assert blank(scope, matter, offer, when).parts["to_petition"] == waiting[0]
    return list(waiting)


def test_a_notice_begun_is_for_all_but_the_one_that_the_answer_was_served_on(reviewed, people, at):
    matter, first, joined, _merged = reviewed
    assert noticed(matter, people, at + timedelta(days=56)) == [first.number, joined.number]


@pytest.mark.parametrize("withdrawn", [True, False])
def test_who_asked_for_a_review_not_yet_answered_is_still_told_of_the_first_answer(
    answered, people, at, withdrawn
):
    matter, _first, joined, merged = answered
    when = at + timedelta(days=20)
    asked = reviews.Request(when, "letter", "裂缝还在扩大，没有写明标准。", petition_id=merged.petition_id)
    reviews.request_review(matter_id=matter.pk, asked=asked, by=people.clerk, at=when)
    if withdrawn:
        reviews.withdraw(matter_id=matter.pk, signed_on=when.date(), by=people.clerk, at=when)
    assert noticed(matter, people, when) == [joined.number, merged.number]


def test_nobody_asks_with_a_petition_that_did_not_bring_the_matter(answered, people, at, arrival, district):
    other = intake.register(arrival(), unit_id=district.root.pk, by=people.clerk, at=at)
    when = at + timedelta(days=20)
    asked = reviews.Request(when, "online", "裂缝还在扩大，没有写明标准。", petition_id=other.petition_id)
    with pytest.raises(Refusal):
        reviews.request_review(matter_id=answered[0].pk, asked=asked, by=people.clerk, at=when)


def test_each_rates_for_oneself(answered, at):
    matter, first, joined, merged = answered
    day = (at + timedelta(days=11)).date()
    for petition in (first.pk, joined.petition_id, merged.petition_id):
        assert [each.open for each in rateable(petition, day, matter.pk)] == [True]
