"""A notice ticked wrong is set right with a reason; what stood there before stays readable."""

from datetime import date, datetime
from typing import Any

import pytest
from tests.casework.receptions.conftest import CLERK, moment
from tests.pictures import PNG

from xinfang.casework.receptions import actions, queries
from xinfang.casework.receptions.models import NoticePlace, ReceptionDay, ReceptionPlan
from xinfang.casework.rota import actions as rota
from xinfang.kernel.audit.models import AuditEntry
from xinfang.kernel.errors import Refusal

# FIRST and SECOND: when the month of `november` is changed; its notice is to hang by 30 October.
ISSUED, FIRST, SECOND, NOW = (moment(9, day=date(2026, 10, day)) for day in (15, 16, 19, 21))


@pytest.fixture
def ticked(published: Any) -> Any:
    told = {"plan_id": published.plan, "by": CLERK, "at": published.at}
    rota.issue_notice(month=10, **told)
    hall = NoticePlace.objects.earliest("pk")
    published.today = published.at.date()
    rota.tick_place(place_id=hall.pk, posted_on=published.today, by=CLERK, at=published.at)
    published.correct = lambda *days, reason="点错了张贴的地方": correct(hall, *days, reason=reason)
    published.hall = hall
    return published


def correct(
    hall: NoticePlace, posted_on: date | None, renewed_on: date | None = None, **told: Any
) -> NoticePlace:
    """As a page does it that shows the place as it stands, unless `seen` says what it showed."""
    hall.refresh_from_db()
    given = {
        "seen": hall.stands,
        "reason": "张贴的日期写错了",
        "at": moment(9, day=date(2026, 10, 15)),
    } | told
    rota.correct_place(place_id=hall.pk, posted_on=posted_on, renewed_on=renewed_on, by=CLERK, **given)
    hall.refresh_from_db()
    return hall


def test_a_place_that_was_ticked_wrong_is_to_be_posted_again(ticked: Any) -> None:
    ticked.correct(None)
    ticked.hall.refresh_from_db()
    assert (ticked.hall.posted_on, ticked.hall.hung_version, ticked.hall.posted_by) == (None, 0, "")
    change = ticked.hall.changes.get()
    assert (change.before["posted_on"], change.after["posted_on"]) == (ticked.today.isoformat(), "")
    assert (change.reason, change.by) == ("点错了张贴的地方", CLERK.label)
    assert AuditEntry.objects.filter(event="reception_notice.corrected").count() == 1
    rota.tick_place(place_id=ticked.hall.pk, posted_on=ticked.today, by=CLERK, at=ticked.at)


@pytest.mark.parametrize(
    ("posted_on", "renewed_on", "reason", "field"),
    [
        (date(2026, 10, 1), None, "张贴的日期写错了", "posted_on"),  # before it was issued
        (date(2026, 10, 30), None, "张贴的日期写错了", "posted_on"),  # still to come
        ("today", None, "张贴的日期写错了", "posted_on"),  # as it stands
        (None, None, "错", "reason"),
        ("today", "today", "张贴的日期写错了", "renewed_on"),  # nothing was renewed
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    ticked: Any, posted_on: Any, renewed_on: Any, reason: str, field: str
) -> None:
    days = [ticked.today if each == "today" else each for each in (posted_on, renewed_on)]
    with pytest.raises(Refusal) as told:
        ticked.correct(*days, reason=reason)
    assert list(told.value.by_field()) == [field]
    assert not ticked.hall.changes.exists()


@pytest.fixture
def november(published: Any) -> Any:
    """A notice issued before its last day, of a month whose day is then changed twice."""
    ReceptionDay.objects.update(day=date(2026, 11, 10))
    published.notice = rota.issue_notice(plan_id=published.plan, month=11, by=CLERK, at=ISSUED)
    published.hall = NoticePlace.objects.earliest("pk")
    return published


def change(november: Any, day: int, at: datetime) -> None:
    told = {"to_day": date(2026, 11, day), "reason": "上级会议，改期", "by": CLERK, "at": at}
    actions.move_day(day_id=november.day, **told)


def tick(november: Any, day: int, at: datetime, **photo: Any) -> NoticePlace:
    rota.tick_place(place_id=november.hall.pk, posted_on=date(2026, 10, day), by=CLERK, at=at, **photo)
    november.hall.refresh_from_db()
    return NoticePlace.objects.select_related("notice").get(pk=november.hall.pk)


def days(hall: NoticePlace) -> list[int]:
    return [day.day for day, _by in hall.hangings]


def test_a_place_ticked_only_after_a_change_writes_its_true_day_and_is_in_time(
    november: Any, scope: Any
) -> None:
    change(november, 12, FIRST)
    hall = tick(november, 15, NOW)
    assert hall.posted_on == date(2026, 10, 15)
    assert hall.hung_version < hall.notice.version  # what hung before the change is not the changed one
    clerk = scope("clerk", november.district.root)
    late = queries.late_places(clerk, date(2026, 11, 2), size=50).rows
    assert hall.pk not in [row.pk for row in late]
    assert [row.pk for row in queries.places_to_renew(clerk, NOW.date()).rows] == [hall.pk]
    assert days(tick(november, 16, NOW)) == [15, 16]


def test_a_place_posted_in_time_stays_in_time_when_the_notice_changes(november: Any, scope: Any) -> None:
    tick(november, 30, moment(9, day=date(2026, 10, 30)))
    change(november, 12, moment(9, day=date(2026, 11, 3)))
    rota.tick_place(
        place_id=november.hall.pk, posted_on=date(2026, 11, 4), by=CLERK, at=moment(9, day=date(2026, 11, 4))
    )
    late = queries.late_places(scope("clerk", november.district.root), date(2026, 11, 5), size=50).rows
    assert late
    assert november.hall.pk not in [row.pk for row in late]


def test_a_first_tick_after_a_change_is_of_the_notice_as_it_stands(november: Any) -> None:
    change(november, 12, FIRST)
    hall = tick(november, 20, NOW)
    assert hall.hung_version == hall.notice.version
    hall = correct(november.hall, date(2026, 10, 15), at=NOW)  # its true day, before the change
    assert (days(hall), hall.hung_version) == ([15], 1)


def test_a_renewal_is_not_before_the_change_it_answers(november: Any) -> None:
    tick(november, 15, ISSUED)
    change(november, 12, FIRST)
    with pytest.raises(Refusal, match="2026-10-16 公告变动以后") as refused:
        tick(november, 15, NOW)
    assert list(refused.value.by_field()) == ["posted_on"]
    tick(november, 17, NOW)
    change(november, 13, SECOND)
    with pytest.raises(Refusal, match="2026-10-16") as refused:  # still the first change, not the second
        correct(november.hall, date(2026, 10, 15), date(2026, 10, 15), at=NOW)
    assert list(refused.value.by_field()) == ["renewed_on"]
    assert days(correct(november.hall, date(2026, 10, 15), date(2026, 10, 16), at=NOW)) == [15, 16]


def test_the_last_renewal_is_taken_back_and_the_one_before_it_hangs(november: Any) -> None:
    tick(november, 15, ISSUED)
    change(november, 12, FIRST)
    tick(november, 17, NOW)
    change(november, 13, SECOND)
    assert days(tick(november, 20, NOW, photo=PNG, photo_name="大厅.png")) == [15, 17, 20]
    hall = correct(november.hall, date(2026, 10, 15), None, at=NOW)
    assert hall.photo_id is None  # it showed the one that was taken back
    assert (days(hall), hall.renewed_on, hall.hung_version) == ([15, 17], date(2026, 10, 17), 2)
    hall = correct(november.hall, date(2026, 10, 15), None, at=NOW)
    assert (days(hall), hall.renewed_on, hall.hung_version) == ([15], None, 1)


def test_a_first_day_is_not_after_a_renewal(november: Any) -> None:
    tick(november, 15, ISSUED)
    change(november, 12, FIRST)
    tick(november, 17, NOW)
    change(november, 13, SECOND)
    tick(november, 20, NOW)
    with pytest.raises(Refusal) as refused:
        correct(november.hall, date(2026, 10, 18), date(2026, 10, 20), at=NOW)
    assert list(refused.value.by_field()) == ["posted_on"]


def test_a_form_that_saw_no_renewal_takes_none_back(november: Any) -> None:
    seen = tick(november, 15, ISSUED).stands
    change(november, 12, FIRST)
    tick(november, 17, NOW)
    with pytest.raises(Refusal, match="登记员1号.*2026-10-21 09:00.*2026-10-17 换上新的") as refused:
        correct(november.hall, date(2026, 10, 16), None, seen=seen, at=NOW)
    assert list(refused.value.by_field()) == [""]
    november.hall.refresh_from_db()
    assert days(november.hall) == [15, 17]


def test_another_photo_is_a_correction_and_the_former_one_is_kept(november: Any) -> None:
    tick(november, 15, ISSUED)
    hall = correct(november.hall, date(2026, 10, 15), photo=PNG, photo_name="大厅.png", at=NOW)
    assert hall.photo_id
    assert hall.changes.get().before["photo"] is None
    assert hall.changes.get().after["photo"] == hall.photo_id


def test_when_the_last_reception_of_the_month_is_over_nothing_is_to_be_renewed(
    november: Any, scope: Any
) -> None:
    tick(november, 15, ISSUED)
    change(november, 12, FIRST)
    clerk = scope("clerk", november.district.root)
    assert queries.places_to_renew(clerk, date(2026, 11, 12)).rows
    assert queries.places_to_renew(clerk, date(2026, 11, 13)).rows == []
    actions.cancel_day(day_id=november.day, reason="防汛值守，取消一次", by=CLERK, at=NOW)
    assert queries.places_to_renew(clerk, date(2026, 11, 12)).rows  # that nobody receives is to be read there


def test_a_day_moved_out_of_the_month_is_to_be_read_there_until_it_would_have_been(
    november: Any, scope: Any
) -> None:
    tick(november, 15, ISSUED)
    told = {"day_id": november.day, "reason": "上级会议，改期", "by": CLERK, "at": FIRST}
    actions.move_day(to_day=date(2026, 12, 8), **told)
    clerk = scope("clerk", november.district.root)
    assert queries.places_to_renew(clerk, date(2026, 11, 10)).rows
    assert queries.places_to_renew(clerk, date(2026, 11, 11)).rows == []


def test_a_street_with_its_own_plan_meets_its_own_place_once(november: Any, scope: Any) -> None:
    street = november.district.street
    november.hall = NoticePlace.objects.get(notice=november.notice, unit=street)
    tick(november, 15, ISSUED)
    change(november, 12, FIRST)
    ReceptionPlan.objects.filter(pk=november.plan).update(unit=street)
    head = scope("clerk", street)
    told = (queries.places_to_hang(head, NOW.date()), queries.places_to_renew(head, NOW.date()).rows)
    assert [row.pk for rows in told for row in rows].count(november.hall.pk) == 1
