"""Matters that the one being typed may repeat (筛重): shown with reasons, decided by the clerk."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from xinfang.casework.intake.queries.people import MatterLine, matters_of
from xinfang.casework.petitions.models import Matter
from xinfang.casework.workflow import STATES
from xinfang.engines.similarity import fingerprint, shared_words, similarity
from xinfang.registers.staff.scope import Scope
from xinfang.registers.topics.models import ContentClass

__all__ = ["Alike", "alike", "linkable", "why_not_linked"]

SAME_PERSON = 0.3  # of the character pairs shared: the same person seldom writes of two matters alike
OTHERS = 0.5
NEWEST = 300  # matters of others that are compared
WITHDRAWN = "withdrawn"  # nothing becomes of what is linked to it
READ = 2_000  # characters of each text that are compared


@dataclass(frozen=True)
class Alike:
    """A matter that may be the same. `share` 0..100; `words` stand in both texts; `why_not`: why nothing is
    linked to it, '' where it may be."""

    matter: MatterLine
    same_person: bool
    share: int
    words: tuple[str, ...]
    why_not: str = ""


def alike(
    scope: Scope,
    text: str,
    *,
    person_id: int | None = None,
    class_id: int | None = None,
    but: frozenset[int] = frozenset(),
    limit: int = 3,
) -> list[Alike]:
    """The likest matters in scope, those of the same person first; accusations are never among them.

    Others' matters are compared when at least eight characters are there: the newest of the same class on
    level 1, or the newest of all. `but`: ids that the clerk has put aside.
    """
    mark = fingerprint(text)
    if len(mark) < 3:
        return []
    own = {line.pk for line in matters_of(scope, [person_id]).get(person_id, ())} if person_id else set()
    visible = Matter.objects.visible_to(scope).filter(confined=False).exclude(pk__in=but)
    rows = [(each, True) for each in visible.filter(pk__in=own)]
    if len(mark) > 6:
        newest = visible.exclude(pk__in=own).filter(**_same_class(class_id)).order_by("-received_at", "-pk")
        rows += [(each, False) for each in newest[:NEWEST]]
    found = []
    for matter, same in rows:
        share = similarity(mark, fingerprint(f"{matter.title} {matter.facts[:READ]}"))
        if share >= (SAME_PERSON if same else OTHERS):
            found.append((not same, -share, -matter.pk, matter))
    return [_told(matter, not other, -share, text) for other, share, _pk, matter in sorted(found)[:limit]]


def linkable(scope: Scope, ids: Collection[int]) -> dict[int, MatterLine]:
    """Of these the matters that a petition may be linked to: in scope, no accusation, and worked on, so that
    something becomes of what came again."""
    rows = Matter.objects.visible_to(scope).filter(confined=False, pk__in=ids).exclude(state=WITHDRAWN)
    return {each.pk: _line(each) for each in rows}


def why_not_linked(scope: Scope, matter_id: int) -> str:
    """Why a petition is not linked to a matter that is none of the `linkable`."""
    open_to = Matter.objects.visible_to(scope).filter(confined=False, pk=matter_id)
    if (matter := open_to.first()) is None:
        return _("要并入的事项已不在您可以查看的范围内，请重新选择。")
    return _closed(matter)


def _closed(matter: Matter) -> str:
    """Why nothing is linked to a matter in sight; '' where it may be."""
    if matter.state != WITHDRAWN:
        return ""
    told = _("%(number)s 已经撤回，不能再并入；请记为初次，或先在那一件上办理“重新提出”。")
    return told % {"number": matter.number}


def _told(matter: Matter, same: bool, share: float, text: str) -> Alike:
    words = shared_words(text, f"{matter.title} {matter.facts[:READ]}")
    short = tuple(word[:12] for word in words)
    return Alike(_line(matter), same, round(share * 100), short, _closed(matter))


def _line(matter: Matter) -> MatterLine:
    state = STATES[matter.state].label
    return MatterLine(matter.pk, matter.number, matter.title, matter.state, state, matter.received_at)


def _same_class(class_id: int | None) -> dict[str, str]:
    found = ContentClass.objects.filter(pk=class_id).first() if class_id else None
    while found and found.parent:
        found = found.parent
    return {"content_class__code__startswith": found.code} if found else {}
