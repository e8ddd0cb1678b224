"""Who came, in which order, and what each arrival came to."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from xinfang.casework.bookings.models import Booking
from xinfang.casework.instructions.models import Instruction
from xinfang.casework.petitions.models import Matter, Petition
from xinfang.casework.rota.models import ReceptionDay
from xinfang.casework.supervision.models import Order
from xinfang.kernel.changes import ReasonedChange, has_reason

__all__ = ["Arrival", "ArrivalChange", "ArrivalChangeKind", "Disposition"]


class Disposition(models.TextChoices):
    """What an arrival came to (seed: 现场处理解决; 纳入督办; 不能解决的劝解, 帮扶)."""

    SETTLED = "settled", _("现场解决")
    SUPERVISED = "supervised", _("纳入督办")
    EXPLAINED = "explained", _("解释说明")
    AIDED = "aided", _("解释并帮扶")


class ArrivalManager(models.Manager["Arrival"]):
    """Those that stand: what was struck out is counted, called and listed nowhere."""

    def get_queryset(self) -> models.QuerySet["Arrival"]:
        """Without what was struck out."""
        return super().get_queryset().filter(struck_at=None)


class EveryArrival(models.Manager["Arrival"]):
    """Those that were struck out too, for their page and their record."""


class Arrival(models.Model):
    """A batch (批) received by a leader. `petition`: the visit as which it is registered and counted among
    visits; it is received once. `order`: the supervision that its result 纳入督办 began or pressed on with.
    `aid_given`: whether the promised aid was given. `accepts`: what the petitioner says to the answer. None:
    not asked yet. `struck_at`: it was written down by mistake, or they left before they were received; why
    stands in its changes. It keeps its row, so that its number is given to nobody else."""

    form_key = models.UUIDField(default=uuid.uuid4, unique=True)  # sent again after the line broke, kept once
    reception = models.ForeignKey(ReceptionDay, on_delete=models.PROTECT, related_name="arrivals")
    number = models.PositiveSmallIntegerField()
    booking = models.OneToOneField(
        Booking, null=True, blank=True, on_delete=models.PROTECT, related_name="arrival"
    )
    petition = models.OneToOneField(
        Petition, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    matter = models.ForeignKey(Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=120, blank=True)
    head_count = models.PositiveSmallIntegerField()
    arrived_at = models.DateTimeField()
    written_by = models.CharField(max_length=120, blank=True)  # who wrote the arrival down
    written_by_id = models.BigIntegerField(null=True, blank=True)
    room = models.CharField(max_length=20, blank=True)
    called_at = models.DateTimeField(null=True, blank=True)
    instruction = models.OneToOneField(
        Instruction, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    order = models.ForeignKey(Order, null=True, blank=True, on_delete=models.PROTECT, related_name="arrivals")
    result = models.CharField(max_length=10, choices=Disposition.choices, blank=True)
    result_at = models.DateTimeField(null=True, blank=True)
    result_by = models.CharField(max_length=120, blank=True)  # who wrote the result down
    result_by_id = models.BigIntegerField(null=True, blank=True)
    result_note = models.TextField(blank=True)
    aid_what = models.CharField(max_length=200, blank=True)
    aid_by = models.CharField(max_length=120, blank=True)
    aid_until = models.DateField(null=True, blank=True)
    aid_given = models.BooleanField(null=True)
    aid_seen_on = models.DateField(null=True, blank=True)
    aid_note = models.CharField(max_length=200, blank=True)
    accepts = models.BooleanField(null=True)
    accepted_on = models.DateField(null=True, blank=True)
    struck_at = models.DateTimeField(null=True, blank=True)

    objects = ArrivalManager()
    every = EveryArrival()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reception", "number"],
                condition=models.Q(struck_at__isnull=True),
                name="arrival_number_once",
            ),
            models.CheckConstraint(
                condition=models.Q(struck_at__isnull=True)
                | models.Q(petition__isnull=True, order__isnull=True),
                name="nothing_hangs_on_what_is_struck",
            ),
            models.CheckConstraint(condition=models.Q(head_count__gte=1), name="arrival_has_people"),
            models.CheckConstraint(
                condition=models.Q(result="", result_at__isnull=True)
                | (~models.Q(result="") & models.Q(result_at__gte=models.F("arrived_at"))),
                name="result_after_arrival",
            ),
            models.CheckConstraint(
                condition=~models.Q(result="supervised") | models.Q(instruction__isnull=False),
                name="supervised_has_instruction",
            ),
            models.CheckConstraint(
                condition=~models.Q(result="aided")
                | (~models.Q(aid_what="") & ~models.Q(aid_by="") & models.Q(aid_until__isnull=False)),
                name="aid_says_what_by_whom_until_when",
            ),
            models.CheckConstraint(
                condition=models.Q(aid_given__isnull=True, aid_seen_on__isnull=True)
                | models.Q(aid_given__isnull=False, aid_seen_on__isnull=False, result="aided"),
                name="aid_given_of_what_was_promised",
            ),
            models.CheckConstraint(
                condition=models.Q(accepts__isnull=True) | ~models.Q(result=""), name="view_after_result"
            ),
        ]
        indexes = [models.Index(fields=["arrived_at", "id"], name="reception_arrived")]


class ArrivalChangeKind(models.TextChoices):
    """What was set right."""

    RESULT = "result", _("更正结果")
    HEADS = "heads", _("更正人数")
    JOINED = "joined", _("更正归入的来访")
    AWAY = "away", _("划去：归错了来访，另登记")
    MISTAKEN = "mistaken", _("划去：登记错了")
    LEFT = "left", _("划去：没等接待就走了")


class ArrivalChange(ReasonedChange):
    """What was written down wrong about an arrival and set right: what stood before, why, by whom."""

    arrival = models.ForeignKey(Arrival, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=8, choices=ArrivalChangeKind.choices)

    class Meta(ReasonedChange.Meta):
        constraints = [has_reason("arrival_change_has_reason")]
