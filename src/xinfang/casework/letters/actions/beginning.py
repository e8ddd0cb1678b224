"""A letter that another room begins, with what was decided there."""

from collections.abc import Mapping
from datetime import datetime
from uuid import uuid4

from xinfang.casework.letters.actions.drafting import draft, save
from xinfang.casework.letters.facts import first_said
from xinfang.casework.letters.models import OPEN, Document
from xinfang.kernel.actor import Actor

__all__ = ["begin", "keep_up"]


def begin(*, empty: Document, said: Mapping[str, str], by: Actor, at: datetime) -> Document:
    """Begin a letter with all that is known of its matter, and with what the room says in its parts.

    `empty`: the letter's matter, kind, act and unit; it is not stored itself.
    """
    assert empty.unit_id is not None
    return draft(
        matter_id=empty.matter_id,
        verb=empty.verb,
        kind=empty.kind,
        unit_id=empty.unit_id,
        parts=first_said(empty, at) | {key: text for key, text in said.items() if text},
        form_key=uuid4(),
        by=by,
        at=at,
    )


def keep_up(
    *, empty: Document, said: Mapping[str, str], before: Mapping[str, str], by: Actor, at: datetime
) -> None:
    """Begin the letter of an act, or bring the one that is being written up to what was decided.

    `before`: what followed from the decision before; what somebody wrote meanwhile stays where the decision
    has not changed. Raises Refusal when the letter lies with the head or is signed: it is sent back first.
    """
    begun = Document.objects.filter(matter_id=empty.matter_id, verb=empty.verb, state__in=OPEN).first()
    if begun is None:
        begin(empty=empty, said=said, by=by, at=at)
        return
    changed = {key: text for key, text in said.items() if before.get(key) != text}
    if changed:
        parts = {**begun.parts, **changed}
        save(document_id=begun.pk, parts=parts, revision=begun.revision, by=by, at=at)
