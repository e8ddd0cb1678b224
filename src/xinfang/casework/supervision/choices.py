"""What forms offer: the words of the room's tables, for faces that do not know the tables."""

from django.utils.functional import Promise

from xinfang.casework.supervision.models import Adoption, Cause, Means, ProposalKind, Step

__all__ = ["ADOPTIONS", "CAUSES", "MEANS", "PRESSINGS", "PROPOSAL_KINDS", "STEPS"]

Choices = list[tuple[str, Promise | str]]
CAUSES: Choices = [(each.value, each.label) for each in Cause]
# A leader's reception makes its own orders.
MEANS: Choices = [(each.value, each.label) for each in Means if each != Means.INSTRUCTED]
STEPS: dict[str, Promise | str] = {each.value: each.label for each in Step}
PRESSINGS: Choices = [
    (each.value, each.label) for each in (Step.URGE, Step.INTERVIEW, Step.ON_SITE, Step.JOINT)
]
PROPOSAL_KINDS: Choices = [(each.value, each.label) for each in ProposalKind]
ADOPTIONS: Choices = [(each.value, each.label) for each in Adoption]
