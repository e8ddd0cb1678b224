"""An item (预警预测信息): what the office makes of reports, signed and sent to the higher office."""

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from xinfang.kernel.secrets import SealedTextField
from xinfang.registers.organisations.models import Unit
from xinfang.registers.topics.models import SpecialTopic

if TYPE_CHECKING:
    from xinfang.registers.staff.scope import Scope

__all__ = ["SENT", "Item", "ItemKind", "ItemState"]


class ItemKind(models.TextChoices):
    """What it is for."""

    WARNING = "warning", _("预警")
    FORECAST = "forecast", _("预测")
    SITUATION = "situation", _("情况反映")


class ItemState(models.TextChoices):
    """From the first word to what the higher office says of it."""

    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("待签发")
    RETURNED = "returned", _("退回修改")
    SENT = "sent", _("已报送")
    RECEIVED = "received", _("上级已收到")
    ANSWERED = "answered", _("上级有反馈")
    DISCARDED = "discarded", _("不再编发")


OPEN = (ItemState.DRAFT, ItemState.SUBMITTED, ItemState.RETURNED)
SENT = (ItemState.SENT, ItemState.RECEIVED, ItemState.ANSWERED)


class ItemQuerySet(models.QuerySet["Item"]):
    """The words in which items are asked for."""

    def visible_to(self, scope: "Scope") -> "ItemQuerySet":
        """Items of the offices whose information an actor reads."""
        reach = scope.reach("see_information")
        return self if reach is None else self.filter(unit_id__in=reach)


class Item(models.Model):
    """One item. `topic` and texts speak of things and places; no petitioner stands in it: that is checked.

    `text` is its sheet as it was sealed; `pdf` the digest of the document in the vault, '' for one
    `on_paper`, which is printed anew from the sheet and whose dispatch is written down.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=9, choices=ItemKind.choices, default=ItemKind.WARNING)
    state = models.CharField(max_length=9, choices=ItemState.choices, default=ItemState.DRAFT)
    title = models.CharField(max_length=120)
    body = models.TextField()
    advice = models.TextField(blank=True)
    addressee = models.CharField(max_length=120)
    topic = models.ForeignKey(SpecialTopic, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    urgent = models.BooleanField(default=False)
    form_key = models.UUIDField(unique=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.BigIntegerField(null=True)
    drafter = models.CharField(max_length=120)
    writers = ArrayField(models.BigIntegerField(), default=list, blank=True)  # whoever wrote a word of it
    revision = models.PositiveIntegerField(default=1)  # which text a reader saw
    submitted_by = models.BigIntegerField(null=True)
    submitter = models.CharField(max_length=120, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    remark = models.TextField(blank=True)  # why it was sent back
    signed_by = models.BigIntegerField(null=True)
    signer = models.CharField(max_length=120, blank=True)
    number = models.CharField(max_length=80, blank=True)
    series = models.CharField(max_length=60, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    serial = models.PositiveIntegerField(null=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    on_paper = models.BooleanField(default=False)
    text = SealedTextField()
    pdf = models.CharField(max_length=64, blank=True)
    dispatched_on = models.DateField(null=True, blank=True)  # when the paper left
    dispatched_by = models.CharField(max_length=120, blank=True)  # by exchange, by messenger; '' before 0127
    received_on = models.DateField(null=True, blank=True)
    receipt = models.CharField(max_length=120, blank=True)  # who received it there, or their number
    answered_on = models.DateField(null=True, blank=True)
    feedback = models.TextField(blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["series", "year", "serial"],
                condition=models.Q(serial__isnull=False),
                name="item_number_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=SENT)
                | (models.Q(sent_at__isnull=False, serial__isnull=False) & ~models.Q(signer="")),
                name="item_is_sent_signed_and_numbered",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["received", "answered"])
                | (models.Q(received_on__isnull=False) & ~models.Q(receipt="")),
                name="item_received_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="answered")
                | (models.Q(answered_on__isnull=False) & ~models.Q(feedback="")),
                name="item_answered_says_what",
            ),
        ]
        indexes = [models.Index(fields=["-sent_at", "-id"], name="item_newest")]

    @property
    def open(self) -> bool:
        """Whether somebody still writes it or it waits for signature."""
        return self.state in OPEN

    @property
    def out(self) -> bool:
        """Whether it went up."""
        return self.state in SENT

    @property
    def awaits_dispatch(self) -> bool:
        """Whether it is signed, goes on paper, and nobody has written down that it left or arrived."""
        return self.on_paper and self.state == ItemState.SENT and self.dispatched_on is None
