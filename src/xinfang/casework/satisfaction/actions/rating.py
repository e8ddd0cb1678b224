"""The petitioner rates."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from xinfang.casework.petitions import rows as building
from xinfang.casework.petitions.models import TimelineEntry
from xinfang.casework.satisfaction.events import Rated
from xinfang.casework.satisfaction.models import Body, Invitation, Rating, Score
from xinfang.casework.satisfaction.rules import Answer, check
from xinfang.kernel import events
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.bulk import copy_in
from xinfang.kernel.errors import Refusal

__all__ = ["rate"]


@transaction.atomic
def rate(*, invitation_id: int, petition_id: int, answers: Sequence[Answer], by: Actor, at: datetime) -> None:
    """Rate the bodies of one stage, all at once and for good (R22 21).

    The caller has asked for the code of the petition. Refuses, changing nothing, when the stage was rated
    before, its window is over, the petition is not the one that raised the matter first, or an answer lacks.
    """
    found = Invitation.objects.select_for_update(of=("self",)).select_related("matter", "petition")
    invitation = found.filter(pk=invitation_id, petition_id=petition_id).first()
    if invitation is None or invitation.closed_at:
        raise Refusal(_("现在没有可以评价的答复。"))
    if invitation.ratings.exists():
        raise Refusal(_("这次答复您已经评价过了，每次答复评价一回。"))
    if timezone.localdate(at) > invitation.closes_on:
        day = date_format(invitation.closes_on, _("Y年n月j日"))
        raise Refusal(_("评价已在 %(day)s截止。还有意见的，可以向登记的窗口反映。") % {"day": day})
    asked = [Body.OFFICE, Body.UNIT] if invitation.unit_id else [Body.OFFICE]
    check(answers, asked)
    Rating.objects.bulk_create(
        Rating(
            invitation=invitation,
            body=answer.body,
            score=answer.score,
            kinds=sorted(set(answer.kinds)),
            reason=answer.reason.strip(),
            rated_at=at,
        )
        for answer in answers
    )
    data: dict[str, object] = {"stage": invitation.stage, "number": invitation.petition.number}
    pk = invitation.matter_id
    copy_in(TimelineEntry, [building.act(pk, "rate", by, at, petition_id=petition_id, data=data)])
    told = Record("matter.rated", "matter", pk, invitation.matter.number, after=data)
    record(told, by=by, at=at)
    events.publish(Rated(invitation.pk, pk, _dissatisfied(invitation, answers), at))


def _dissatisfied(invitation: Invitation, answers: Sequence[Answer]) -> tuple[tuple[str, int], ...]:
    """The bodies that the petitioner is not content with, and their units."""
    units = {Body.OFFICE: invitation.office_id, Body.UNIT: invitation.unit_id}
    bad = [Body(answer.body) for answer in answers if answer.score == Score.NOT_SATISFIED]
    return tuple((str(body), unit) for body in bad if (unit := units[body]))
