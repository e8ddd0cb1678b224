"""The cases behind a figure as a list: the counted rows that the actor may open, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from xinfang.casework.petitions.models import Channel, Form, Matter, Petition, Raising, RaisingKind
from xinfang.casework.petitions.queries import Row
from xinfang.casework.petitions.queries import rows as matter_rows
from xinfang.registers.staff.scope import Scope

__all__ = ["Line", "Listed", "listed"]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


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


def listed(scope: Scope, found: QuerySet[Any], *, newer: str = "", older: str = "", size: int = 50) -> Listed:
    """The page of openable cases behind (`older`) or before (`newer`) a cursor."""
    cursor = _read(newer or older)
    backwards = bool(newer) and cursor is not None
    if cursor:
        found = found.filter(_beyond(cursor, backwards))
    order = ("received_at", "pk") if backwards else ("-received_at", "-pk")
    got = list(found.order_by(*order)[: size + 1])
    more = len(got) > size
    shown = got[:size][::-1] if backwards else got[:size]
    if not shown:
        return Listed([], "", "")
    return Listed(
        _lines(scope, shown),
        newer=_cursor(shown[0]) if (more if backwards else cursor is not None) else "",
        older=_cursor(shown[-1]) if (True if backwards else more) else "",
    )


def _lines(scope: Scope, shown: Sequence[Any]) -> list[Line]:
    """A line a row: a petition with its first matter that may be opened, a matter with its first petition."""
    raisings = Raising.objects.select_related(
        "petition", "matter__unit", "matter__registered_unit", "matter__content_class"
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
    opened = {row.pk: row for row in matter_rows([raising.matter for raising in main.values()])}
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


def _beyond(cursor: tuple[datetime, int], backwards: bool) -> Q:
    moment, pk = cursor
    side = "gt" if backwards else "lt"
    return Q(**{f"received_at__{side}e": moment}) & (
        Q(**{f"received_at__{side}": moment}) | Q(**{f"pk__{side}": pk})
    )


def _cursor(row: Any) -> str:
    return f"{(row.received_at - EPOCH) // MICROSECOND}-{row.pk}"


def _read(text: str) -> tuple[datetime, int] | None:
    head, dash, tail = text.partition("-")
    if not dash or not (head.isascii() and head.isdigit() and tail.isascii() and tail.isdigit()):
        return None
    try:
        moment = EPOCH + timedelta(microseconds=int(head))
    except OverflowError:
        return None
    return (moment, int(tail)) if int(tail) < 2**63 else None
