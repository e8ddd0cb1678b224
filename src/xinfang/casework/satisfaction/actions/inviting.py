"""Preparing an invitation when a stage ends, and closing it when the answer is taken back."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from xinfang.casework.acts.together import further
from xinfang.casework.petitions.events import Moved
from xinfang.casework.petitions.models import Matter, Petition
from xinfang.casework.satisfaction.events import RatingsInvited
from xinfang.casework.satisfaction.models import Body, Invitation, Settlement, Stage
from xinfang.casework.satisfaction.rules import STAGES, UNDOES, UNSETTLES, Facts, bodies, stage_of
from xinfang.kernel import events
from xinfang.kernel.actor import Actor

__all__ = ["close", "invite"]


@transaction.atomic
def invite(moved: Sequence[Moved], *, verb: str, by: Actor, at: datetime) -> int:
    """Prepare the invitations that an act opens; returns how many. The window is the office's own policy:
    XINFANG_RATING_DAYS calendar days after the day of the act (no length is found in the law)."""
    if verb not in STAGES:
        return 0
    made = _invitations(moved, verb)
    Invitation.objects.bulk_create(made)
    if made:
        told = tuple({each.matter_id: (each.matter_id, each.act, each.closes_on) for each in made}.values())
        events.publish(RatingsInvited(told, at))
    return len(made)


@transaction.atomic
def close(moved: Sequence[Moved], *, verb: str, by: Actor, at: datetime) -> int:
    """An answer was taken back: what was not rated yet is rated no more, and a settlement falls with it.

    Ratings that were given stay. Returns how many invitations were closed.
    """
    ids = [each.matter_id for each in moved]
    if verb in UNSETTLES:
        fallen = Settlement.objects.filter(matter_id__in=ids, undone_at=None)
        with translation.override(
            settings.LANGUAGE_CODE
        ):  # kept for the office, in whatever tongue it was asked
            fallen.update(undone_at=at, undone_why=str(UNSETTLES[verb]))
    if verb not in UNDOES:
        return 0
    standing = Invitation.objects.filter(matter_id__in=ids, stage__in=UNDOES[verb], closed_at=None)
    return standing.update(closed_at=at)


def _invitations(moved: Sequence[Moved], verb: str) -> list[Invitation]:
    acts = {each.matter_id: each for each in moved if stage_of(verb, each.state)}
    matters = Matter.objects.filter(pk__in=acts).order_by("pk")
    first = _first_petitions(list(acts))
    found = []
    for matter in matters:
        petition, named = first[matter.pk]
        askers = [(petition, named), *((each.petition_id, True) for each in further(matter.pk))]
        for asked, known in askers:
            if rated := bodies(verb, _facts(matter, verb, known)):
                found.append(_invitation(matter, asked, verb, acts[matter.pk], rated))
    return found


def _invitation(
    matter: Matter, petition_id: int, verb: str, act: Moved, rated: Collection[Body]
) -> Invitation:
    opened = timezone.localdate(act.moment)
    return Invitation(
        matter=matter,
        petition_id=petition_id,
        stage=STAGES[verb],
        act=act.act_id,
        office_id=matter.registered_unit_id,
        unit_id=_decider(matter, verb) if Body.UNIT in rated else None,
        opened_on=opened,
        closes_on=opened + timedelta(days=settings.XINFANG_RATING_DAYS),
    )


def _facts(matter: Matter, verb: str, named: bool) -> Facts:
    return Facts(
        named=named,
        confined=matter.confined,
        legal_route=matter.legal_route,
        served=matter.served_at is not None,
        unit=_decider(matter, verb) is not None,
    )


def _decider(matter: Matter, verb: str) -> int | None:
    """Whose answer it is: the unit's; of a review the reviewing unit's, None when that is none of ours."""
    return matter.unit_id if STAGES[verb] == Stage.FIRST else matter.review_unit_id


def _first_petitions(matter_ids: Sequence[int]) -> dict[int, tuple[int, bool]]:
    """Matter id -> (the petition that raised it first, whether somebody gave a name)."""
    first = Petition.objects.filter(raisings__matter__in=matter_ids, raisings__kind="first")
    named = set(first.filter(anonymous=False, participants__isnull=False).values_list("pk", flat=True))
    rows = first.values_list("raisings__matter_id", "pk").distinct()
    return {matter: (petition, petition in named) for matter, petition in rows if matter in set(matter_ids)}
