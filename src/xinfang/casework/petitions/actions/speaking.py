"""What a petitioner says after the petition: more information, or the wish to withdraw."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import IO
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.petitions import rows as building
from xinfang.casework.petitions.actions.attaching import attach
from xinfang.casework.petitions.events import PetitionerSpoke
from xinfang.casework.petitions.models import Matter, Petition, TimelineEntry
from xinfang.casework.petitions.queries.speaking import wants_to_withdraw
from xinfang.casework.workflow import possible
from xinfang.kernel import events
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.bulk import copy_in, reserve_keys
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.documents.actions import store
from xinfang.registers.documents.models import StoredFile

__all__ = ["add_information", "ask_withdrawal"]

MOST_WORDS, MOST_FILES, MOST_A_DAY = 5000, 5, 10
A_DAY = timedelta(days=1)
File = tuple[str, IO[bytes]]


@transaction.atomic
def add_information(
    *,
    petition_id: int,
    matter_id: int,
    form_key: UUID,
    text: str,
    files: Sequence[File],
    by: Actor,
    at: datetime,
) -> None:
    """Add the petitioner's words and files to the case; they stand in its timeline and among its papers.

    The same form posted twice adds once. Refuses an empty one, too much at once, or more than ten in a day.
    """
    petition, matter = _raised(petition_id, matter_id)
    lines = TimelineEntry.objects.filter(petition=petition, verb="add_information")
    if lines.filter(data__form=form_key.hex).exists():
        return
    if found := _problems(text, files):
        raise Refusal(problems=found)
    if lines.filter(at__gt=at - A_DAY).count() >= MOST_A_DAY:
        raise Refusal(
            _("一天最多补充 %(n)d 次。还有材料的，请明天再补，或交到登记的窗口。") % {"n": MOST_A_DAY}
        )
    for name, content in files:
        attach(petition=petition, stored_file=_stored(name, content, by, at), by=by, at=at)
    data: dict[str, object] = {"number": petition.number, "form": form_key.hex, "files": len(files)}
    _say("add_information", petition, _worked_on(matter), text.strip(), data, by, at)


@transaction.atomic
def ask_withdrawal(*, petition_id: int, matter_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Note that the petitioner wants to withdraw. Nothing is withdrawn by it: the office does that (verb
    `withdraw`) when the request has been signed. Refuses where nothing can be withdrawn any more."""
    petition, matter = _raised(petition_id, matter_id)
    day = timezone.localdate(at)
    if not any(row.verb == "withdraw" for row in possible(matter.state, matter.purpose, day)):
        raise Refusal(_("这件事情已经办结，不用撤回。"))
    if wants_to_withdraw(matter.pk):
        return
    if len(reason) > MOST_WORDS:
        raise Refusal(problems=[Problem("reason", _("最多写 %(n)d 个字，请写短一些。") % {"n": MOST_WORDS})])
    _say("ask_withdrawal", petition, matter, reason.strip(), {"number": petition.number}, by, at)


def _raised(petition_id: int, matter_id: int) -> tuple[Petition, Matter]:
    """Both rows; the petition's is locked, so that a form sent twice in one moment is met one by one."""
    petition = Petition.objects.select_for_update().get(pk=petition_id, reverted_at=None)
    return petition, Matter.objects.get(pk=matter_id, raisings__petition=petition)


def _worked_on(matter: Matter) -> Matter:
    """The matter that people work on: what was merged is handled with the other."""
    while matter.merged_into is not None:
        matter = matter.merged_into
    return matter


def _problems(text: str, files: Sequence[File]) -> list[Problem]:
    if not text.strip() and not files:
        return [Problem("text", _("请写下要补充的内容，或选择文件。"))]
    if len(text) > MOST_WORDS:
        return [Problem("text", _("最多写 %(n)d 个字，请写短一些。") % {"n": MOST_WORDS})]
    if len(files) > MOST_FILES:
        return [Problem("files", _("一次最多 %(n)d 个文件，请分几次补充。") % {"n": MOST_FILES})]
    return []


def _stored(name: str, content: IO[bytes], by: Actor, at: datetime) -> StoredFile:
    try:
        return store(name=name, file=content, by=by, at=at)
    except Refusal as refusal:
        raise Refusal(problems=[Problem("files", str(refusal))]) from refusal


def _say(
    verb: str, petition: Petition, matter: Matter, note: str, data: dict[str, object], by: Actor, at: datetime
) -> None:
    key = reserve_keys(TimelineEntry, 1)[0]
    line = building.act(matter.pk, verb, by, at, petition_id=petition.pk, note=note, data=data, key=key)
    copy_in(TimelineEntry, [line])
    record(Record(f"petition.{verb}", "petition", petition.pk, petition.number), by=by, at=at)
    events.publish(PetitionerSpoke(verb, matter.pk, key, at))
