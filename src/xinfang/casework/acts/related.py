"""The matters that one was merged with or split from."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise

from xinfang.casework.petitions.models import Matter
from xinfang.casework.petitions.queries import matters
from xinfang.casework.workflow import STATES
from xinfang.registers.staff.scope import Scope

__all__ = ["Related", "related"]


@dataclass(frozen=True)
class Related:
    """A matter that this one was merged with or split from. `how`: into, merged, from, part."""

    how: str
    number: str
    title: str
    state: Promise | str


def related(scope: Scope, matter: Matter) -> list[Related]:
    """What the matter was merged into or split from, and what was merged into it or split off; in scope."""
    ties = Q(pk=matter.merged_into_id) | Q(pk=matter.split_from_id)
    ties |= Q(merged_into_id=matter.pk) | Q(split_from_id=matter.pk)
    found = matters(scope).filter(ties).order_by("pk")
    return [Related(_how(matter, each), each.number, each.title, STATES[each.state].label) for each in found]


def _how(matter: Matter, other: Matter) -> str:
    if other.pk == matter.merged_into_id:
        return "into"
    if other.pk == matter.split_from_id:
        return "from"
    return "merged" if other.merged_into_id == matter.pk else "part"
