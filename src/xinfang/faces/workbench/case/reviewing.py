"""The way from a case to its running review, for who has to do something there."""

from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.casework.petitions.queries import CaseFile
from xinfang.casework.reviews import queries as reviews
from xinfang.faces.workbench.case.step import Act
from xinfang.faces.workbench.reviews.loading import stage_of
from xinfang.registers.staff.scope import Scope

__all__ = ["goes_back", "review_acts"]

# What the review's page asks for -> what the case calls it, and its icon.
CALLED: dict[str, tuple[Promise | str, str]] = {
    "take": (_("决定是否受理申请"), "check2"),
    "decide": (_("登记审查结论"), "check2"),
    "serve": (_("登记意见书的送达"), "envelope-check"),
}


def review_acts(scope: Scope, matter_id: int) -> tuple[Act, ...]:
    """What the actor has to do on the page of the review that runs; nothing for all others."""
    review = reviews.running(matter_id)
    stage = stage_of(scope, review) if review else ""
    if review is None or stage not in CALLED:
        return ()
    label, icon = CALLED[stage]
    return (Act("review", label, icon, reverse("workbench:reviews_review", args=[review.pk])),)


def goes_back(found: CaseFile) -> date | None:
    """By when the unit decides anew, where a review's opinion that says so waits for its service."""
    matter = found.matter
    review = reviews.running(matter.pk) if matter.state in ("review_opined", "rereview_opined") else None
    return review.redo_by if review else None
