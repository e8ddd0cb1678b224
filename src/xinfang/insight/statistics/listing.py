"""The cases behind a figure as a list: the counted rows that the actor may open, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from xinfang.casework.petitions.models import Channel, Form, Matter, Petition, Raising, RaisingKind
from xinfang.casework.petitions.queries import Row
from xinfang.casework.petitions.queries import rows as matter_rows
from xinfang.kernel.keyset import Keyset
from xinfang.registers.organisations.queries import short_names_on
from xinfang.registers.staff.scope import Scope

__all__ = ["Line", "Listed", "listed"]

NEWEST = Keyset("received_at")


@dataclass(frozen=True)
class Line:
    """One counted petition (or matter) with the matter it opens; names are masked."""

    number: str
    received_at: datetime
    channel: str
    form: str
    together: bool  # a joint letter or a group visit
    heads: int
    turn: str
    who: str
    matter: Row


@dataclass(frozen=True)
class Listed:
    """A page, newest first; the cursors are '' where there is nothing more."""

    lines: list[Line]
    newer: str
    older: str


def listed(
    scope: Scope,
    found: QuerySet[Any],
    *,
    newer: str = "",
    older: str = "",
    size: int = 50,
    day: date | None = None,
) -> Listed:
    """The page of openable cases behind (`older`) or before (`newer`) a cursor, units named as of a day."""
    page = NEWEST.page(found, size=size, newer=newer, older=older)
    return Listed(_lines(scope, page.rows, day) if page.rows else [], page.newer, page.older)


def _lines(scope: Scope, shown: Sequence[Any], day: date | None) -> list[Line]:
    """A line a row: a petition with its first matter that may be opened, a matter with its first petition."""
    raisings = Raising.objects.select_related(
        "petition",
        "matter__unit",
        "matter__registered_unit",
        "matter__content_class",
        "matter__complained_unit",
    ).order_by("pk")
    ids = [row.pk for row in shown]
    if isinstance(shown[0], Matter):
        raisings, by = raisings.filter(matter_id__in=ids, kind=RaisingKind.FIRST), "matter_id"
    else:
        visible = Matter.objects.visible_to(scope)
        raisings, by = raisings.filter(petition_id__in=ids, matter__in=visible), "petition_id"
    main: dict[int, Raising] = {}
    for raising in raisings:
        main.setdefault(getattr(raising, by), raising)
    matters = [raising.matter for raising in main.values()]
    names = short_names_on(day, [each.unit_id for each in matters if each.unit_id])
    opened = {
        row.pk: replace(row, unit=names.get(each.unit_id or 0, ""))
        for row, each in zip(matter_rows(matters), matters, strict=True)
    }
    return [_line(main[pk], opened[main[pk].matter_id]) for pk in ids]


def _line(raising: Raising, matter: Row) -> Line:
    petition: Petition = raising.petition
    return Line(
        number=petition.number,
        received_at=petition.received_at,
        channel=str(Channel(petition.channel).label),
        form=str(Form(petition.form).label),
        together=petition.form != Form.SINGLE,
        heads=petition.head_count,
        turn=str(RaisingKind(raising.kind).label) if raising.kind != RaisingKind.FIRST else "",
        who="" if raising.kind == RaisingKind.JOINED else matter.people_first,
        matter=matter,
    )
