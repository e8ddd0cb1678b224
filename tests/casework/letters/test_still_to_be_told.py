"""Who brought the same matter is told of its answer in an own notice; the unit reads who is not yet."""

from datetime import timedelta

from xinfang.casework.desks.taking import to_petitioner
from xinfang.casework.desks.together import untold_of, untold_to
from xinfang.casework.letters.queries import offers
from xinfang.casework.petitions.models import Matter
from xinfang.casework.reviews import actions as reviews
from xinfang.registers.staff.models import User
from xinfang.registers.staff.scope import scope_of


def test_who_is_still_to_be_told_stands_on_the_unit_s_page_until_it_is_done(answered, notify, people, at):
    matter, first, joined, merged = answered
    handler = scope_of(User.objects.get(pk=people.handler.user_id), at.date())
    later = (at + timedelta(days=21)).date()
    assert untold_of(matter) == (joined.number, merged.number)
    assert [each.petitions for each in untold_to(handler, later)] == [(joined.number, merged.number)]
    notify(joined.number)
    assert untold_of(matter) == (merged.number,)
    notify(merged.number)
    assert untold_of(matter) == ()
    assert untold_to(handler, later) == []


def test_what_was_answered_long_ago_or_is_not_yet_is_nobody_s_work_of_today(three, answered, people, at):
    handler = scope_of(User.objects.get(pk=people.handler.user_id), at.date())
    assert untold_to(handler, (at + timedelta(days=200)).date()) == []
    Matter.objects.filter(pk=answered[0].pk).update(state="accepted")
    assert untold_to(handler, (at + timedelta(days=11)).date()) == []


def test_after_a_revocation_the_others_are_told_that_it_is_decided_anew(examined, answered, notify, at):
    matter, first, joined, merged = answered
    decision = reviews.Decision(
        "revoke", "到现场察看，查阅了原卷，原意见认定的主要事实不清。", grounds=("facts",),
        redo_by=(at + timedelta(days=100)).date(),
    )  # fmt: skip
    opinion = examined(decision)
    assert "请求复核" not in opinion.text
    assert "您不服重新作出的处理意见的" in opinion.text
    matter.refresh_from_db()
    assert matter.state == "accepted"
    assert set(untold_of(matter)) == {first.number, joined.number}
    document = notify(first.number, day=60, stage="back")
    assert "责令重新办理的决定" in document.text
    assert "请求复核" not in document.text
    assert document.pk in {paper.pk for paper in to_petitioner(matter.pk)}
    assert untold_of(matter) == (joined.number,)


def test_before_any_answer_nobody_is_to_be_told_of_one(three, walk, people, at):
    matter = three[0]
    Matter.objects.filter(pk=matter.pk).update(state="accepted")
    matter.refresh_from_db()
    assert untold_of(matter) == ()
    scope = scope_of(User.objects.get(pk=people.handler.user_id), at.date())
    assert "together_notice" not in {each.kind.key for each in offers(scope, matter, at.date())}
