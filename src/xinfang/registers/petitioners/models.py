"""Personal columns are sealed; digests beside them serve look-up.

Imported by petitioners, petitions and intake only.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from xinfang.kernel.secrets import SealedTextField

__all__ = ["ContactKind", "ContactPoint", "IdDocument", "IdKind", "Person", "Sex"]


class Sex(models.TextChoices):
    """As on the ID card; blank when not given."""

    MALE = "M", _("男")
    FEMALE = "F", _("女")


class Person(models.Model):
    """A petitioner. The name is kept exactly as typed; the digests are of its normalised forms."""

    name = SealedTextField()
    name_digest = models.BinaryField(default=b"", db_index=True)
    initials_digest = models.BinaryField(default=b"", db_index=True)
    sex = models.CharField(max_length=1, choices=Sex.choices, blank=True)
    birth = SealedTextField()  # ISO date; sealed, since a birth date with a place names a person
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    created_at = models.DateTimeField()


class IdKind(models.TextChoices):
    """Kinds of identity document; `account` is an account on an outside platform."""

    RESIDENT = "resident", _("居民身份证")
    HK_MACAO = "hk_macao_permit", _("港澳居民来往内地通行证")
    TAIWAN = "taiwan_permit", _("台湾居民来往大陆通行证")
    HMT_RESIDENCE = "hmt_residence", _("港澳台居民居住证")
    PASSPORT = "passport", _("护照")
    FOREIGN = "foreign_permanent", _("外国人永久居留身份证")
    ACCOUNT = "account", _("网上账号")
    OTHER = "other", _("其他证件")


class IdDocument(models.Model):
    """An identity document of a person; the same kind and number is the same person."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="id_documents")
    kind = models.CharField(max_length=20, choices=IdKind.choices)
    number = SealedTextField()
    number_digest = models.BinaryField(db_index=True)
    tail4_digest = models.BinaryField(default=b"", db_index=True)
    tail6_digest = models.BinaryField(default=b"", db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "number_digest"], name="id_document_once")]


class ContactKind(models.TextChoices):
    """Ways to reach a person."""

    PHONE = "phone", _("电话")
    ADDRESS = "address", _("住址")


class ContactPoint(models.Model):
    """A telephone or an address; the newest counts, older ones stay."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contacts", db_index=False)
    kind = models.CharField(max_length=8, choices=ContactKind.choices)
    value = SealedTextField()
    value_digest = models.BinaryField(default=b"", db_index=True)
    tail_digest = models.BinaryField(default=b"", db_index=True)  # last four digits of a telephone
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "value_digest"], name="contact_once")
        ]
