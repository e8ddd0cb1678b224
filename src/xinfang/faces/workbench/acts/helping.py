"""Units that help the leading one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinfang.casework.assignments import actions
from xinfang.casework.assignments.queries import helped_by
from xinfang.faces.workbench.acts.page import LONGEST_TEXT, ActForm, ActPage, UnitField, text_field
from xinfang.faces.workbench.acts.routing import on_paper
from xinfang.kernel.actor import Actor
from xinfang.registers.organisations import queries as organisations

__all__ = ["PAGES"]

Data = Mapping[str, Any]


class InvolveForm(ActForm):
    """Which unit helps, and with what."""

    to_unit = UnitField(_("协办单位"), _("请选择协办单位。"))
    reason = on_paper(text_field(_("请它做什么")))

    def prepare(self) -> None:
        """Units in which the actor may route."""
        field = self.fields["to_unit"]
        assert isinstance(field, UnitField)
        field.offer(self.asked, "route")


class ContributeForm(ActForm):
    """What the actor's own helping unit found."""

    unit = UnitField(_("以哪个单位的名义"), _("请选择单位。"))
    text = text_field(_("协办意见"), _("请写明协办意见。"), rows=6, most=LONGEST_TEXT)

    def prepare(self) -> None:
        """The one helping unit of the actor is not asked for."""
        mine = helped_by(self.asked.scope, self.asked.case.matter.pk)
        names = organisations.names_on(self.asked.today)
        if len(mine) == 1:
            del self.fields["unit"]
            self.only = next(iter(mine))
            return
        field = self.fields["unit"]
        assert isinstance(field, UnitField)
        field.choices = [("", _("请选择")), *((pk, names[pk]) for pk in sorted(mine))]

    def clean(self) -> dict[str, Any]:
        """The unit, asked or not."""
        found = super().clean() or {}
        return found if "unit" in self.fields else found | {"unit": self.only}


def _involve(matter_id: int, data: Data, by: Actor, at: datetime) -> list[int]:
    return [
        actions.involve(matter_id=matter_id, unit_id=data["to_unit"], reason=data["reason"], by=by, at=at)
    ]


def _contribute(matter_id: int, data: Data, by: Actor, at: datetime) -> list[int]:
    return [actions.contribute(matter_id=matter_id, unit_id=data["unit"], text=data["text"], by=by, at=at)]


PAGES = (
    ActPage(
        "involve",
        InvolveForm,
        _involve,
        _("涉及几个单位的，主办单位负责告知和出具意见，协办单位配合提交意见。协办单位从此可以查看这件事项。"),
        _("已增加协办单位。"),
        icon="people",
    ),
    ActPage(
        "contribute",
        ContributeForm,
        _contribute,
        _("提交给主办单位，供它作出处理意见。以后可以再次提交，以最后一次为准。"),
        _("协办意见已提交。"),
        icon="chat-left-text",
    ),
)
