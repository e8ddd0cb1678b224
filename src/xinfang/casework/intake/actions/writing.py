"""What a citizen writes on the web (网上信访): kept page by page, sent as one petition."""

import io
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import IO, Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from xinfang.casework.intake.actions.registering import attach_files, register
from xinfang.casework.intake.arrivals import Already, Arrival, Registered
from xinfang.casework.intake.known import known
from xinfang.casework.intake.models import WebDraft
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.documents import actions as documents
from xinfang.registers.documents import vault

__all__ = [
    "LEFT",
    "MOST_FILES",
    "add_web_file",
    "begin_web_draft",
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
def begin_web_draft(*, form_key: UUID, by: Actor, at: datetime) -> None:
    """An empty draft under a key that nobody else knows."""
    WebDraft.objects.create(form_key=form_key, updated_at=at)


@transaction.atomic
def keep_web_draft(*, form_key: UUID, fields: Mapping[str, str], by: Actor, at: datetime) -> None:
    """Keep what a page holds beside what the pages before held. Raises Refusal when it is too long."""
    draft = _held(form_key)
    told = json.loads(draft.payload or "{}")
    told["fields"] = {**told.get("fields", {}), **fields}
    _keep(draft, told, at)


@transaction.atomic
def add_web_file(*, form_key: UUID, name: str, file: IO[bytes], by: Actor, at: datetime) -> None:
    """Keep a file with the draft. Raises Refusal (field `files`) for a sixth, or one that is not taken."""
    draft = _held(form_key)
    told = json.loads(draft.payload or "{}")
    files: list[Any] = told.setdefault("files", [])
    if len(files) >= MOST_FILES:
        raise Refusal(problems=[Problem("files", _("最多传 %(n)d 个文件。") % {"n": MOST_FILES})])
    try:
        aside = documents.lay_aside(name=name, file=file, whose=form_key, by=by, at=at)
    except Refusal as refusal:
        raise Refusal(problems=[Problem("files", f"{name[:60]}：{refusal}")]) from refusal
    if aside.key not in [each[0] for each in files]:
        files.append([aside.key, aside.name, aside.size])
        _keep(draft, told, at)


@transaction.atomic
def remove_web_file(*, form_key: UUID, key: str, by: Actor, at: datetime) -> None:
    """Take one of the draft's own files away again."""
    draft = _held(form_key)
    told = json.loads(draft.payload or "{}")
    if key in [each[0] for each in told.get("files", [])]:
        told["files"] = [each for each in told["files"] if each[0] != key]
        _keep(draft, told, at)
        documents.give_up(key=key, by=by, at=at)


@transaction.atomic
def send_web_draft(arrival: Arrival, *, unit_id: int, by: Actor, at: datetime) -> Registered | Already | None:
    """Register what was written, with its files; the draft is gone. None when it was sent or thrown away
    meanwhile, by a second click perhaps.

    Raises Refusal with the problems by field; then the draft stays as it is.
    """
    draft = WebDraft.objects.select_for_update().filter(form_key=arrival.form_key).first()
    if draft is None:
        return known([arrival.form_key]).get(arrival.form_key)
    outcome = register(arrival, unit_id=unit_id, by=by, at=at)
    files = json.loads(draft.payload or "{}").get("files", [])
    taken = [(name, io.BytesIO(vault.take(key))) for key, name, _size in files]
    attach_files(outcome.petition_id, files=taken, by=by, at=at)
    _forget(draft, by, at)
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


def _held(form_key: UUID) -> WebDraft:
    """The draft, held. What arrives late for one that was sent or thrown away brings it to life no more."""
    draft = WebDraft.objects.select_for_update().filter(form_key=form_key).first()
    if draft is None:
        raise Refusal(_("这封信已经提交或者丢掉了，没有再保存。"))
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
    for key, _name, _size in json.loads(draft.payload or "{}").get("files", []):
        documents.give_up(key=key, by=by, at=at)
    draft.delete()
