"""The three proposals of a petition office: improve work, improve policy, hold to account."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xinfang.casework.petitions.models import Matter
from xinfang.registers.organisations.models import Unit

__all__ = ["Adoption", "Proposal", "ProposalKind"]


class ProposalKind(models.TextChoices):
    """三项建议 (条例 2022, 40; 2005, 36 to 38)."""

    WORK = "work", _("改进工作建议")
    POLICY = "policy", _("完善政策建议")
    ACCOUNT = "account", _("追究责任建议")


class Adoption(models.TextChoices):
    """What the unit answers; not adopting needs a reason."""

    ADOPTED = "adopted", _("采纳")
    PARTLY = "partly", _("部分采纳")
    NOT_ADOPTED = "not_adopted", _("不采纳")


class Proposal(models.Model):
    """One proposal to one unit, with its written answer. It need not stand on a matter."""

    kind = models.CharField(max_length=8, choices=ProposalKind.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey(
        Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals"
    )
    title = models.CharField(max_length=120)
    grounds = models.TextField()
    proposed = models.TextField()
    due_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120)
    made_by_unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    adoption = models.CharField(max_length=12, choices=Adoption.choices, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(adoption="", answer="", answered_at=None)
                | (~Q(adoption="") & ~Q(answer="") & Q(answered_at__isnull=False)),
                name="proposal_answered_in_full",
            )
        ]
        indexes = [models.Index(fields=["-made_at", "-id"], name="proposal_newest")]
