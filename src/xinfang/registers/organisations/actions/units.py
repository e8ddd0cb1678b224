"""One unit at a time: add, rename, merge, close, say where its door is."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from xinfang.kernel import events
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.organisations import rules
from xinfang.registers.organisations.events import UnitsMerged
from xinfang.registers.organisations.models import FormerName, Unit

__all__ = ["add_unit", "change_door", "change_letter_code", "close_unit", "merge_units", "rename_unit"]

ONE_DAY = timedelta(days=1)
FOUNDED = date(1949, 10, 1)


@transaction.atomic
def add_unit(
    *,
    parent: Unit | None,
    code: str,
    name: str,
    kind: str,
    by: Actor,
    at: datetime,
    short_name: str = "",
    valid_from: date = FOUNDED,
    valid_to: date | None = None,
    address: str = "",
    hours: str = "",
    telephone: str = "",
) -> Unit:
    """Add a unit below `parent` (None: the district, of which there is one). Refuses, problems by field."""
    code, name, short_name = code.strip(), name.strip(), short_name.strip()
    wrong = [*rules.name_problems(code, name), *rules.period_problems(valid_from, valid_to)]
    if misplaced := rules.may_stand_below(kind, parent):
        wrong.append(misplaced)
    if code and Unit.objects.filter(code=code).exists():
        wrong.append(Problem("code", _("编码“%(code)s”已经有单位在用，请换一个。") % {"code": code}))
    if parent is None and not wrong and Unit.objects.filter(depth=1).exists():
        wrong.append(Problem("parent", _("已经有一个区了，请选择上级单位。")))
    if wrong:
        raise Refusal(problems=wrong)
    values = {
        "code": code,
        "name": name,
        "short_name": short_name,
        "kind": kind,
        "valid_from": valid_from,
        "valid_to": valid_to,
        "address": address.strip(),
        "hours": hours.strip(),
        "telephone": telephone.strip(),
    }
    unit: Unit
    if parent is None:
        unit = Unit.objects.add_root(values)
    else:
        unit = Unit.objects.add_child(Unit.objects.select_for_update().get(pk=parent.pk), values)
    after = {"name": name, "kind": kind, "parent": parent.code if parent else ""}
    record(Record("unit.added", "unit", unit.pk, code, after=after), by=by, at=at)
    return unit


@transaction.atomic
def rename_unit(*, unit: Unit, name: str, on: date, by: Actor, at: datetime, short_name: str = "") -> Unit:
    """Give a unit another name from a day on; reports of earlier days keep the old one."""
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    name, short_name = name.strip(), short_name.strip()
    wrong = rules.name_problems(unit.code, name)
    if on < unit.valid_from:
        wrong.append(Problem("on", _("这一天单位还没有启用。")))
    last = unit.former_names.order_by("-until").first()
    if last and on <= last.until + ONE_DAY:
        words = _("上一次改名在 %(day)s，新的日期要在它之后。")
        wrong.append(Problem("on", words % {"day": (last.until + ONE_DAY).isoformat()}))
    if wrong:
        raise Refusal(problems=wrong)
    if (name, short_name) == (unit.name, unit.short_name):
        return unit
    before = {"name": unit.name, "short_name": unit.short_name}
    if on > unit.valid_from:
        FormerName.objects.create(unit=unit, name=unit.name, short_name=unit.short_name, until=on - ONE_DAY)
    unit.name, unit.short_name = name, short_name
    unit.save(update_fields=["name", "short_name"])
    after = {"name": name, "short_name": short_name, "on": on.isoformat()}
    record(Record("unit.renamed", "unit", unit.pk, unit.code, before, after), by=by, at=at)
    return unit


@transaction.atomic
def merge_units(*, unit: Unit, into: Unit, on: date, by: Actor, at: datetime) -> None:
    """End a unit the day before `on`; its living children and its past work come under `into`.

    The ended unit is kept below its successor in the tree, so that whoever may see the successor and below
    also sees the work that the ended unit left.
    """
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    into = Unit.objects.select_for_update().get(pk=into.pk)
    if problem := _merge_problem(unit, into, on):
        raise Refusal(problems=[problem])
    unit.valid_to, unit.successor = on - ONE_DAY, into
    unit.save(update_fields=["valid_to", "successor"])
    for child in list(Unit.objects.get_children(unit)):
        if child.valid_to is None or child.valid_to >= on:
            Unit.objects.move(child, Unit.objects.get(pk=into.pk), "last-child")
    Unit.objects.move(Unit.objects.get(pk=unit.pk), Unit.objects.get(pk=into.pk), "last-child")
    after = {"into": into.code, "on": on.isoformat()}
    record(Record("unit.merged", "unit", unit.pk, unit.code, {}, after), by=by, at=at)
    events.publish(UnitsMerged(unit.pk, into.pk, on))


def _merge_problem(unit: Unit, into: Unit, on: date) -> Problem | None:
    if unit.is_root():
        return Problem("unit", _("区是最上一级，不能并入别的单位。"))
    if unit.pk == into.pk or into.is_descendant_of(unit):
        return Problem("into", _("不能并入自己或自己的下级。"))
    if unit.kind != into.kind:
        return Problem("into", _("只能并入同一类别的单位。"))
    if unit.valid_to is not None and unit.valid_to < on:
        return Problem("unit", _("这个单位在这一天之前已经停用。"))
    if on <= unit.valid_from:
        return Problem("on", _("合并日期要在单位启用之后。"))
    if into.valid_from > on or (into.valid_to is not None and into.valid_to < on):
        return Problem("into", _("并入的单位在这一天没有启用。"))
    return None


@transaction.atomic
def close_unit(*, unit: Unit, last_day: date, by: Actor, at: datetime) -> Unit:
    """End a unit without a successor; refuses while a unit below it goes on."""
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    wrong = [Problem("last_day", one.sentence) for one in rules.period_problems(unit.valid_from, last_day)]
    below = Unit.objects.get_descendants(unit).in_force(last_day + ONE_DAY).first()
    if below:
        words = _("下级单位“%(name)s”还在用。请先停用或合并下级单位。")
        wrong.append(Problem("last_day", words % {"name": below.name}))
    if unit.is_root():
        wrong.append(Problem("last_day", _("区是最上一级，不能停用。")))
    if wrong:
        raise Refusal(problems=wrong)
    before = {"valid_to": unit.valid_to.isoformat() if unit.valid_to else None}
    unit.valid_to = last_day
    unit.save(update_fields=["valid_to"])
    after = {"valid_to": last_day.isoformat()}
    record(Record("unit.closed", "unit", unit.pk, unit.code, before, after), by=by, at=at)
    return unit


@transaction.atomic
def change_door(*, unit: Unit, address: str, hours: str, telephone: str, by: Actor, at: datetime) -> Unit:
    """Say where people may come, when, and under which number: public facts, printed on notices."""
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    before = {"address": unit.address, "hours": unit.hours, "telephone": unit.telephone}
    after = {"address": address.strip(), "hours": hours.strip(), "telephone": telephone.strip()}
    wrong = [
        Problem(field, _("最多 %(limit)s 个字。") % {"limit": limit})
        for field, limit in (("address", 200), ("hours", 120), ("telephone", 40))
        if len(after[field]) > limit
    ]
    if wrong:
        raise Refusal(problems=wrong)
    if before == after:
        return unit
    unit.address, unit.hours, unit.telephone = after["address"], after["hours"], after["telephone"]
    unit.save(update_fields=list(after))
    record(Record("unit.door_changed", "unit", unit.pk, unit.code, before, after), by=by, at=at)
    return unit


def _others_begin_with(code: str, unit: Unit) -> Unit | None:
    same = Q(letter_code=code) | Q(letter_code="", short_name=code)
    same |= Q(letter_code="", short_name="", name=code)
    return Unit.objects.exclude(pk=unit.pk).filter(same).first()


@transaction.atomic
def change_letter_code(*, unit: Unit, letter_code: str, by: Actor, at: datetime) -> Unit:
    """Say what the numbers of its documents begin with (发文机关代字); '' for its short name.

    Numbers already given stay as they are; under another code they begin at 1. Refuses a code that another
    unit's numbers begin with: two units never share one series.
    """
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    code = "".join(letter_code.split())
    wrong = rules.letter_code_problem(code)
    if code and not wrong and (taken := _others_begin_with(code, unit)):
        words = _("“%(code)s”已经是%(unit)s的代字，请换一个。")
        wrong = Problem("letter_code", words % {"code": code, "unit": taken.name})
    if wrong:
        raise Refusal(problems=[wrong])
    if code == unit.letter_code:
        return unit
    before, unit.letter_code = {"letter_code": unit.letter_code}, code
    unit.save(update_fields=["letter_code"])
    record(
        Record("unit.letter_code_changed", "unit", unit.pk, unit.code, before, {"letter_code": code}),
        by=by,
        at=at,
    )
    return unit
