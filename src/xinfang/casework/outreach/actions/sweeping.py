"""Units are asked to sweep; they write down what they find, and report."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.guards import SHORTEST, refuse_short
from xinfang.casework.outreach.models import Disposition, Finding, Sweep, SweepTask
from xinfang.casework.outreach.notices import asked as asked_of
from xinfang.casework.outreach.rules import one_door
from xinfang.casework.petitions.models import Matter
from xinfang.casework.themes.naming import points_at_a_person
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.clock.reason import TERM, beyond_reason, far_problems
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.notices.actions import queue_many, settle
from xinfang.registers.organisations.models import Unit

__all__ = ["Asked", "Found", "ask", "refuse_people", "report", "stop_watching", "write_finding"]


@dataclass(frozen=True)
class Asked:
    """What is looked for, in which form it is reported, from which day and until when, by which units."""

    name: str
    topic: str
    form: str
    from_day: date
    due_on: date
    unit_ids: tuple[int, ...]


@dataclass(frozen=True)
class Found:
    """A problem of a place or topic and what became of it. `matter_id`: the matter it was registered as;
    `look_again_on`: when whoever watches it looks again."""

    on: date
    place: str
    topic: str
    what: str
    disposition: str
    about: int | None = None
    matter_id: int | None = None
    outcome: str = ""
    look_again_on: date | None = None


@transaction.atomic
def ask(*, asked: Asked, unit_id: int, by: Actor, at: datetime) -> int:
    """Ask units for a sweep; returns its id. Refuses a taken name, a day that is past, no units."""
    today, units = timezone.localdate(at), set(asked.unit_ids)
    known = Unit.objects.in_force(today).filter(pk__in=units).count()
    name = asked.name.strip()
    checks = (
        ("name", bool(name), _("请写排查的名称。")),
        ("name", not Sweep.objects.filter(name=name).exists(), _("已有同名的排查，请换一个名称。")),
        ("topic", bool(asked.topic.strip()), _("请写明排查哪类问题。")),
        ("form", len("".join(asked.form.split())) >= SHORTEST, _("请写明怎样报，至少 %(n)d 个字。") % _n()),
        ("due_on", asked.due_on >= max(today, asked.from_day), _("报送的期限不能早于今天和开始的日期。")),
        ("units", bool(units) and known == len(units), _("请选择要排查的单位。")),
    )
    found = [Problem(field, sentence) for field, right, sentence in checks if not right]
    if wrong := beyond_reason(asked.from_day, first=today - TERM, last=today + TERM):
        found.append(Problem("from_day", wrong))
    found += far_problems("due_on", asked.due_on, on=today)
    found += _named({"name": name, "topic": asked.topic, "form": asked.form}, by, at)
    if found:
        raise Refusal(problems=found)
    made = Sweep.objects.create(
        name=name,
        topic=asked.topic.strip(),
        form=asked.form.strip(),
        from_day=asked.from_day,
        due_on=asked.due_on,
        unit_id=unit_id,
        asked_at=at,
        asked_by=by.label,
    )
    tasks = SweepTask.objects.bulk_create(SweepTask(sweep=made, unit_id=pk) for pk in sorted(units))
    queue_many(asked_of(tasks, at), at=at)
    record(Record("sweep.asked", "sweep", made.pk, name, after={"units": len(units)}), by=by, at=at)
    return made.pk


@transaction.atomic
def write_finding(*, task_id: int, found: Found, by: Actor, at: datetime) -> int:
    """Write down a problem; returns its id. Refuses what points at a person, a day to come or before the
    sweep, and what does not say what became of it."""
    task = _task(task_id)
    if task.reported_at is not None:
        raise Refusal(_("这个单位已经报送，不能再加。"))
    texts = {name: getattr(found, name) for name in ("place", "topic", "what", "outcome")}
    if wrong := _named(texts, by, at) + _problems(task.sweep, found, timezone.localdate(at)):
        raise Refusal(problems=wrong)
    made = Finding.objects.create(
        task=task,
        found_on=found.on,
        place=found.place.strip(),
        topic=found.topic.strip(),
        what=found.what.strip(),
        about=found.about,
        disposition=found.disposition,
        matter_id=found.matter_id if found.disposition == Disposition.MATTER else None,
        outcome=found.outcome.strip(),
        look_again_on=found.look_again_on if found.disposition == Disposition.WATCHED else None,
    )
    after = {"disposition": made.disposition}
    record(Record("sweep.found", "sweep", task.sweep_id, task.sweep.name, after=after), by=by, at=at)
    return made.pk


@transaction.atomic
def report(*, task_id: int, summary: str, by: Actor, at: datetime) -> None:
    """The unit reports, once, with what it did; that there is nothing is a report too."""
    task = _task(task_id)
    if task.reported_at is not None:
        raise Refusal(_("这个单位已经报送过。"))
    said = refuse_short(summary, "summary", _("请写明怎样排查的、查到多少，至少 %(n)d 个字。"))
    refuse_people({"summary": said}, by, at)
    task.reported_at, task.reported_by, task.summary = at, by.label, said
    task.save(update_fields=["reported_at", "reported_by", "summary"])
    after = {"unit": task.unit.name, "findings": task.findings.count()}
    settle(occasions=[f"sweep.asked:{task.pk}"], by=by, at=at)
    record(Record("sweep.reported", "sweep", task.sweep_id, task.sweep.name, after=after), by=by, at=at)


@transaction.atomic
def stop_watching(*, finding_id: int, on: date, outcome: str, by: Actor, at: datetime) -> None:
    """What was watched is over, or became something else."""
    rows = Finding.objects.select_for_update(of=("self",)).select_related("task__sweep")
    found = rows.get(pk=finding_id)
    if found.disposition != Disposition.WATCHED or found.ended_on is not None:
        raise Refusal(_("这一项没有在关注。"))
    if not found.found_on <= on <= timezone.localdate(at):
        raise Refusal(problems=[Problem("on", _("日期要在发现以后、今天或以前。"))])
    said = refuse_short(outcome, "outcome", _("请写明现在怎样了，至少 %(n)d 个字。"))
    if wrong := _named({"outcome": said}, by, at) + _doors({"outcome": said}):
        raise Refusal(problems=wrong)
    found.outcome, found.ended_on = f"{found.outcome}\n{said}".strip(), on
    found.save(update_fields=["outcome", "ended_on"])
    sweep = found.task.sweep
    record(Record("sweep.watched_no_more", "sweep", sweep.pk, sweep.name), by=by, at=at)


def refuse_people(texts: Mapping[str, str], by: Actor, at: datetime) -> None:
    """Refuse texts that point at a person, at their fields."""
    if named := _named(texts, by, at):
        raise Refusal(problems=named)


def _task(task_id: int) -> SweepTask:
    return SweepTask.objects.select_for_update(of=("self",)).select_related("sweep", "unit").get(pk=task_id)


def _n() -> dict[str, int]:
    return {"n": SHORTEST}


def _named(texts: Mapping[str, str], by: Actor, at: datetime) -> list[Problem]:
    told = _("这里写到了人（姓名、号码或者称呼）：排查记的是地方和问题，不记人，请删去。")
    return [Problem(field, told) for field, text in texts.items() if points_at_a_person(text, by=by, at=at)]


def _problems(sweep: Sweep, found: Found, today: date) -> list[Problem]:
    checks = (
        ("on", sweep.from_day <= found.on <= today, _("发现的日期要在排查开始以后、今天或以前。")),
        ("place", bool(found.place.strip()), _("请写明在哪里。")),
        ("topic", bool(found.topic.strip()), _("请写明是哪类问题。")),
        ("what", len("".join(found.what.split())) >= SHORTEST, _("请写明情况，至少 %(n)d 个字。") % _n()),
        ("disposition", found.disposition in Disposition.values, _("请选择怎样处理的。")),
    )
    wrong = [Problem(field, sentence) for field, right, sentence in checks if not right]
    return wrong + _unfinished(found, today)


def _unfinished(found: Found, today: date) -> list[Problem]:
    """What each disposition must say."""
    if found.disposition == Disposition.MATTER:
        known = Matter.objects.filter(pk__in=[found.matter_id or 0], confined=False).exists()
        return [] if known else [Problem("matter", _("请填已登记的事项编号。"))]
    if found.disposition == Disposition.SOLVED and not found.outcome.strip():
        return [Problem("outcome", _("请写明怎样解决的。"))]
    if found.disposition == Disposition.WATCHED:
        texts = {name: getattr(found, name) for name in ("place", "topic", "what", "outcome")}
        if doors := _doors(texts):
            return doors
    if found.disposition == Disposition.WATCHED and (found.look_again_on or today) <= today:
        return [Problem("look_again_on", _("请填今天以后再看一次的日期。"))]
    return far_problems("look_again_on", found.look_again_on or today, on=today)


def _doors(texts: Mapping[str, str]) -> list[Problem]:
    """Where the texts of what is watched lead to one household."""
    told = _("关注的是地方和问题，不是一户人家：请写到楼栋、路段为止，不写到哪一户。")
    prose = ("what", "outcome")
    return [Problem(field, told) for field, text in texts.items() if one_door(text, prose=field in prose)]
