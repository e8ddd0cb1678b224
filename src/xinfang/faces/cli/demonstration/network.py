"""The network in 2008: a topic, reports up the four levels, sixteen items sent up, a circular answered."""

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from django.contrib.auth import get_user_model

from xinfang.casework.bulletins import actions
from xinfang.casework.bulletins.actions import CircularEntry, ItemEntry, ReportEntry
from xinfang.casework.bulletins.queries import circular_in, duties
from xinfang.casework.themes import actions as themes
from xinfang.casework.themes.queries import every_tie
from xinfang.engines.workdays import Calendar
from xinfang.faces.cli.demonstration.bulletins import CIRCULAR, CIRCULAR_ANSWERS, ITEMS, TOPIC_NAME, Told
from xinfang.faces.cli.demonstration.meetings import meet
from xinfang.faces.cli.demonstration.office import Office
from xinfang.faces.cli.demonstration.planning import at_time
from xinfang.kernel.actor import Actor
from xinfang.registers.calendars.queries import calendar
from xinfang.registers.staff.scope import whole
from xinfang.registers.topics.actions import ProblemEntry, TopicEntry, open_topic

__all__ = ["head_of", "run"]

QUAKE, OPENED, ENDED = date(2008, 5, 12), date(2008, 5, 19), date(2008, 12, 31)
WAITING = 6  # proposals that nobody has looked at yet
TO = "市信访局"
TOPIC = TopicEntry(
    name=TOPIC_NAME,
    since=QUAKE,
    until=ENDED,
    words=["震后", "地震", "灾后重建", "投亲靠友", "救灾物资", "过渡安置"],
    classes=["010503", "140504", "070405", "090401"],
    problems=[
        ProblemEntry("住房维修", ["鉴定", "加固", "裂缝"], ["010503"]),
        ProblemEntry("投亲靠友子女教育", ["入学", "转学", "学籍"], ["140504"]),
        ProblemEntry("企业灾后重建", ["厂房", "停产", "贴息"], ["070405"]),
    ],
)


def run(office: Office) -> None:
    """All of it, through the actions that people use."""
    topic_id = _topic(office)
    days, head = calendar(), head_of(office)
    for told in ITEMS:
        _item(office, told, topic_id if told.quake else None, days, head)
    _circular(office, topic_id, days)
    meet(office, topic_id, days, head)


def head_of(office: Office) -> Actor:
    """The head of the office, who signs."""
    user = get_user_model().objects.get(username="office")
    return Actor(user.pk, "信访局局长", office.root_id, "云溪区", origin="demonstration")


def _key(text: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"demonstration {text}")


def _topic(office: Office) -> int:
    """Opened a week after the earthquake; by the year's end nearly all that it proposed is decided."""
    topic = open_topic(entry=TOPIC, by=office.clerk, at=at_time(OPENED, 9))
    ended = at_time(ENDED, 16)
    themes.look_back(topic_id=topic.pk, by=office.clerk, at=ended)
    ties = every_tie(topic.pk)
    ids = [pk for pk, problem in ties if problem]
    chance = random.Random(2008)  # noqa: S311 - not a secret
    later = set(chance.sample(ids, min(WAITING, len(ids))))
    themes.decide(tie_ids=[pk for pk in ids if pk not in later], belongs=True, by=office.clerk, at=ended)
    other = [pk for pk, problem in ties if not problem]
    themes.decide(tie_ids=other, belongs=True, by=office.clerk, at=ended)
    return topic.pk


def _item(office: Office, told: Told, topic_id: int | None, days: Calendar, head: Actor) -> None:
    """Reports some days before, the streets pass or merge, the office writes, the head signs; on paper."""
    filed = days.next_working(told.day - timedelta(days=0 if told.urgent else 4))
    ids = [
        pk
        for street, mine in _by_street(office, told).items()
        for pk in _up(office, street, mine, told, topic_id, filed)
    ]
    sent = at_time(told.day, 15)
    entry = ItemEntry(told.title, told.body, TO, told.advice, told.kind, topic_id, told.urgent)
    item = actions.draft_item(
        entry=entry,
        report_ids=ids,
        unit_id=office.root_id,
        form_key=_key(told.title),
        by=office.clerk,
        at=sent - timedelta(hours=3),
    )
    actions.submit_item(item_id=item.pk, by=office.clerk, at=sent - timedelta(hours=2))
    actions.send_item(item_id=item.pk, by=head, at=sent, on_paper=True)
    received = days.add_working(told.day, 1)
    number = f"市信收〔2008〕{item.pk}号"
    at = at_time(received, 10)
    actions.record_dispatch(item_id=item.pk, dispatched_on=told.day, way="机要交换", by=office.clerk, at=sent)
    actions.record_receipt(item_id=item.pk, received_on=received, receipt=number, by=office.clerk, at=at)
    if told.feedback:
        answered = days.add_working(told.day, 7)
        at = at_time(answered, 10)
        actions.record_feedback(
            item_id=item.pk, answered_on=answered, feedback=told.feedback, by=office.clerk, at=at
        )


def _by_street(office: Office, told: Told) -> dict[str, list[tuple[str, str, int]]]:
    found: dict[str, list[tuple[str, str, int]]] = {}
    for place, what, heads in told.reports:
        found.setdefault(office.street_of[place], []).append((place, what, heads))
    return found


def _up(
    office: Office,
    street_code: str,
    mine: Sequence[tuple[str, str, int]],
    told: Told,
    topic_id: int | None,
    day: date,
) -> list[int]:
    """The reports of one street's communities, as they reach the district."""
    street, at = office.units[street_code], at_time(day, 9)
    checker = Actor(None, f"{street}信息员", street.pk, str(street), origin="demonstration")
    reports = []
    for place, what, heads in mine:
        unit = office.community[place]
        entry = ReportEntry(what, place, heads, day, topic_id=topic_id, urgent=told.urgent)
        by = Actor(None, f"{place}信息员", unit.pk, place, origin="demonstration")
        key = _key(f"{told.title} {place}")
        reports.append(actions.file_report(entry=entry, from_unit_id=unit.pk, form_key=key, by=by, at=at))
    if told.urgent:
        _read(office, [report.pk for report in reports], street.pk, checker, at)
    if len(reports) == 1:
        later = at + timedelta(minutes=50)
        actions.pass_up(report_id=reports[0].pk, by=checker, at=later, note="情况属实。")
        return [reports[0].pk]
    whole_entry = ReportEntry(
        what="\n".join(f"{place}：{what}" for place, what, _heads in mine),
        place="、".join(place for place, _what, _heads in mine),
        heads=sum(heads for _place, _what, heads in mine),
        since=day,
        topic_id=topic_id,
        urgent=told.urgent,
    )
    merged = actions.merge_reports(
        report_ids=[report.pk for report in reports],
        entry=whole_entry,
        form_key=_key(f"{told.title} {street_code}"),
        by=checker,
        at=at + timedelta(minutes=50),
    )
    if told.urgent:
        _read(office, [merged.pk], None, checker, at + timedelta(minutes=50))
    return [merged.pk]


def _read(office: Office, ids: list[int], street_id: int | None, checker: Actor, at: datetime) -> None:
    """Each level signs within its half hour."""
    for pk in ids:
        if street_id:
            actions.confirm_read(report_id=pk, unit_id=street_id, by=checker, at=at + timedelta(minutes=9))
        later = at + timedelta(minutes=14)
        actions.confirm_read(report_id=pk, unit_id=office.root_id, by=office.clerk, at=later)


def _circular(office: Office, topic_id: int, days: Calendar) -> None:
    """To every department and street; all but one answer in time."""
    day, title, body, due = CIRCULAR
    units = [unit for code, unit in sorted(office.units.items()) if unit.depth == 2]
    circular = actions.issue_circular(
        entry=CircularEntry(title, body, due, dict.fromkeys((unit.pk for unit in units), ""), topic_id),
        unit_id=office.root_id,
        form_key=_key(title),
        by=office.clerk,
        at=at_time(day, 10),
    )
    scope = whole(office.clerk)
    sent = circular_in(scope, circular.pk)
    assert sent
    for place, duty in enumerate(duties(scope, sent)[:-1]):
        by = Actor(None, f"{duty.unit}承办人", duty.unit_id, str(duty.unit), origin="demonstration")
        on = days.add_working(day, 2 + place % 9)
        actions.receive_circular(duty_id=duty.pk, by=by, at=at_time(day, 15))
        text = CIRCULAR_ANSWERS[place % len(CIRCULAR_ANSWERS)]
        actions.answer_circular(duty_id=duty.pk, answer=text, by=by, at=at_time(on, 11))
