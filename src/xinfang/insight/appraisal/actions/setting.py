"""A year's targets are written, issued to the units, and closed in the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.insight.appraisal.models import APPRAISED, Objection, ObjectionState, Scheme, Stage, Target
from xinfang.insight.appraisal.rules import WHOLE
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Problem, Refusal

__all__ = ["TargetEntry", "close_scheme", "issue_scheme", "make_scheme", "named", "scheme_at"]


@dataclass(frozen=True)
class TargetEntry:
    """A measure of statistics, the percent asked, the points."""

    measure: str
    least: int
    points: int


@transaction.atomic
def make_scheme(
    *,
    year: int,
    unit_id: int,
    targets: Sequence[TargetEntry],
    by: Actor,
    at: datetime,
    seen: str | None = None,
) -> int:
    """Write a year's targets; returns the scheme's id. One that is still a draft is written anew.

    `seen`: the stamp of the draft that a page showed, '' of a page that showed none; None where there was no
    page. Refuses, at `seen`, to write over a draft that the page did not show; a measure that judges anything
    but a unit's own work, points that are not a hundred together, a year that is not this, the last or the
    next one, and a scheme that has been issued.
    """
    this = timezone.localdate(at).year
    if not this - 1 <= year <= this + 1:
        raise Refusal(problems=[Problem("year", _("只能编制上年、今年和明年的考核。"))])
    if wrong := _problems(targets):
        raise Refusal(problems=wrong)
    scheme = Scheme.objects.select_for_update().filter(unit_id=unit_id, year=year).first()
    if scheme is not None and scheme.stage != Stage.DRAFT:
        raise Refusal(problems=[Problem("year", _("这一年的考核已经下达，不能再改。"))])
    if scheme is None:
        scheme = Scheme.objects.create(unit_id=unit_id, year=year, made_at=at, made_by=by.label)
    elif _stands(scheme, targets):
        return scheme.pk  # pressed twice
    else:
        _refuse_unseen(
            scheme, seen, _("%(year)d 年的考核已由%(who)s在 %(when)s 编好，和您打开时不同，没有保存。")
        )
        scheme.made_at, scheme.made_by = at, by.label
        scheme.save(update_fields=["made_at", "made_by"])
    scheme.targets.all().delete()
    Target.objects.bulk_create(
        Target(scheme=scheme, measure=each.measure, least=each.least, points=each.points) for each in targets
    )
    record(Record("appraisal.made", *named(scheme), after={"targets": len(targets)}), by=by, at=at)
    return scheme.pk


@transaction.atomic
def issue_scheme(*, scheme_id: int, by: Actor, at: datetime, seen: str | None = None) -> None:
    """Tell the units their targets; from now on they stand. Refuses, at `seen` (as above), what was written
    anew after the page of who issues it was opened."""
    scheme = scheme_at(scheme_id, Stage.DRAFT, _("这一年的考核已经下达。"))
    words = _("%(year)d 年的指标已由%(who)s在 %(when)s 改过，没有下达。下面是现在的指标，请看过再下达。")
    _refuse_unseen(scheme, seen, words)
    scheme.stage, scheme.issued_at = Stage.ISSUED, at
    scheme.save(update_fields=["stage", "issued_at"])
    record(Record("appraisal.issued", *named(scheme)), by=by, at=at)


@transaction.atomic
def close_scheme(*, scheme_id: int, by: Actor, at: datetime) -> None:
    """The results stand. Refuses while objections may still be raised, or wait for their answer."""
    scheme = scheme_at(scheme_id, Stage.WORKED_OUT, _("还没有公布结果，或者已经结束。"))
    assert scheme.object_until is not None
    if timezone.localdate(at) <= scheme.object_until:
        words = _("异议可以提到 %(day)s，过了再结束。")
        raise Refusal(words % {"day": scheme.object_until.isoformat()})
    waiting = Objection.objects.filter(line__target__scheme=scheme, state=ObjectionState.OPEN).count()
    if waiting:
        raise Refusal(_("还有 %(n)d 项异议没有答复，请先答复。") % {"n": waiting})
    scheme.stage, scheme.closed_at = Stage.CLOSED, at
    scheme.save(update_fields=["stage", "closed_at"])
    record(Record("appraisal.closed", *named(scheme)), by=by, at=at)


def scheme_at(scheme_id: int, stage: str, sentence: str) -> Scheme:
    """The scheme, locked. Raises Refusal with the sentence when it stands elsewhere."""
    scheme = Scheme.objects.select_for_update(of=("self",)).select_related("unit").get(pk=scheme_id)
    if scheme.stage != stage:
        raise Refusal(sentence)
    return scheme


def named(scheme: Scheme) -> tuple[str, int, str]:
    """What the audit names a scheme by."""
    return "appraisal", scheme.pk, str(scheme.year)


def _stands(scheme: Scheme, targets: Sequence[TargetEntry]) -> bool:
    """Whether the draft says already what is to be written."""
    kept = set(scheme.targets.values_list("measure", "least", "points"))
    return kept == {(each.measure, each.least, each.points) for each in targets}


def _refuse_unseen(scheme: Scheme, seen: str | None, words: str) -> None:
    """Raise Refusal at `seen`, with who wrote the draft and when, if a page showed another state of it."""
    if seen is None or seen == scheme.stamp:
        return
    told = {"year": scheme.year, "who": scheme.made_by}
    when = timezone.localtime(scheme.made_at).strftime("%Y-%m-%d %H:%M")
    raise Refusal(problems=[Problem("seen", words % {**told, "when": when})])


def _problems(targets: Sequence[TargetEntry]) -> list[Problem]:
    keys = [each.measure for each in targets]
    beyond = [key for key in keys if key not in APPRAISED]
    words = _("“%(key)s”不能用来考核：只考核本单位的办理，不考核群众来不来、来几次、去哪一级。")
    found = [Problem("targets", words % {"key": key}) for key in beyond]
    checks = (
        (bool(keys) and len(set(keys)) == len(keys), _("每个指标只能设一次，至少设一个。")),
        (all(1 <= each.least <= 100 for each in targets), _("要求的百分比应在 1 到 100 之间。")),
        (all(1 <= each.points <= WHOLE for each in targets), _("分值应在 1 到 100 之间。")),
        (sum(each.points for each in targets) == WHOLE, _("各指标的分值合计应为 100。")),
    )
    return found + [Problem("targets", sentence) for right, sentence in checks if not right]
