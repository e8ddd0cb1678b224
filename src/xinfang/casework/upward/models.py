"""Notices of visits to higher levels, their counts, and what a look at our own handling found.

No row says who went: a count has a level, a kind and a period, and nothing else (docs/adr/0004, 0014).
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xinfang.casework.petitions.models import Matter
from xinfang.registers.organisations.models import Unit

__all__ = ["HandlingCheck", "Kind", "Level", "NoticeState", "UpwardCount", "UpwardNotice", "Verdict"]


class Level(models.TextChoices):
    """How high the visit went."""

    CITY = "city", _("到市")
    PROVINCE = "province", _("到省")
    CAPITAL = "capital", _("进京")


class Kind(models.TextChoices):
    """As the notice calls them; each visit stands under one of them."""

    ORDINARY = "ordinary", _("正常访")
    ABNORMAL = "abnormal", _("非正常访")
    GROUP = "group", _("集体访")


class NoticeState(models.TextChoices):
    """A notice counts until it is withdrawn."""

    STANDS = "stands", _("在册")
    WITHDRAWN = "withdrawn", _("已撤销")


class UpwardNotice(models.Model):
    """A higher office's notice (通报): its number, date and sender, and the period that it tells of."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")  # whose area it is about
    number = models.CharField(max_length=60)
    sender = models.CharField(max_length=60)
    dated_on = models.DateField()
    received_on = models.DateField()
    from_day = models.DateField()
    to_day = models.DateField()
    state = models.CharField(max_length=10, choices=NoticeState.choices, default=NoticeState.STANDS)
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=120)
    why_withdrawn = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "sender", "number"], condition=Q(state="stands"), name="notice_entered_once"
            ),
            models.CheckConstraint(condition=Q(to_day__gte=F("from_day")), name="notice_runs_forward"),
            models.CheckConstraint(
                condition=Q(dated_on__gte=F("to_day"), received_on__gte=F("dated_on")),
                name="notice_tells_of_what_was",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(why_withdrawn=""), name="withdrawn_notice_says_why"
            ),
        ]
        indexes = [models.Index(fields=["unit", "from_day", "to_day"], name="upward_period")]


class UpwardCount(models.Model):
    """How many batches and heads of one level and kind; nought is a count too: that there were none."""

    notice = models.ForeignKey(UpwardNotice, on_delete=models.PROTECT, related_name="counts")
    level = models.CharField(max_length=10, choices=Level.choices)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    batches = models.PositiveIntegerField()
    head_count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "level", "kind"], name="counted_once_a_notice"),
            models.CheckConstraint(
                condition=Q(batches=0, head_count=0) | Q(batches__gte=1, head_count__gte=F("batches")),
                name="a_batch_has_heads",
            ),
        ]


class Verdict(models.TextChoices):
    """Whether the matter here was handled as it should have been."""

    RIGHT = "right", _("办理到位")
    WANTING = "wanting", _("办理没有到位")
    UNTOLD = "untold", _("通报没有写明是哪件事项，无从查看")


class HandlingCheck(models.Model):
    """The answer to what a notice asks of us. `matter`: whose handling was looked at; nothing leads back
    from a matter to a notice, so no page of a matter or a petitioner can show it."""

    notice = models.ForeignKey(UpwardNotice, on_delete=models.PROTECT, related_name="checks")
    matter = models.ForeignKey(Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    checked_on = models.DateField()
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    found = models.TextField()
    checked_at = models.DateTimeField()
    checked_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(found="") & ~Q(verdict="untold", matter__isnull=False), name="check_says_what"
            )
        ]
