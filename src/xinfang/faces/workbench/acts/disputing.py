"""Whose matter it is: objecting, answering an objection, asking the superior, ruling."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinfang.casework.assignments import actions
from xinfang.faces.workbench.acts.page import ActForm, ActPage, UnitField, reason_field, text_field
from xinfang.faces.workbench.acts.routing import on_paper
from xinfang.kernel.actor import Actor

__all__ = ["PAGES"]

Data = Mapping[str, Any]


class ObjectForm(ActForm):
    """Why it is not the unit's, and whose it is."""

    reason = reason_field(_("异议的理由和依据"), hint=_("写明依据哪一条职责不归本单位；对方会据此核实。"))
    suggested_unit = UnitField(_("建议由哪个单位办理"), "", required=False)

    def prepare(self) -> None:
        """Every unit but the one that objects: names of units are no secret."""
        field = self.fields["suggested_unit"]
        assert isinstance(field, UnitField)
        field.offer(self.asked, but=self.asked.case.matter.unit_id)


class TakeBackForm(ActForm):
    """Nothing need be said."""

    reason = text_field(_("说明"))


class KeepForm(ActForm):
    """Why the unit goes on."""

    reason = reason_field(_("不同意退回的理由"), hint=_("承办单位会看到；它仍可以提请共同的上一级裁定。"))


class EscalateForm(ActForm):
    """How the dispute came about."""

    reason = reason_field(_("争议的由来"), hint=_("写清各方怎么说、依据什么；裁定的人会看这里和经过。"))


class RuleForm(ActForm):
    """Which unit, and why."""

    to_unit = UnitField(_("由哪个单位承办"), _("请选择承办单位。"))
    reason = on_paper(reason_field(_("裁定的理由")))

    def prepare(self) -> None:
        """The units that the actor is the superior of."""
        field = self.fields["to_unit"]
        assert isinstance(field, UnitField)
        field.offer(self.asked, "decide_dispute")


def _object(matter_id: int, data: Data, by: Actor, at: datetime) -> list[int]:
    suggested = data["suggested_unit"]
    return [
        actions.object_to(
            matter_id=matter_id, reason=data["reason"], suggested_unit_id=suggested, by=by, at=at
        )
    ]


def _take_back(matter_id: int, data: Data, by: Actor, at: datetime) -> list[int]:
    return [actions.take_back(matter_id=matter_id, reason=data["reason"], by=by, at=at)]


def _receive_back(matter_id: int, data: Data, by: Actor, at: datetime) -> list[int]:
    return [actions.receive_back(matter_id=matter_id, reason=data["reason"], by=by, at=at)]


def _keep(matter_id: int, data: Data, by: Actor, at: datetime) -> list[int]:
    return [actions.keep(matter_id=matter_id, reason=data["reason"], by=by, at=at)]


def _escalate(matter_id: int, data: Data, by: Actor, at: datetime) -> list[int]:
    return [actions.escalate(matter_id=matter_id, reason=data["reason"], by=by, at=at)]


def _rule(matter_id: int, data: Data, by: Actor, at: datetime) -> list[int]:
    return [
        actions.rule(matter_id=matter_id, to_unit_id=data["to_unit"], reason=data["reason"], by=by, at=at)
    ]


PAGES = (
    ActPage(
        "object",
        ObjectForm,
        _object,
        _(
            "认为不属于本单位职权范围的，自收到之日起五个工作日内提出；答复以后不能再提。对方同意以前，材料仍在本单位。"
        ),
        _("异议已提出，等对方核实。"),
        icon="reply",
    ),
    ActPage(
        "take_back",
        TakeBackForm,
        _take_back,
        _("同意承办单位的异议：事项回到待分送，分送的十五日仍从收到之日起算，请尽快改送。"),
        _("已同意退回，请重新分送。"),
        icon="arrow-return-left",
    ),
    ActPage(
        "receive_back",
        TakeBackForm,
        _receive_back,
        _("同意异议：事项回到转来的单位，它的期限仍从它自己收到之日起算，请尽快改送或者自己办理。"),
        _("已同意退回，事项回到转来的单位。"),
        icon="arrow-return-left",
    ),
    ActPage(
        "keep",
        KeepForm,
        _keep,
        _("核实后认为仍归该单位办理：它的期限照常计算，不因异议延长。"),
        _("已答复异议，仍由该单位办理。"),
        icon="pin-angle",
    ),
    ActPage(
        "escalate",
        EscalateForm,
        _escalate,
        _("受理有争议的，由共同的上一级决定由谁受理。裁定以前，承办单位不变，期限照常计算。"),
        _("已提请裁定。"),
        icon="arrow-up-circle",
    ),
    ActPage(
        "rule",
        RuleForm,
        _rule,
        _("裁定以后由该单位受理，告知期限从今天起重新计算；对裁定不能再提异议。"),
        _("已裁定。"),
        icon="signpost",
    ),
)
