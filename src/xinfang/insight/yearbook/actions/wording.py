"""The text that reports of a kind begin as."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from xinfang.insight.yearbook.kinds import kind_of
from xinfang.insight.yearbook.models import ReportText
from xinfang.insight.yearbook.proofing import refuse_unreadable, refuse_untested
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.locks import one_at_a_time
from xinfang.kernel.longest import refuse_long

__all__ = ["save_text"]


@transaction.atomic
def save_text(*, kind: str, text: str, after: int, note: str = "", by: Actor, at: datetime) -> ReportText:
    """Keep a new version; reports that are there stay as they are.

    `after` is the version that was edited: when somebody has saved another since, it is refused, so that
    nobody writes over what another wrote. Refuses a field without a measure, a claim without a test.
    """
    chosen = kind_of(kind)
    refuse_unreadable(text)
    refuse_untested(text)
    one_at_a_time("report texts", [chosen.key.encode()])  # the first version has no row yet to wait for
    newest = ReportText.objects.filter(kind=chosen.key).order_by("-number").first()
    number = newest.number if newest else 0
    if number != after:
        told = _("别人已经存了第 %(number)d 版。请先看那一版，再把您的改动写进去。")
        raise Refusal(problems=[Problem("text", told % {"number": number})])
    kept = ReportText.objects.create(
        kind=chosen.key,
        number=number + 1,
        text=text.replace("\r\n", "\n").strip() + "\n",
        note=refuse_long(note, "note", 200),
        saved_at=at,
        saved_by=by.user_id,
        author=by.label,
    )
    told_after = {"number": kept.number}
    record(Record("report_text.saved", "report_text", kept.pk, chosen.key, after=told_after), by=by, at=at)
    return kept
