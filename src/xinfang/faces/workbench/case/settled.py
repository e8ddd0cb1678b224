"""Whether it is settled whose the matter is: the superior has ruled, or the sender kept to it."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xinfang.casework.assignments.queries import placed
from xinfang.casework.petitions.queries import CaseFile, lines_of

__all__ = ["Settled", "settled"]

# The act that settled it -> what is told of it.
TOLD: dict[str, Promise | str] = {
    "rule": gettext_lazy("%(day)s，%(who)s裁定由%(unit)s承办，承办单位应当执行。"),
    "keep": gettext_lazy("%(day)s，%(who)s答复异议：不同意%(unit)s退回。"),
}


@dataclass(frozen=True)
class Settled:
    """By which act (`rule`, `keep`), and who did it when, in words."""

    act: str
    told: str


def settled(found: CaseFile) -> Settled | None:
    """What binds the unit that has a routed matter; None while it may still object."""
    if found.matter.state != "routed":
        return None
    leads = next((each for each in placed(found.matter.pk) if each.live and each.leads), None)
    if leads is None:
        return None
    act = "rule" if leads.kind == "rule" else "keep" if leads.objection else ""
    lines = lines_of([found.matter.pk], [act]).get(found.matter.pk) if act else None
    if not lines:
        return None
    line = lines[-1]
    day = date_format(timezone.localdate(line.at), _("Y年n月j日"))
    who = line.unit or line.actor
    return Settled(act, str(TOLD[act]) % {"day": day, "who": who, "unit": leads.unit})
