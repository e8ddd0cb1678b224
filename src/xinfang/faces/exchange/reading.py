"""From a row of a table to an arrival with its answer, or to sentences that say why not."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.intake import rules
from xinfang.casework.intake.arrivals import Arrival
from xinfang.casework.petitions.heads import GROUP_FROM
from xinfang.engines.identity import without_invisible
from xinfang.engines.tabular import Table
from xinfang.faces.exchange import cells
from xinfang.faces.exchange.against import WHOM, by_purpose, unsaid, wrong
from xinfang.faces.exchange.cells import Unclear
from xinfang.kernel import secrets
from xinfang.registers.organisations.names import UnitName, UnitNames, units_named
from xinfang.registers.petitioners.entries import PersonEntry
from xinfang.registers.topics.names import class_names

__all__ = ["Given", "Reader", "Row"]

TITLE_FROM_FACTS = 30
ANONYMOUS = frozenset({"匿名", "无名", "佚名", "匿名信", "无名氏", "未署名", "不详"})
LIMITS = {**rules.SHORT_TEXTS, "answered_by": 120}
_heads, _affected, _pages = (partial(cells.count, most=most) for most in (100_000, 10_000_000, 10_000))


@dataclass(frozen=True)
class Given:
    """An answer that stands in the row: text, moment, by whom."""

    body: str
    issued_at: datetime
    issued_by: str


@dataclass(frozen=True)
class Row:
    """A row as understood. With `reasons` it is refused; `notes` say what was done to take it."""

    line: int
    cells: list[str]
    arrival: Arrival | None = None
    given: Given | None = None
    reasons: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass
class _Draft:
    """What is gathered while a row is read."""

    values: dict[str, str]
    reasons: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Reader:
    """Reads the rows of one table under one matching of columns.

    `channel` is the cell for rows that do not say their own ('' when each must). Unit and class names are
    looked up once.
    """

    def __init__(self, table: Table, columns: Mapping[str, str], *, channel: str, today: date) -> None:
        self.table = table
        self.columns = columns
        self._places = [(name, table.header.index(column)) for name, column in columns.items()]
        self._channel = channel
        self._zone = timezone.get_current_timezone()
        self._units = UnitNames(units_named(today))
        self._classes = class_names() if "content_class" in columns else None
        self._digest = secrets.provider().digest
        self._unsigned = _("原登记表未注明")

    def rows(self, start: int = 0, stop: int | None = None) -> list[Row]:
        """Rows `start` to `stop` of the table, read."""
        lines = self.table.lines or list(range(2, len(self.table.rows) + 2))
        return [
            self.read(line, row)
            for line, row in zip(lines[start:stop], self.table.rows[start:stop], strict=True)
        ]

    def read(self, line: int, row: list[str]) -> Row:
        """One row. Never raises for any text."""
        if spoilt := [name for name, cell in zip(self.table.header, row, strict=False) if "\x00" in cell]:
            sentence = _("“%(columns)s”列含有空字符（NUL），请删除或重新输入这一格。")
            return Row(line, row, reasons=(sentence % {"columns": _("、").join(spoilt)},))
        draft = _Draft({name: row[place] for name, place in self._places if row[place]})
        self._lengths(draft)
        received = self._take(draft, "received_at", self._moment)
        given = self._answer(draft, received)
        said = self._take(draft, "purpose", _purpose) or ""
        purpose = said or "request"
        asked = ["to_unit", *(name for name in WHOM if draft.values.get(name, "") not in cells.ACCUSED)]
        found = {name: self._take(draft, name, self._unit) for name in asked}
        units = by_purpose(found, purpose)
        arrival = self._arrival(draft, received, purpose, units)
        draft.reasons += wrong(draft.values, found, units, said)
        if draft.reasons:
            return Row(line, row, reasons=tuple(draft.reasons), notes=tuple(draft.notes))
        return Row(line, row, arrival, self._signed(given, units), (), tuple(draft.notes))

    def _arrival(
        self,
        draft: _Draft,
        received: datetime | None,
        purpose: str,
        units: Mapping[str, UnitName | None],
    ) -> Arrival:
        told = draft.values
        title, facts = _title(draft)
        unsigned = told.get("name", "") in ANONYMOUS
        anonymous = bool(self._take(draft, "anonymous", cells.yes)) or unsigned
        # A name beside the tick is a contradiction that intake tells: it is not dropped here.
        people = () if unsigned or (anonymous and not told.get("name")) else self._people(draft)
        heads = self._take(draft, "head_count", _heads)
        sent = self._take(draft, "sent_on", self._moment)
        place = self._units.find(told.get("place", ""))
        return Arrival(
            cell=self._cell(draft, heads),
            received_at=received,
            title=title,
            facts=facts,
            demand=_seen(draft, told.get("demand", "")),
            people=people,
            head_count=heads,
            sent_on=sent.date() if sent else None,
            addressee=_seen(draft, told.get("addressee", "")),
            affected_count=self._take(draft, "affected_count", _affected),
            page_count=self._take(draft, "page_count", _pages),
            anonymous=anonymous,
            urgent=bool(self._take(draft, "urgent", cells.yes)),
            class_id=self._take(draft, "content_class", self._class),
            purpose=purpose,
            place=_seen(draft, told.get("place", "")),
            place_unit_id=place[0].pk if len(place) == 1 else None,
            accused_unit_id=_pk(units["accused_unit"]),
            accused=unsaid(told, units, purpose),
            complained_unit_id=_pk(units["complained_unit"]),
            to_unit_id=_pk(units["to_unit"]),
            source_number=_seen(draft, told.get("source_number", "")),
            form_key=self._form_key(told, received),
        )

    def _take(self, draft: _Draft, name: str, read: Any) -> Any:
        """The value of a cell by its reader; None for an empty cell, and for one that says why not."""
        text = draft.values.get(name)
        if not text:
            return None
        try:
            return read(text, self.columns[name])
        except Unclear as unclear:
            draft.reasons.append(str(unclear))
            return None

    def _lengths(self, draft: _Draft) -> None:
        for name, most in LIMITS.items():
            if len(draft.values.get(name, "")) > most:
                sentence = _("“%(column)s”列最多 %(most)d 个字，请缩短。")
                draft.reasons.append(sentence % {"column": self.columns[name], "most": most})

    def _moment(self, text: str, column: str) -> datetime:
        return cells.moment(text, column, self._zone)

    def _unit(self, text: str, column: str) -> UnitName:
        found = self._units.find(text)
        if len(found) == 1:
            return found[0]
        sentence = (
            _("“%(column)s”列的“%(text)s”有几个同名单位，请改写单位编码。")
            if found
            else _("“%(column)s”列的“%(text)s”不在单位名录里，请改正，或先在设置里添加。")
        )
        raise Unclear(sentence % {"column": column, "text": text[:40]})

    def _class(self, text: str, column: str) -> int:
        assert self._classes
        found = self._classes.find(text)
        if len(found) == 1:
            return found[0].pk
        sentence = (
            _("“%(column)s”列的“%(text)s”有几个同名分类，请写全路径，例如 上级/下级。")
            if found
            else _("“%(column)s”列的“%(text)s”不在内容分类表里，请改正。")
        )
        raise Unclear(sentence % {"column": column, "text": text[:40]})

    def _cell(self, draft: _Draft, heads: int | None) -> str:
        cell: str = self._take(draft, "form", _form) or self._channel
        if not cell and "form" in draft.values:
            return ""  # the reason is there already
        if not cell:
            draft.reasons.append(_("不知道来件方式：请填“信访形式”列，或在导入时选定一种。"))
        if heads and heads >= GROUP_FROM:
            return {"letter": "joint_letter", "visit": "group_visit"}.get(cell, cell)
        return cell

    def _people(self, draft: _Draft) -> tuple[PersonEntry, ...]:
        told = draft.values
        account = told.get("account", "")
        number, kind = told.get("id_number", ""), self._take(draft, "id_kind", _id_kind) or ""
        if account and not number:
            number, kind = account, "account"
        if not (told.get("name") or account):
            return ()
        person = PersonEntry(
            name=told.get("name") or account,
            id_kind=(kind or "resident") if number else "",
            id_number=number,
            phone=told.get("phone", ""),
            address=told.get("address", ""),
            sex=self._take(draft, "sex", _sex) or "",
        )
        return (person,)

    def _answer(self, draft: _Draft, received: datetime | None) -> Given | None:
        body = _seen(draft, draft.values.get("answer", ""))
        when = self._take(draft, "answered_at", self._moment)
        if not body and not when:
            return None
        if when is None:
            if "answered_at" not in draft.values:
                draft.reasons.append(_("有答复意见，没有答复时间；请补上答复时间，或清空答复意见。"))
            return None
        if received and when.date() == received.date() and when.time() == time.min:
            when = max(when, received)  # a register that notes days only: answered on the same day
        if received and when < received:
            draft.reasons.append(_("答复时间早于收到时间，请核对这两列。"))
        if not body:
            body = _("（原登记表只有答复时间，没有答复内容。）")
            draft.notes.append("answer_without_text")
        return Given(body, when, draft.values.get("answered_by", ""))

    def _signed(self, given: Given | None, units: Mapping[str, UnitName | None]) -> Given | None:
        if given is None or given.issued_by:
            return given
        unit = units["to_unit"]
        return Given(given.body, given.issued_at, unit.name if unit else self._unsigned)

    def _form_key(self, told: Mapping[str, str], received: datetime | None) -> UUID:
        """The same row gives the same key on every import: by its number, time, person and title.

        Without a number of its own also by its text: two visits on one day are two.
        """
        parts = [
            told.get("source_number", ""),
            received.isoformat() if received else "",
            told.get("account") or told.get("name", ""),
            told.get("title", ""),
        ]
        if not parts[0]:
            rest = "\x1f".join(told.get(name, "") for name in ("facts", "demand", "id_number", "form"))
            parts.append(hashlib.sha256(rest.encode("utf-8", "surrogatepass")).hexdigest())
        plain = "\x1f".join(parts).encode("utf-8", "replace").decode()
        return UUID(bytes=self._digest(plain, "imported row"))


def _seen(draft: _Draft, text: str) -> str:
    """A text as it is seen: signs that nobody sees are taken out, and the row is counted among the notes."""
    plain = without_invisible(text)
    if plain != text and "invisible_taken_out" not in draft.notes:
        draft.notes.append("invisible_taken_out")
    return plain


def _title(draft: _Draft) -> tuple[str, str]:
    """(title, facts). A missing title is the text's beginning; one too long goes whole before the text."""
    title = " ".join(_seen(draft, draft.values.get("title", "")).split())
    facts = _seen(draft, draft.values.get("facts", ""))
    if not title and (plain := " ".join((facts or draft.values.get("demand", "")).split())):
        draft.notes.append("title_from_text")
        return plain[:TITLE_FROM_FACTS], facts
    if len(title) > rules.TITLE_LIMIT:
        draft.notes.append("title_shortened")
        return title[: rules.TITLE_LIMIT - 1] + "…", f"{title}\n{facts}".strip()
    return title, facts


def _chosen(words: Mapping[str, str], text: str, column: str) -> str:
    return cells.choice(text, words, column)


_form, _purpose, _id_kind, _sex = (
    partial(_chosen, words) for words in (cells.FORMS, cells.PURPOSES, cells.ID_KINDS, cells.SEXES)
)


def _pk(unit: UnitName | None) -> int | None:
    return unit.pk if unit else None
