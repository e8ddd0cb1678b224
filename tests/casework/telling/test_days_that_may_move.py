"""A day that may still move with the calendar is called provisional in letters and messages too."""

from datetime import timedelta

from django.utils.formats import date_format

from xinfang.casework.acts.actions import perform
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.letters.facts import facts
from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.actions import consent
from xinfang.casework.telling.actions import remind
from xinfang.kernel.actor import Actor
from xinfang.kernel.notices.models import Notice

CITIZEN = Actor(None, "信访人")
LATE = timedelta(days=47)  # from here on sixty days end in a year that is not announced


def test_messages_to_petitioners_call_it_provisional(told, go, texts, at):
    found = told()
    consent(
        petition_id=found.petition_id, sms=True, email="ming@example.cn", service=False,
        language="zh-hans", by=CITIZEN, at=at,
    )  # fmt: skip
    go(found, "accept", at=at)
    assert "暂定" not in texts()[-1].body
    other = told()
    consent(
        petition_id=other.petition_id, sms=True, email="ming@example.cn", service=False,
        language="zh-hans", by=CITIZEN, at=at,
    )  # fmt: skip
    go(other, at=at + LATE)
    perform(verb="accept", matter_ids=[other.matter_id], by=CITIZEN, at=at + LATE)
    clock = Clock.objects.get(matter_id=other.matter_id, family="handle")
    assert clock.provisional
    day = date_format(clock.due_on, "Y年n月j日")
    assert f"最迟 {day}（暂定）书面答复您" in texts()[-1].body
    assert "（暂定）" in texts("email")[-1].body


def test_the_bell_calls_it_provisional(told, go, posted, district, at):
    posted("handler", district.street)
    go(told(), "accept", at=at)
    Clock.objects.filter(family="handle").update(due_on=at.date() + timedelta(days=1), provisional=True)
    remind(by=Actor(None, "系统"), at=at)
    assert any("（暂定）" in each.body for each in Notice.objects.filter(channel="inside"))


def test_the_letter_calls_it_provisional(told, go, at):
    found = told()
    go(found)
    letter = Document(matter_id=found.matter_id, kind="acceptance_notice", verb="accept")
    assert facts(letter, at)["due_on"] == "2026年12月14日"
    assert facts(letter, at + LATE)["due_on"] == "2027年2月1日（暂定，2027年放假安排公布后可能变动）"
    slip = Document(matter_id=found.matter_id, kind="forwarding_slip", verb="forward")
    assert facts(slip, at + timedelta(days=77))["notify_by"].endswith("（暂定）")
