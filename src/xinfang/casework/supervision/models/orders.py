"""A supervision order: somebody is asked to put something right by a day; and each step of it."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.models import Hold, Matter
from xinfang.casework.supervision.models.triggers import Cause
from xinfang.registers.documents.models import StoredFile
from xinfang.registers.organisations.models import Unit

__all__ = ["OPEN", "Means", "Order", "OrderState", "OrderStep", "Step"]


class Means(models.TextChoices):
    """How it is supervised (督办方式)."""

    PHONE = "phone", _("电话督办")
    DOCUMENT = "document", _("发函督办")
    INTERVIEW = "interview", _("约谈督办")
    ON_SITE = "on_site", _("实地督办")
    JOINT = "joint", _("联合督办")
    INSTRUCTED = "instructed", _("领导接访批示督办")


class OrderState(models.TextChoices):
    """Its letter waits to be signed; it waits for the unit; for who ordered it; ended one way or another."""

    DRAFTED = "drafted", _("待签发")
    RUNNING = "running", _("待回复")
    ANSWERED = "answered", _("已回复，待审核")
    ACCEPTED = "accepted", _("已销号")
    WITHDRAWN = "withdrawn", _("已撤回")


OPEN = (OrderState.RUNNING, OrderState.ANSWERED)


class Order(models.Model):
    """One order (督办件) to one unit about one matter. While it is open the matter cannot be concluded. One
    by letter is open once that is sealed, with the day and the words of the sealed letter.

    `document`: the letter (督办函) that goes with it; `hold`: what keeps the matter from being concluded.
    `partners`: the units that supervise together with the office (联合督办). An instructed one is a leader's
    instruction at a reception, and what is answered to that is its reply: nothing is owed twice.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="orders")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    cause = models.CharField(max_length=12, choices=Cause.choices)
    means = models.CharField(max_length=10, choices=Means.choices)
    found = models.TextField()
    demand = models.TextField()
    due_on = models.DateField()
    partners = ArrayField(models.BigIntegerField(), default=list, blank=True)
    document = models.OneToOneField(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="order"
    )
    hold = models.OneToOneField(Hold, null=True, on_delete=models.PROTECT, related_name="order")
    state = models.CharField(max_length=10, choices=OrderState.choices, default=OrderState.RUNNING)
    ordered_at = models.DateTimeField()
    ordered_by = models.CharField(max_length=120)
    replied_at = models.DateTimeField(null=True, blank=True)  # the last reply
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "unit"],
                condition=Q(state__in=["running", "answered"]),
                name="supervised_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["drafted", "running", "answered"], closed_at=None)
                | Q(state__in=["accepted", "withdrawn"], closed_at__isnull=False),
                name="ended_order_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["running", "answered", "accepted"]) | Q(hold__isnull=False),
                name="order_in_force_holds_its_matter",
            ),
        ]
        indexes = [
            models.Index(fields=["-ordered_at", "-id"], name="order_newest"),
            models.Index(fields=["unit", "state"], name="order_unit_state"),
        ]


class Step(models.TextChoices):
    """What happened to an order."""

    ORDER = "order", _("发出督办")
    URGE = "urge", _("催办")
    INTERVIEW = "interview", _("约谈")
    ON_SITE = "on_site", _("实地督办")
    JOINT = "joint", _("联合督办")
    REPLY = "reply", _("回复")
    RETURN = "return", _("退回")
    ACCEPT = "accept", _("销号")
    WITHDRAW = "withdraw", _("撤回")


class OrderStep(models.Model):
    """One step, with what was said and by when something is due anew; appended, never edited. `file`: what
    a reply is shown by; whoever sees the order opens it, and it stands in no list of the matter's files."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=Step.choices)
    at = models.DateTimeField()
    by_user = models.BigIntegerField(null=True)
    by = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(file=None) | Q(kind="reply"), name="file_of_a_reply")
        ]
        indexes = [models.Index(fields=["order", "at", "id"], name="order_step")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
