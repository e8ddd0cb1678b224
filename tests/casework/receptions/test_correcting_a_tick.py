"""A notice ticked wrong is set right with a reason; what stood there before stays readable."""

from datetime import date
from typing import Any

import pytest
from tests.casework.receptions.conftest import CLERK

from xinfang.casework.receptions.models import NoticePlace
from xinfang.casework.rota import actions as rota
from xinfang.kernel.audit.models import AuditEntry
from xinfang.kernel.errors import Refusal


@pytest.fixture
def ticked(published: Any) -> Any:
    told = {"plan_id": published.plan, "by": CLERK, "at": published.at}
    rota.issue_notice(month=10, **told)
    hall = NoticePlace.objects.earliest("pk")
    published.today = published.at.date()
    rota.tick_place(place_id=hall.pk, posted_on=published.today, by=CLERK, at=published.at)
    published.correct = lambda posted_on, renewed_on=None, reason="点错了张贴的地方": rota.correct_place(
        place_id=hall.pk, posted_on=posted_on, renewed_on=renewed_on, reason=reason, by=CLERK,
        at=published.at,
    )  # fmt: skip
    published.hall = hall
    return published


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
        ticked.correct(*days, reason)
    assert list(told.value.by_field()) == [field]
    assert not ticked.hall.changes.exists()
