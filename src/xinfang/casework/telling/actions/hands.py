"""Telling those through whose hands a letter goes: who signs, then who wrote it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from xinfang.casework.letters.events import DocumentMoved
from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.models import Matter
from xinfang.casework.telling.actions.staff import Line, message, notices
from xinfang.casework.telling.table import STAFF
from xinfang.casework.wording.kinds import KINDS
from xinfang.kernel.actor import Actor
from xinfang.kernel.notices.actions import queue_many, settle
from xinfang.registers.staff.models import User
from xinfang.registers.staff.scope import scope_of

__all__ = ["tell_of_letter"]

# Step -> what whoever wrote the letter is told.
ANSWERS = {"sign": "staff.signed", "send_back": "staff.sent_back"}
# Step -> the steps whose bells it answers.
ASKED = {
    "submit": ("send_back",),
    **dict.fromkeys(("sign", "send_back", "seal"), ("submit",)),
    "void": ("submit", "send_back"),
}


@transaction.atomic
def tell_of_letter(moved: DocumentMoved, *, by: Actor, at: datetime) -> int:
    """Tell the head of the unit that a draft waits for signature, and whoever wrote it what the head did.

    A draft handed in anew is told anew. Returns how many notices.
    """
    settle(occasions=[f"{step}:{moved.document_id}" for step in ASKED.get(moved.step, ())], by=by, at=at)
    matter = Matter.objects.get(pk=moved.matter_id)
    lines = [Line(matter, str(KINDS[moved.kind].label))]
    key = f"{moved.step}:{moved.document_id}:{at:%Y%m%d%H%M%S%f}"
    if moved.step == "submit" and moved.unit_id is not None:
        seats = [(moved.unit_id, "approve")]
        return queue_many(notices(STAFF["staff.to_sign"], lines, seats, key, by, at), at=at)
    if moved.step not in ANSWERS:
        return 0
    row, day = STAFF[ANSWERS[moved.step]], timezone.localdate(at)
    told = [
        message(row, lines, f"{key}:{user.pk}", user.pk, at)
        for user in _authors(moved.document_id)
        if user.pk != by.user_id
        if Matter.objects.visible_to(scope_of(user, day)).filter(pk=matter.pk).exists()
    ]
    return queue_many(told, at=at)


def _authors(document_id: int) -> list[User]:
    """Who drafted it and who handed it in, as far as they still have an account that works."""
    authors = Document.objects.filter(pk=document_id).values_list("drafted_by", "submitted_by")
    return list(User.objects.filter(pk__in={pk for row in authors for pk in row if pk}, is_active=True))
