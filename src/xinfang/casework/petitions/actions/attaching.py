"""Files on a petition, and its people seen in full."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from xinfang.casework.petitions import rows as building
from xinfang.casework.petitions.models import Attachment, Matter, Petition, Raising, TimelineEntry
from xinfang.casework.petitions.queries.people import FullPerson, full_people
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record, record_many
from xinfang.kernel.bulk import copy_in
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.documents.models import StoredFile

__all__ = ["attach", "reveal"]

REASON_LENGTH = 4


@transaction.atomic
def attach(
    *, petition: Petition, stored_file: StoredFile, matter_id: int | None = None, by: Actor, at: datetime
) -> None:
    """Add a stored file to a petition. Its name may hold a person's: timeline and audit name the key only.

    `matter_id`: the one matter that it belongs to; None for what came with the petition.
    """
    place = Attachment.objects.filter(petition=petition).count()
    Attachment.objects.create(petition=petition, matter_id=matter_id, file=stored_file, position=place)
    data = {"file": stored_file.pk, "number": petition.number}
    raised = Matter.objects.filter(raisings__petition=petition).order_by("pk")
    if matter_id is not None:
        raised = raised.filter(pk=matter_id)
    copy_in(TimelineEntry, [building.act(matter.pk, "attach", by, at, data=data) for matter in raised])
    after = {"file": stored_file.pk, "media_type": stored_file.media_type, "bytes": stored_file.size}
    record(
        Record("petition.file_attached", "petition", petition.pk, petition.number, after=after), by=by, at=at
    )


@transaction.atomic
def reveal(*, matter: Matter, reason: str, by: Actor, at: datetime) -> list[FullPerson]:
    """The people of a matter in full, recorded one by one with the reason and without any value.

    Raises Refusal for a reason of fewer than four characters (个人信息保护法 6, 28: a definite purpose).
    """
    why = " ".join(reason.split())
    if len(why) < REASON_LENGTH:
        sentence = _("请写明查看理由，至少 %(n)d 个字。") % {"n": REASON_LENGTH}
        raise Refusal(problems=[Problem("reason", sentence)])
    live = Raising.objects.filter(matter=matter, petition__reverted_at=None).order_by("pk")
    numbers = dict(live.values_list("petition_id", "petition__number"))
    people = full_people(list(numbers))
    after = {"reason": why, "matter": matter.number}
    records = [
        Record("people.revealed", "person", each.person_id, numbers[each.petition_id], after=after)
        for each in people
    ]
    record_many(records, by=by, at=at)
    return people
