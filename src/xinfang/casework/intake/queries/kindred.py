"""Matters that one may be merged into: of the same person, or of much the same words."""

from xinfang.casework.acts.actions.joining import MERGEABLE
from xinfang.casework.intake.queries.alike import READ, Alike, alike
from xinfang.casework.intake.queries.people import matters_of
from xinfang.casework.petitions.models import Matter, Participant
from xinfang.registers.staff.scope import Scope

__all__ = ["kindred", "of_same_people"]


def kindred(scope: Scope, matter: Matter, limit: int = 6) -> list[Alike]:
    """What a matter may be merged into, the likest first; in scope, being handled, no accusation.

    A matter of the same person stands there whatever its words, those of others when half are shared.
    """
    people = Participant.objects.filter(
        petition__raisings__matter=matter, petition__reverted_at=None
    ).values_list("person_id", flat=True)
    own = {line.pk: line for lines in matters_of(scope, people).values() for line in lines}
    text = f"{matter.title} {matter.facts[:READ]}"
    like = alike(scope, text, class_id=matter.content_class_id, but=frozenset({matter.pk}), limit=4 * limit)
    shares = {each.matter.pk: each for each in like}
    found = [
        Alike(line, True, shares[pk].share if pk in shares else 0, ())
        for pk, line in sorted(own.items(), key=lambda item: item[1].received_at, reverse=True)
    ]
    found += [each for pk, each in shares.items() if pk not in own]
    open_ids = _mergeable({each.matter.pk for each in found} - {matter.pk})
    return [each for each in found if each.matter.pk in open_ids][:limit]


def of_same_people(matter: Matter, other: Matter) -> bool:
    """Whether somebody who brought the one brought the other too."""
    brought = Participant.objects.filter(petition__reverted_at=None)
    people = brought.filter(petition__raisings__matter=matter).values("person_id")
    return brought.filter(petition__raisings__matter=other, person_id__in=people).exists()


def _mergeable(ids: set[int]) -> set[int]:
    standing = Matter.objects.filter(pk__in=ids, state__in=MERGEABLE, confined=False)
    return set(standing.values_list("pk", flat=True))
