"""Standard sentences and Word templates, as those who write see them."""

from django.db.models import Q, QuerySet

from xinfang.casework.wording.kinds import KINDS
from xinfang.casework.wording.models import TextModule, WordTemplate
from xinfang.engines.letterpress import Form
from xinfang.registers.documents import vault
from xinfang.registers.organisations.queries import holds_district
from xinfang.registers.staff.scope import Scope

__all__ = [
    "TextModule",
    "base_template",
    "everybodys",
    "kept_by",
    "modules_for",
    "own_template",
    "reaches",
    "templates",
]

KEEPERS = ("approve", "manage_units")  # of which one lets a person keep sentences for others


def modules_for(scope: Scope, initials: str = "") -> "QuerySet[TextModule]":
    """The actor's own sentences, the unit's and everybody's, by the beginning of their initials."""
    found = TextModule.objects.filter(_mine(scope) | _units(scope) | Q(owner=None, unit=None))
    return found.filter(initials__startswith=initials.lower()).order_by("owner", "unit", "title")


def everybodys() -> set[str]:
    """The titles of the sentences that are kept for everybody."""
    return set(TextModule.objects.filter(owner=None, unit=None).values_list("title", flat=True))


def reaches(scope: Scope) -> list[str]:
    """For whom the actor may keep sentences: own, unit, all."""
    units = [scope.reach(right) for right in KEEPERS]
    unit = scope.actor.unit_id is not None and any(
        each is None or scope.actor.unit_id in each for each in units
    )
    everybody = any(scope.may(right) and holds_district(scope, right) for right in KEEPERS)
    return ["own", *(["unit"] if unit else []), *(["all"] if everybody else [])]


def kept_by(scope: Scope) -> "QuerySet[TextModule]":
    """The sentences that the actor may change."""
    rules = {"own": _mine(scope), "unit": _units(scope), "all": Q(owner=None, unit=None)}
    wanted = Q(pk__in=[])
    for reach in reaches(scope):
        wanted |= rules[reach]
    return TextModule.objects.filter(wanted)


def templates() -> dict[str, WordTemplate]:
    """The office's own Word templates, by form or kind."""
    return {each.key: each for each in WordTemplate.objects.order_by("key")}


def own_template(key: str) -> bytes | None:
    """The office's own template for a form or a kind; None when it has none."""
    found = WordTemplate.objects.filter(key=key).first()
    return vault.take(found.digest) if found else None


def base_template(key: str) -> bytes:
    """The template that comes with the programme, for a form or for a kind's form."""
    from xinfang.engines.letterpress import word  # a start of the programme does not wait for it

    return word.default_template(KINDS[key].form if key in KINDS else Form(key))


def _mine(scope: Scope) -> Q:
    return Q(owner_id=scope.actor.user_id, owner__isnull=False)


def _units(scope: Scope) -> Q:
    return Q(unit_id=scope.actor.unit_id, unit__isnull=False)
