"""Service: the required record of how, when and by whom a document was received; clocks begin with it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from xinfang.casework.letters.models.document import Document
from xinfang.kernel.secrets import SealedTextField
from xinfang.registers.documents.models import StoredFile

__all__ = ["Relationship", "Service", "Way"]


class Way(models.TextChoices):
    """How it was served; by analogy with the law of civil procedure (民事诉讼法 87-95)."""

    DIRECT = "direct", _("直接送达")
    MAIL = "mail", _("邮寄送达")
    LEFT = "left", _("留置送达（拒收）")
    POSTED = "posted", _("公告送达")
    ELECTRONIC = "electronic", _("电子送达（本人同意）")


class Relationship(models.TextChoices):
    """Who took it."""

    SELF = "self", _("信访人本人")
    FAMILY = "family", _("同住成年家属")
    AGENT = "agent", _("代理人")
    REPRESENTATIVE = "representative", _("代表人")
    UNIT = "unit", _("单位收发人员")


class Service(models.Model):
    """One proof (送达回证). `received_on` counts; refusal names reason and witness, and shows a photo.

    A wrong one stays, and another one replaces it. `photo`: what shows a refusal, or the signed consent.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="services")
    way = models.CharField(max_length=12, choices=Way.choices)
    received_on = models.DateField()
    posted_on = models.DateField(null=True, blank=True)  # of a public notice, whose days run from then
    receiver = SealedTextField()
    relationship = models.CharField(max_length=16, choices=Relationship.choices, blank=True)
    place = models.CharField(max_length=120, blank=True)
    server = models.CharField(max_length=60)
    tracking = models.CharField(max_length=60, blank=True)
    consent = models.CharField(max_length=200, blank=True)  # how the petitioner agreed to be served so
    refusal = models.TextField(blank=True)
    witness = SealedTextField()
    photo = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    reason = models.TextField(blank=True)  # why it stands instead of the one that it replaces
    recorded_by = models.BigIntegerField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(way="left") | (~models.Q(refusal="") & models.Q(photo__isnull=False)),
                name="refused_with_reason_and_photo",
            ),
            models.CheckConstraint(
                condition=~models.Q(way="mail") | ~models.Q(tracking=""), name="mail_has_a_tracking_number"
            ),
        ]
