"""What a citizen writes on the web (网上信访): kept page by page, sent as one petition."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import IO, Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from xinfang.casework.intake.actions.registering import register
from xinfang.casework.intake.arrivals import Already, Arrival, Registered
from xinfang.casework.intake.models import WebDraft
from xinfang.casework.petitions import actions as petitions
from xinfang.casework.petitions.models import Petition
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.documents import actions as documents
from xinfang.registers.documents.models import StoredFile

__all__ = [
    "LEFT",
    "MOST_FILES",
    "add_web_file",
    "forget_web_drafts",
    "keep_web_draft",
    "remove_web_file",
    "send_web_draft",
    "throw_away_web_draft",
]

MOST_FILES = 5
LEFT = timedelta(days=1)  # after which what was not sent is gone
LIMIT = 100_000  # characters of a draft


@transaction.atomic
def keep_web_draft(*, form_key: UUID, fields: Mapping[str, str], by: Actor, at: datetime) -> None:
    """Keep what a page holds beside what the pages before held. Raises Refusal when it is too long."""
    draft = _held(form_key, at)
    told = json.loads(draft.payload or "{}")
    told["fields"] = {**told.get("fields", {}), **fields}
    _keep(draft, told, at)


@transaction.atomic
def add_web_file(*, form_key: UUID, name: str, file: IO[bytes], by: Actor, at: datetime) -> None:
    """Keep a file with the draft. Raises Refusal (field `files`) for a sixth, or one that is not taken."""
    draft = _held(form_key, at)
    told = json.loads(draft.payload or "{}")
    files: list[Any] = told.setdefault("files", [])
    if len(files) >= MOST_FILES:
        raise Refusal(problems=[Problem("files", _("最多传 %(n)d 个文件。") % {"n": MOST_FILES})])
    try:
        stored = documents.store(name=name, file=file, by=by, at=at)
    except Refusal as refusal:
        raise Refusal(problems=[Problem("files", f"{name[:60]}：{refusal}")]) from refusal
    files.append([stored.pk, stored.name, stored.size])
    _keep(draft, told, at)


@transaction.atomic
def remove_web_file(*, form_key: UUID, file_id: int, by: Actor, at: datetime) -> None:
    """Take one of the draft's own files away again."""
    draft = _held(form_key, at)
    told = json.loads(draft.payload or "{}")
    if file_id in [each[0] for each in told.get("files", [])]:
        told["files"] = [each for each in told["files"] if each[0] != file_id]
        _keep(draft, told, at)
        documents.drop(file_id=file_id, by=by, at=at)


@transaction.atomic
def send_web_draft(arrival: Arrival, *, unit_id: int, by: Actor, at: datetime) -> Registered | Already:
    """Register what was written, with its files; the draft is gone. Sent twice it is registered once.

    Raises Refusal with the problems by field; then the draft stays as it is.
    """
    outcome = register(arrival, unit_id=unit_id, by=by, at=at)
    draft = WebDraft.objects.select_for_update().filter(form_key=arrival.form_key).first()
    if draft is None or isinstance(outcome, Already):
        return outcome
    petition = Petition.objects.get(pk=outcome.petition_id)
    for file_id in _files(draft):
        petitions.attach(petition=petition, stored_file=StoredFile.objects.get(pk=file_id), by=by, at=at)
    draft.delete()
    return outcome


@transaction.atomic
def throw_away_web_draft(*, form_key: UUID, by: Actor, at: datetime) -> None:
    """The citizen begins anew: nothing of it stays."""
    _forget(WebDraft.objects.select_for_update().filter(form_key=form_key).first(), by, at)


@transaction.atomic
def forget_web_drafts(*, by: Actor, at: datetime) -> int:
    """Delete what was left for a day, with its files; how many."""
    old = list(WebDraft.objects.select_for_update(skip_locked=True).filter(updated_at__lt=at - LEFT))
    for draft in old:
        _forget(draft, by, at)
    return len(old)


def _held(form_key: UUID, at: datetime) -> WebDraft:
    draft, _new = WebDraft.objects.select_for_update().get_or_create(
        form_key=form_key, defaults={"updated_at": at}
    )
    return draft


def _keep(draft: WebDraft, told: Mapping[str, Any], at: datetime) -> None:
    payload = json.dumps(told, ensure_ascii=False)
    if len(payload) > LIMIT:
        raise Refusal(_("写的太长，没有保存。请写短一些，长的材料可以作为文件上传。"))
    draft.payload, draft.updated_at = payload, at
    draft.save(update_fields=["payload", "updated_at"])


def _forget(draft: WebDraft | None, by: Actor, at: datetime) -> None:
    if draft is None:
        return
    files = _files(draft)
    draft.delete()
    for file_id in files:
        documents.drop(file_id=file_id, by=by, at=at)


def _files(draft: WebDraft) -> list[int]:
    return [each[0] for each in json.loads(draft.payload or "{}").get("files", [])]
