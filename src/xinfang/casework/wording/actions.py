"""The only writers of standard sentences and Word templates."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from xinfang.casework.wording.grammar import unknown
from xinfang.casework.wording.kinds import KINDS
from xinfang.casework.wording.models import TextModule, WordTemplate
from xinfang.engines.letterpress import Form, LetterRefused
from xinfang.engines.phrases import phrase_initials
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.documents.actions import forget, keep

__all__ = ["delete_module", "reset_template", "save_module", "upload_template"]


@transaction.atomic
def save_module(
    *,
    title: str,
    text: str,
    by: Actor,
    at: datetime,
    module_id: int | None = None,
    owner_id: int | None = None,
    unit_id: int | None = None,
) -> TextModule:
    """Keep a standard sentence for oneself, for a unit, or (neither named) for everybody."""
    title, text = title.strip(), text.strip()
    wrong = [] if 0 < len(title) <= 40 else [Problem("title", _("请起个名字，最多 40 个字。"))]
    wrong += [] if 0 < len(text) <= 2000 else [Problem("text", _("请写常用语句，最多 2000 个字。"))]
    if strange := unknown(text):
        told = _("没有“{%(name)s}”这个占位符，请从列表里选。") % {"name": strange[0]}
        wrong.append(Problem("text", told))
    if wrong:
        raise Refusal(problems=wrong)
    made = TextModule(pk=module_id, owner_id=owner_id, unit_id=unit_id, title=title, text=text)
    made.initials = phrase_initials(title)[:40]
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        raise Refusal(problems=[Problem("title", _("已有同名的常用语句，请换个名字。"))]) from None
    record(Record("text_module.saved", "text_module", made.pk, title), by=by, at=at)
    return made


@transaction.atomic
def delete_module(*, module_id: int, by: Actor, at: datetime) -> None:
    """Delete a standard sentence; letters that used it keep their text."""
    found = TextModule.objects.filter(pk=module_id).first()
    if found:
        found.delete()
        record(Record("text_module.deleted", "text_module", module_id, found.title), by=by, at=at)


@transaction.atomic
def upload_template(*, key: str, name: str, data: bytes, by: Actor, at: datetime) -> WordTemplate:
    """Use the office's own Word template for a form or a kind. Refuses one that cannot be filled in."""
    from xinfang.engines.letterpress.word import check_template

    if key not in {*KINDS, *(str(form) for form in Form)}:
        raise Refusal(_("没有这种文书。"))
    try:
        check_template(data)
    except LetterRefused as refused:
        raise Refusal(problems=[Problem("file", _(refused.message_id) % refused.params)]) from refused
    _drop(key)
    made = WordTemplate.objects.create(
        key=key, name=name[-120:], digest=keep(data), uploaded_at=at, uploaded_by=by.user_id
    )
    record(Record("word_template.uploaded", "word_template", made.pk, key), by=by, at=at)
    return made


@transaction.atomic
def reset_template(*, key: str, by: Actor, at: datetime) -> None:
    """Use the template that comes with the programme again."""
    if _drop(key):
        record(Record("word_template.reset", "word_template", None, key), by=by, at=at)


def _drop(key: str) -> bool:
    found = WordTemplate.objects.select_for_update().filter(key=key).first()
    if found is None:
        return False
    found.delete()
    if not WordTemplate.objects.filter(digest=found.digest).exists():
        forget(found.digest)
    return True
