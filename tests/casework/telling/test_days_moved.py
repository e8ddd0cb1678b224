"""When the calendar moves a last day, those who owe something by it hear of it, once and together."""

from datetime import date

from tests.casework.telling.conftest import BY

from xinfang.casework.acts.actions import perform
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.models import Consent, Matter
from xinfang.kernel.notices.models import Notice
from xinfang.registers.calendars import actions as calendars


def rests(day, at):
    calendars.change_day(day=date.fromisoformat(day), working=False, name="临时休息", by=BY, at=at)


def moved(**about):
    return Notice.objects.filter(kind="staff.days_moved", **about)


def test_who_owes_it_hears_the_day_before_and_the_day_now(told, go, posted, district, at):
    handler = posted("handler", district.street)
    go(told(), at=at)
    clock = Clock.objects.get(family="notify", state="open")
    rests(clock.due_on.isoformat(), at)
    after = Clock.objects.get(pk=clock.pk)
    assert after.due_on > clock.due_on
    notice = moved(user_id=handler.pk).get()
    assert clock.matter.number in notice.title
    assert f"{clock.due_on.month}月{clock.due_on.day}日" in notice.body
    assert f"{after.due_on.month}月{after.due_on.day}日" in notice.body


def test_one_notice_a_person_about_all_that_moved(told, go, posted, district, at):
    handler = posted("handler", district.street)
    for _ in range(2):
        go(told(), at=at)
    rests(Clock.objects.filter(family="notify", state="open").first().due_on.isoformat(), at)
    assert "2 件" in moved(user_id=handler.pk).get().title


def test_each_change_of_the_calendar_is_told(told, go, posted, district, at):
    handler = posted("handler", district.street)
    go(told(), at=at)
    clock = Clock.objects.get(family="notify", state="open")
    for _ in range(2):
        rests(Clock.objects.get(pk=clock.pk).due_on.isoformat(), at)
    assert moved(user_id=handler.pk).count() == 2


def test_what_moved_no_day_or_is_done_is_told_to_nobody(told, go, posted, district, at):
    posted("handler", district.street)
    go(told(), at=at)
    rests("2026-12-24", at)
    assert not moved().exists()
    clock = Clock.objects.get(family="notify", state="open")
    Clock.objects.filter(pk=clock.pk).update(state="stopped", stopped_on=at.date())
    rests(clock.due_on.isoformat(), at)
    assert not moved(body__contains=f"{clock.due_on.day}日").exists()


def sent(petition_id):
    found = Notice.objects.filter(kind="petitioner.days_moved", subject_id=petition_id)
    return list(found.order_by("pk").values_list("body", flat=True))


def shifted(family, at):
    """The calendar takes the last day of the clock; the day that it has now."""
    clock = Clock.objects.get(family=family, state="open")
    rests(clock.due_on.isoformat(), at)
    return Clock.objects.get(pk=clock.pk).due_on


def test_who_was_told_by_when_the_answer_comes_is_told_the_day_now(told, go, at):
    found, silent = told(), told(by_text=False, title="另一件")
    for each in (found, silent):
        go(each, "accept", at=at)
    Clock.objects.filter(matter_id=silent.matter_id).update(state="ended")
    day = shifted("handle", at)
    number = found.number
    words = f"您的信访件 {number}：放假安排有变动，现在最迟 {day.year}年{day.month}月{day.day}日"
    assert [body.startswith(words) for body in sent(found.petition_id)] == [True]
    assert sent(silent.petition_id) == []
    shifted("handle", at)  # each change is told
    assert len(sent(found.petition_id)) == 2


def test_before_it_was_accepted_no_day_was_told_and_none_moves(told, go, at):
    found = told()
    go(found, at=at)
    shifted("notify", at)
    assert sent(found.petition_id) == []


def test_who_joined_hears_it_too_and_of_a_review_only_who_asked(told, go, arrival, district, at):
    found = told()
    go(found, "accept", at=at)
    letter = arrival(by_text=False, repeats_matter_id=found.matter_id, raising_kind="joined")
    joined = intake.register(letter, unit_id=district.root.pk, by=BY, at=at).petition_id
    Consent.objects.create(petition_id=joined, sms=True, given_at=at, given_to="登记员1号")
    shifted("handle", at)
    assert len(sent(found.petition_id)) == len(sent(joined)) == 1
    one = {"matter_ids": [found.matter_id], "by": BY, "at": at}
    for verb in ("opine", "serve", "conclude"):
        perform(verb=verb, **one)
    perform(verb="request_review", data={"petition": joined}, **one)
    shifted("review", at)
    assert (len(sent(found.petition_id)), len(sent(joined))) == (1, 2)


def test_the_first_one_who_asks_hears_of_the_own_review(told, go, at):
    found = told()
    go(found, "accept", "opine", "serve", "conclude", "request_review", at=at)
    shifted("review", at)
    assert len(sent(found.petition_id)) == 1


def test_of_an_accusation_there_is_news_and_nothing_more(told, go, posted, district, at):
    posted("discipline_head", district.street)
    found = told()
    go(found, "accept", at=at)
    Matter.objects.filter(pk=found.matter_id).update(confined=True)
    day = shifted("handle", at)
    assert sent(found.petition_id)
    for body in sent(found.petition_id):
        assert "有新的进展" in body
        assert "放假" not in body
        assert f"{day.day}日" not in body
