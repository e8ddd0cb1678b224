"""Petition: one arrival, and who took part in it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from xinfang.casework.petitions.heads import GROUP_FROM
from xinfang.registers.documents.models import StoredFile
from xinfang.registers.organisations.models import Unit
from xinfang.registers.petitioners.models import Person

__all__ = ["Attachment", "Channel", "Form", "NumberCounter", "Participant", "ParticipantRole", "Petition"]


class Channel(models.TextChoices):
    """How it came (条例 2022, 17)."""

    LETTER = "letter", _("来信")
    VISIT = "visit", _("来访")
    ONLINE = "online", _("网上信访")
    PHONE = "phone", _("来电")


class Form(models.TextChoices):
    """One person or a few; a joint letter (联名信); a group visit (集体访, five or more)."""

    SINGLE = "single", _("个人")
    JOINT = "joint", _("联名信")
    GROUP = "group", _("集体访")


class Petition(models.Model):
    """One arrival, in its own words. 件, 批 and 人次 are counted here; clocks and results hang on matters."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(max_length=20, unique=True)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    channel = models.CharField(max_length=10, choices=Channel.choices)
    form = models.CharField(max_length=8, choices=Form.choices, default=Form.SINGLE)
    title = models.CharField(max_length=200, blank=True)
    facts = models.TextField(blank=True)
    demand = models.TextField(blank=True)
    received_at = models.DateTimeField()
    sent_on = models.DateField(null=True, blank=True)
    registered_at = models.DateTimeField()
    registered_by = models.BigIntegerField(null=True)
    registered_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    addressee = models.CharField(max_length=60, blank=True)
    head_count = models.PositiveIntegerField()  # 人次: heads of a visit, signatories of a letter
    affected_count = models.PositiveIntegerField(null=True, blank=True)
    page_count = models.PositiveSmallIntegerField(null=True, blank=True)
    anonymous = models.BooleanField(default=False)
    urgent = models.BooleanField(default=False)
    counted = models.BooleanField(default=True)  # 计入统计
    form_key = models.UUIDField(unique=True)  # a double post, or the same imported row, is one petition
    form_digest = models.BinaryField()
    source_number = models.CharField(max_length=40, blank=True)
    import_batch = models.BigIntegerField(null=True, db_index=True)
    query_digest = models.BinaryField(unique=True)
    query_version = models.PositiveSmallIntegerField(default=1)
    reverted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "serial"], name="petition_serial_once"),
            models.CheckConstraint(condition=models.Q(head_count__gte=1), name="petition_has_a_head"),
            models.CheckConstraint(
                condition=~models.Q(form="group") | models.Q(channel="visit", head_count__gte=GROUP_FROM),
                name="group_visit_is_five_or_more",
            ),
            models.CheckConstraint(
                condition=~models.Q(form="joint") | models.Q(channel="letter", head_count__gte=2),
                name="joint_letter_is_two_or_more",
            ),
        ]
        indexes = [
            models.Index(fields=["received_at", "channel"], name="petition_received"),
            models.Index(fields=["registered_unit", "received_at"], name="petition_unit_received"),
        ]


class ParticipantRole(models.TextChoices):
    """At most five representatives of a group (条例 2022, 20)."""

    PETITIONER = "petitioner", _("信访人")
    COMPANION = "companion", _("随访人")
    REPRESENTATIVE = "representative", _("代表")
    SIGNATORY = "signatory", _("署名人")
    AGENT = "agent", _("代理人")


class Participant(models.Model):
    """A person's part in one petition."""

    petition = models.ForeignKey(
        Petition, on_delete=models.PROTECT, related_name="participants", db_index=False
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="parts")
    role = models.CharField(
        max_length=14, choices=ParticipantRole.choices, default=ParticipantRole.PETITIONER
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["petition", "person"], name="participant_once")]


class Attachment(models.Model):
    """A file that came with a petition; `matter`: one that was added to that matter alone.

    Of a petition that was split each unit sees what came in, and nothing that was added to another part.
    """

    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="attachments")
    matter = models.ForeignKey(
        "casework.Matter", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)


class NumberCounter(models.Model):
    """The last number given in a series and year; its locked row keeps numbers without doubles."""

    series = models.CharField(max_length=60)  # "petition", or what a document's numbers begin with
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="counter_once")]
