"""From the form to an arrival, and from the rules' answers back to the form's fields."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from xinfang.casework.intake import queries, rules
from xinfang.casework.intake.arrivals import Arrival
from xinfang.casework.intake.sheet import Double, SheetRow, doubles, guess_kind, read_sheet, without
from xinfang.casework.petitions.queries import ACCUSED
from xinfang.engines import identity
from xinfang.faces.workbench.register.classes import resolve
from xinfang.faces.workbench.register.forms import ArrivalForm
from xinfang.kernel import clock
from xinfang.kernel.errors import Problem
from xinfang.registers.petitioners.entries import PersonEntry
from xinfang.registers.staff.scope import Scope

__all__ = ["Reading", "problems_of", "read", "show_problems", "ticked"]

LINES_SHOWN = 10  # of a list's lines that a sentence names
MASKED = ("name", "id_number", "phone", "address")


@dataclass(frozen=True)
class Reading:
    """What was read: the arrival, where each person stands on the form, the list as parsed."""

    arrival: Arrival
    places: tuple[str, ...]  # of each person: '', 'companion-1', 'sheet:3'
    rows: tuple[SheetRow, ...]
    linked: queries.MatterLine | None
    aside: frozenset[int]  # matters that the clerk has looked at and put aside


def read(form: ArrivalForm, scope: Scope, reps: frozenset[int] | None = None) -> Reading:
    """Read a bound form leniently; what cannot be read is an error on the form already.

    `reps`: lines ticked as representatives on the shown list; None: as the list itself says.
    """
    form.is_valid()
    said = partial(_said, form)
    first = _first(form, scope)
    rows = read_sheet(said("sheet") or "")
    if reps is not None:
        rows = [replace(row, representative=row.line in reps) for row in rows]
    _judge_list(rows, form)
    listed, first = without(rows, first)
    people, places = [first], [""]
    for person, place in [*_companions(form), *_listed(listed, form)]:
        people.append(person)
        places.append(place)
    if not (first.name or first.person_id):
        people, places = people[1:], places[1:]
    linked = _linked(form, scope)
    arrival = Arrival(
        cell=form.cell.key,
        received_at=said("received_at"),
        title=said("title") or "",
        facts=said("facts") or "",
        demand=said("demand") or "",
        people=tuple(people),
        head_count=said("head_count"),
        sent_on=said("sent_on").date() if said("sent_on") else None,
        addressee=said("addressee") or "",
        affected_count=said("affected_count"),
        page_count=said("page_count"),
        anonymous=bool(said("anonymous")),
        urgent=bool(said("urgent")),
        class_id=resolve(form),
        purpose=said("purpose") or "request",
        place=said("place") or "",
        place_unit_id=_key(said("place_unit_id")),
        **_against(said),
        to_unit_id=_key(said("to_unit_id")),
        repeats_matter_id=linked.pk if linked else None,
        raising_kind=(said("raising_kind") or "first") if linked else "first",
        source_number=said("source_number") or "",
        by_text=bool(said("by_text")),
        form_key=form.key,
    )
    aside = frozenset(int(key) for key in (said("put_aside") or "").split(",") if 0 < len(key) < 19)
    return Reading(arrival, tuple(places), tuple(rows), linked, aside)


def show_problems(form: ArrivalForm, reading: Reading, problems: list[Problem]) -> None:
    """Put each sentence at the field that it is about; those of the list name the line."""
    for problem in problems:
        field, sentence = _place(problem, reading)
        if field not in form.fields:
            field = "sheet" if field == "people" and "sheet" in form.fields else ""
        if not field or field not in form.errors:
            form.add_error(field or None, sentence)


def ticked(post: QueryDict) -> frozenset[int] | None:
    """The lines ticked as representatives; None when no list was shown."""
    if "reps_shown" not in post:
        return None
    return frozenset(int(line) for line in post.getlist("rep") if line.isdecimal() and len(line) < 6)


def problems_of(reading: Reading) -> list[Problem]:
    """What the rules say of a reading."""
    return rules.problems(reading.arrival, clock.now())


def _place(problem: Problem, reading: Reading) -> tuple[str, str]:
    if not problem.field.startswith("people-"):
        shifted = reading.places[:1] and reading.places[0] and problem.field in (*MASKED, "id_kind")
        return (
            _at(reading.places[0], problem.field, problem.sentence)
            if shifted
            else (problem.field, problem.sentence)
        )
    _people, index, field = problem.field.split("-", 2)
    return _at(reading.places[int(index)], field, problem.sentence)


def _at(place: str, field: str, sentence: str) -> tuple[str, str]:
    if place.startswith("sheet:"):
        told = _("名单第 %(line)s 行：%(sentence)s")
        return "sheet", told % {"line": place.removeprefix("sheet:"), "sentence": sentence}
    return f"{place}-{field}" if place else field, sentence


def _first(form: ArrivalForm, scope: Scope) -> PersonEntry:
    """The person in the look-up box: a known one by the key, whose masked fields say nothing new."""
    said = form.said
    role = "representative" if form.cell.representatives else "petitioner"
    values = {name: said(name) or "" for name in MASKED}
    person_id = said("person_id")
    if person_id and queries.known(scope, person_id) is None:
        form.add_error("name", _("这位信访人已不在您可以查看的范围内，请重新输入姓名。"))
        person_id = None
    if person_id:
        values = {name: "" if "*" in value else value for name, value in values.items()}
        values["name"] = ""
    else:
        for field in (name for name, value in values.items() if "*" in value):
            form.add_error(field, _("带 * 的内容不完整：请从列表中选择信访人，或重新输入完整内容。"))
    number = values["id_number"]
    kind = (said("id_kind") or "resident") if number else ""
    birth = said("birth").date().isoformat() if said("birth") else ""
    sex = said("sex") or ""
    if kind and not (birth and sex):
        check = identity.check_id(kind, number, clock.today())
        birth, sex = birth or (check.birth.isoformat() if check.birth else ""), sex or check.sex
    return PersonEntry(role=role, id_kind=kind, sex=sex, birth=birth, person_id=person_id, **values)


def _companions(form: ArrivalForm) -> list[tuple[PersonEntry, str]]:
    found = []
    for row, _names in enumerate(form.companions, start=1):
        value: dict[str, Any] = {
            name: form.said(f"companion-{row}-{name}") or ""
            for name in ("name", "id_kind", "id_number", "phone")
        }
        if value["id_number"]:
            value["id_kind"] = value["id_kind"] or guess_kind(value["id_number"])
        else:
            value["id_kind"] = ""
        if value["name"]:
            found.append((PersonEntry(role="companion", **value), f"companion-{row}"))
        elif value["id_number"] or value["phone"]:
            form.add_error(f"companion-{row}-name", _("请填写随访人姓名。"))
    return found


def _judge_list(rows: list[SheetRow], form: ArrivalForm) -> None:
    """Say what the list leaves open: numbers of no kind, and people who stand in it twice."""
    if unknown := [row for row in rows if row.unknown]:
        told = _(
            "名单第 %(lines)s 行第 %(column)d 列不像证件号码，请改正或删去；"
            "这一列不是证件号码的，请在最上面加一行列名（姓名、证件号码、电话、住址、代表）。"
        )
        lines = _lines([row.line for row in unknown])
        form.add_error("sheet", told % {"lines": lines, "column": unknown[0].unknown})
    for double in doubles(rows):
        form.add_error("sheet", _said_twice(double))


def _said_twice(double: Double) -> str:
    told = {
        "document": _("名单第 %(lines)s 行和第 %(first)d 行是同一个人（姓名和证件号码相同），请只留一行。"),
        "phone": _(
            "名单第 %(lines)s 行和第 %(first)d 行姓名和电话相同，请只留一行；确是两个人的，请补上证件号码。"
        ),
        "all": _(
            "名单第 %(lines)s 行和第 %(first)d 行完全相同，请只留一行；"
            "确是同名的两个人，请补上电话、住址或证件号码。"
        ),
    }[double.same]
    return told % {"lines": _lines(list(double.again)), "first": double.first}


def _lines(lines: list[int]) -> str:
    shown = _("、").join(str(line) for line in lines[:LINES_SHOWN])
    return shown if len(lines) <= LINES_SHOWN else _("%(lines)s 等 %(n)d") % {"lines": shown, "n": len(lines)}


def _listed(rows: list[SheetRow], form: ArrivalForm) -> list[tuple[PersonEntry, str]]:
    other = "companion" if form.cell.channel == "visit" else "signatory"
    found = []
    for row in rows:
        if not row.person.name:
            form.add_error("sheet", _("名单第 %(line)s 行没有姓名。") % {"line": row.line})
            continue
        role = "representative" if row.representative else other
        found.append((replace(row.person, role=role), f"sheet:{row.line}"))
    return found


def _linked(form: ArrivalForm, scope: Scope) -> queries.MatterLine | None:
    wanted, kind = form.said("repeats_matter_id"), form.said("raising_kind")
    if not wanted:
        return None
    if kind in (None, "", "first"):
        form.add_error("title", _("选了要并入的事项，却记为初次；请按“记为重复”或“并入原件”，或取消并入。"))
        return None
    linked = queries.linkable(scope, [wanted]).get(wanted)
    if linked is None:
        form.add_error("title", queries.why_not_linked(scope, wanted))
    return linked


def _said(form: ArrivalForm, name: str) -> Any:
    """A field's reading, of a text what is seen of it: what is pasted often brings signs that nobody sees."""
    value = form.said(name)
    return identity.without_invisible(value) if isinstance(value, str) and name != "sheet" else value


def _against(said: Callable[[str], Any]) -> dict[str, Any]:
    """Of an accusation whom it accuses, of all else the unit complained of; the other field is not read."""
    if said("purpose") != "accusation":
        return {"complained_unit_id": _key(said("complained_unit_id"))}
    whom = said("accused_unit_id") or ""
    return {"accused": whom} if whom in ACCUSED else {"accused_unit_id": _key(whom)}


def _key(text: str | None) -> int | None:
    return int(text) if text else None
