"""Against whom an accusation is: named when it becomes known, or set right."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xinfang.casework.acts import actions
from xinfang.casework.petitions.queries import ACCUSED
from xinfang.faces.workbench.acts.page import ActForm, ActPage, reason_field
from xinfang.kernel.actor import Actor
from xinfang.registers.organisations import queries as organisations

__all__ = ["PAGES"]


class NameAccusedForm(ActForm):
    """Which unit, and how that is known."""

    accused = forms.ChoiceField(
        label=_("被检举的单位"),
        error_messages={
            "required": _("请选择被检举的单位。"),
            "invalid_choice": _("没有这个单位，请重新选择。"),
        },
    )
    reason = reason_field(_("依据"), hint=_("例如：信访人补充的材料写明是某社区。"))

    def prepare(self) -> None:
        """All units of today, whatever the actor's reach: the accused may be any of them."""
        units = organisations.choices(self.asked.today)
        offered = [("", _("请选择")), *ACCUSED.items(), *((str(unit.id), unit.label) for unit in units)]
        self.fields["accused"].choices = offered  # type: ignore[attr-defined]
        matter = self.asked.case.matter
        self.fields["accused"].initial = str(matter.accused_unit_id or matter.accused)


def _name(matter_id: int, data: Mapping[str, Any], by: Actor, at: datetime) -> list[int]:
    said = data["accused"]
    named = {"unit_id": None, "accused": said} if said in ACCUSED else {"unit_id": int(said)}
    return [actions.name_accused(matter_id=matter_id, reason=data["reason"], by=by, at=at, **named)]


PAGES = (
    ActPage(
        "name_accused",
        NameAccusedForm,
        _name,
        _(
            "指明以后，被检举的单位和它的下级都看不到这件事项；事项正在它们那里的，自动收回，重新分送。"
            "改动记入经过，只有可以查看检举控告的人看得到。"
        ),
        _("已指明被检举的单位。"),
        icon="bullseye",
    ),
)
