"""A document: what was written, who stands for it, its number, and what was sealed."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from xinfang.casework.petitions.models import Matter, Petition
from xinfang.kernel.secrets import SealedTextField
from xinfang.registers.organisations.models import Unit

__all__ = ["OPEN", "OUT", "Document", "DocumentState"]


class DocumentState(models.TextChoices):
    """From the first word to the proof that it was received. `prepared`: a slip that waits for its number."""

    PREPARED = "prepared", _("待编号")
    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("待签发")
    RETURNED = "returned", _("退回修改")
    SIGNED = "signed", _("已签发，待用印")
    ISSUED = "issued", _("已制发")
    SERVED = "served", _("已送达")
    VOID = "void", _("已作废")


OPEN = (DocumentState.DRAFT, DocumentState.SUBMITTED, DocumentState.RETURNED, DocumentState.SIGNED)
OUT = (DocumentState.ISSUED, DocumentState.SERVED)


class Document(models.Model):
    """One document of a kind (kinds/). Imported answers keep their own date and carry no number of ours.

    `verb`: the act of the workflow that its sealing performs, '' for none; `act`: the line of the timeline it
    belongs to. `parts`: what was written, by the kind's keys. `text`: the whole document as it was sealed;
    names stand there and in `addressee` alone. `revision` counts saves, so that an older window never
    overwrites a newer one. `petition`: whose it is, if not the first petitioner's. Digests
    are of bytes in the vault.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=30)
    state = models.CharField(max_length=10, choices=DocumentState.choices, default=DocumentState.DRAFT)
    verb = models.CharField(max_length=30, blank=True)
    act = models.BigIntegerField(null=True, db_index=True)
    parts = models.JSONField(default=dict)
    form_key = models.UUIDField(null=True, unique=True)
    revision = models.PositiveIntegerField(default=0)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")  # who issues it
    to_unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrections")
    drafted_by = models.BigIntegerField(null=True)
    drafter = models.CharField(max_length=120, blank=True)
    written_by = ArrayField(models.BigIntegerField(), default=list)  # whoever saved a word of it
    saved_at = models.DateTimeField(null=True)
    submitted_by = models.BigIntegerField(null=True)
    submitted_at = models.DateTimeField(null=True)
    checked_by = models.BigIntegerField(null=True)
    checker = models.CharField(max_length=120, blank=True)
    checked_at = models.DateTimeField(null=True)
    signed_by = models.BigIntegerField(null=True)
    signer = models.CharField(max_length=120, blank=True)
    signed_at = models.DateTimeField(null=True)
    remark = models.TextField(blank=True)  # why it was sent back, or what the signer added
    number = models.CharField(max_length=80, blank=True)
    series = models.CharField(max_length=60, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    serial = models.PositiveIntegerField(null=True)
    petition = models.ForeignKey(Petition, null=True, on_delete=models.PROTECT, related_name="+")
    addressee = SealedTextField()
    text = SealedTextField()
    pdf = models.CharField(max_length=64, blank=True)
    docx = models.CharField(max_length=64, blank=True)
    body = models.TextField(blank=True)  # of an imported answer
    issued_at = models.DateTimeField(null=True)
    issued_by = models.CharField(max_length=120, blank=True)
    import_batch = models.BigIntegerField(null=True, db_index=True)
    reverted_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True)  # when a slip that waits could not be printed last

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["series", "year", "serial"],
                condition=models.Q(serial__isnull=False),
                name="document_number_once",
            ),
            models.UniqueConstraint(
                fields=["matter", "verb"],
                condition=models.Q(state__in=["draft", "submitted", "returned", "signed"])
                & ~models.Q(verb=""),
                name="one_open_draft_an_act",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["issued", "served"]) | models.Q(issued_at__isnull=False),
                name="issued_at_a_moment",
            ),
        ]
        indexes = [models.Index(fields=["unit", "state"], name="document_unit_state")]

    @property
    def hands(self) -> set[int]:
        """The accounts that wrote it or handed it in: none of them looks at it with the other two eyes."""
        return {pk for pk in (*self.written_by, self.drafted_by, self.submitted_by) if pk is not None}

    @property
    def out(self) -> bool:
        """Whether it went out."""
        return self.state in OUT

    @property
    def open(self) -> bool:
        """Whether somebody still works on it: it has neither gone out nor been given up."""
        return self.state in OPEN
