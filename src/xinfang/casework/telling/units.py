"""Telling units inside of what is no matter: those who hold a right there, or above it when nobody does."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone, translation
from django.utils.functional import Promise

from xinfang.kernel.notices.actions import Message
from xinfang.registers.staff.queries import nearest

__all__ = ["About", "told_inside", "told_somebody"]


@dataclass(frozen=True)
class About:
    """What a notice is about: the kind of notice, what it opens, and the sentence with its words.

    `subject`: the number by which people know it, or its day; never the number of a row.
    """

    kind: str
    subject_type: str
    pk: int
    sentence: Promise | str
    subject: str = ""


def told_inside(
    about: About, key: str, unit_ids: Iterable[int], permission: str, at: datetime, **words: object
) -> list[Message]:
    """One notice for each person, told once under a key; the sentence is in the office's language."""
    held = nearest(list(unit_ids), permission, timezone.localdate(at))
    people = sorted({user.pk for users in held.values() for user in users})
    return [told_somebody(about, key, user, **words) for user in people]


def told_somebody(about: About, key: str, user_id: int, **words: object) -> Message:
    """The notice for one person."""
    with translation.override(settings.LANGUAGE_CODE):
        title = str(about.sentence) % words
    return Message(
        once=f"{about.kind}:{key}:{user_id}",
        kind=about.kind,
        channel="inside",
        user_id=user_id,
        title=title,
        body="",
        subject_type=about.subject_type,
        subject_id=about.pk,
        subject=about.subject,
    )
