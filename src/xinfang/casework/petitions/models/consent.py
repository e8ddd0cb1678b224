"""How a petitioner wants to be told: nothing is sent to anybody who has not agreed."""

from django.db import models
from django.db.models import Q

from xinfang.casework.petitions.models.petition import Petition
from xinfang.kernel.secrets import SealedTextField

__all__ = ["Consent"]


class Consent(models.Model):
    """A petitioner agreed to be told of progress by text message, by e-mail, or both. An address that is not
    needed any more is forgotten.

    `sms`: to the mobile number that stands with the petition's people, whatever it is when a message is sent;
    `email`: the address given with the consent. `service`: documents may be served in this way too, with all
    that follows for the terms. The last row without `withdrawn_at` counts.
    """

    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="consents")
    sms = models.BooleanField(default=False)
    email = SealedTextField()
    service = models.BooleanField(default=False)
    language = models.CharField(max_length=10, default="zh-hans")
    given_at = models.DateTimeField()
    given_to = models.CharField(max_length=120)  # who wrote it down; the petitioner's own act on the portal
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["petition"], condition=Q(withdrawn_at=None), name="one_consent_stands"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=False) | Q(sms=True) | ~Q(email=b""),
                name="consent_names_a_way",
            ),
        ]
