"""Invitations to rate and the ratings of two bodies; call-backs; settlement with its proof."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xinfang.casework.petitions.models import Matter, Petition
from xinfang.registers.documents.models import StoredFile
from xinfang.registers.organisations.models import Unit

__all__ = [
    "Body",
    "CallBack",
    "Invitation",
    "Outcome",
    "Proof",
    "Rating",
    "Reason",
    "Said",
    "Score",
    "Settlement",
    "Stage",
    "Way",
]


class Stage(models.TextChoices):
    """After which answer. Each is rated once."""

    FIRST = "first", _("初次答复")
    REVIEW = "review", _("复查答复")
    REREVIEW = "rereview", _("复核答复")


class Body(models.TextChoices):
    """Who is rated: the petition office, and the unit with the power to decide."""

    OFFICE = "office", _("信访部门")
    UNIT = "unit", _("有权处理单位")


class Score(models.TextChoices):
    """What the petitioner thinks."""

    SATISFIED = "satisfied", _("满意")
    BASICALLY = "basically", _("基本满意")
    NOT_SATISFIED = "not_satisfied", _("不满意")


class Reason(models.TextChoices):
    """What was not good; the petitioner's own words stand beside it."""

    RESULT = "result", _("处理结果")
    ATTITUDE = "attitude", _("工作态度")
    SPEED = "speed", _("办理速度")


class Invitation(models.Model):
    """One answer of one matter may be rated, from a day to a day, by the petition that raised it first, or by
    one that joined it or was merged into it.

    `act`: the line of the timeline that ended the stage. `unit`: None when the deciding body is none of our
    units, or has decided nothing (declined); then only the office is rated. `closed_at`: the answer was
    taken back, so that it is rated no more.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="invitations")
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="invitations")
    stage = models.CharField(max_length=8, choices=Stage.choices)
    act = models.BigIntegerField()
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    closes_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "petition", "stage"],
                condition=Q(closed_at=None),
                name="invited_once_a_stage",
            ),
            models.UniqueConstraint(fields=["act", "petition"], name="invited_once_an_act"),
        ]
        indexes = [models.Index(fields=["opened_on"], name="invitation_opened")]


class Rating(models.Model):
    """What the petitioner thinks of one body at one stage; given once, never changed."""

    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="ratings")
    body = models.CharField(max_length=6, choices=Body.choices)
    score = models.CharField(max_length=14, choices=Score.choices)
    kinds = ArrayField(models.CharField(max_length=8, choices=Reason.choices), default=list, blank=True)
    reason = models.TextField(blank=True)
    rated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["invitation", "body"], name="rated_once"),
            models.CheckConstraint(
                condition=~Q(score="not_satisfied") | ~Q(reason=""), name="not_satisfied_says_why"
            ),
        ]
        indexes = [models.Index(fields=["-rated_at", "-id"], name="rating_newest")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


class Way(models.TextChoices):
    """How somebody was asked."""

    PHONE = "phone", _("电话")
    VISIT = "visit", _("上门")
    OFFICE = "office", _("约到单位")
    LETTER = "letter", _("书面")


class Said(models.TextChoices):
    """What was said, in one word; the words themselves stand beside it."""

    ACCEPTS = "accepts", _("认可处理结果")
    ASKS = "asks", _("还有疑问")
    UNDONE = "undone", _("反映没有落实")
    REJECTS = "rejects", _("不认可处理结果")
    OPEN = "open", _("没有表态")


class Outcome(models.TextChoices):
    """What follows from it."""

    NOTHING = "nothing", _("不用再办")
    EXPLAINED = "explained", _("当场解释清楚")
    PASSED_ON = "passed_on", _("转承办单位落实")
    SHOWN_REVIEW = "shown_review", _("告知了复查、复核的途径")
    AGAIN = "again", _("另约时间再访")


class CallBack(models.Model):
    """The petitioner was asked afterwards (回访): by whom, when, how, and what was said."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="callbacks")
    called_at = models.DateTimeField()
    caller = models.CharField(max_length=120)
    way = models.CharField(max_length=6, choices=Way.choices)
    reached = models.BooleanField()
    said = models.CharField(max_length=8, choices=Said.choices, blank=True)
    words = models.TextField(blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    recorded_at = models.DateTimeField()
    recorded_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reached=True) & ~Q(said="") | Q(reached=False, said=""),
                name="callback_said_when_reached",
            )
        ]


class Proof(models.TextChoices):
    """What shows that the petitioner accepts and stops."""

    LETTER = "letter", _("信访人签字的息诉息访承诺书")
    AGREEMENT = "agreement", _("签订的协议书")
    CALL = "call", _("有录音的回访")


class Settlement(models.Model):
    """息诉息访: the petitioner accepts and stops. No term of the law; it stands on a proof or not at all.

    It takes nothing from the petitioner: review stays open, a later petition is registered like any other.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="settlements")
    settled_on = models.DateField()
    proof = models.CharField(max_length=9, choices=Proof.choices)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    callback = models.ForeignKey(CallBack, null=True, on_delete=models.PROTECT, related_name="+")
    statement = models.TextField()
    act = models.BigIntegerField(unique=True)
    recorder = models.CharField(max_length=120)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter"], condition=Q(undone_at=None), name="settled_once"),
            models.CheckConstraint(
                condition=~Q(proof="call") | Q(callback__isnull=False), name="settled_by_a_recorded_call"
            ),
        ]
