"""What each button of an instruction's page does, and what is said afterwards."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from xinfang.casework.instructions import actions, queries
from xinfang.casework.instructions.actions import Asking, Told
from xinfang.casework.instructions.queries import Instruction
from xinfang.faces.workbench.instructions.forms import (
    AnswerForm,
    GiveForm,
    PostponeForm,
    ReaddressForm,
    SendBackForm,
)
from xinfang.kernel import clock
from xinfang.registers.staff.scope import Scope, acting_unit

__all__ = ["DOES", "FORMS", "enter", "give_on"]

Data = Mapping[str, Any]
FORMS: dict[str, Callable[[Any], forms.Form]] = {
    "give": lambda data: GiveForm(data, day=clock.today()),
    "answer": AnswerForm,
    "send_back": SendBackForm,
    "finish": forms.Form,
    "postpone": lambda data: PostponeForm(data, day=clock.today()),
    "readdress": lambda data: ReaddressForm(data, day=clock.today()),
}


def _give(scope: Scope, found: Instruction, data: Data, at: datetime) -> str:
    told = Told(data["text"], data["unit"], data["due_on"])
    dictated = queries.may_give(scope, found) == "dictated"
    actions.give(instruction_id=found.pk, told=told, by=scope.actor, at=at, dictated=dictated)
    return _("已批示。")


def _answer(scope: Scope, found: Instruction, data: Data, at: datetime) -> str:
    actions.answer(instruction_id=found.pk, text=data["text"], by=scope.actor, at=at)
    return _("答复已经报送。")


def _send_back(scope: Scope, found: Instruction, data: Data, at: datetime) -> str:
    actions.send_back(instruction_id=found.pk, reason=data["reason"], by=scope.actor, at=at)
    return _("已退回，承办单位要再答复。")


def _finish(scope: Scope, found: Instruction, data: Data, at: datetime) -> str:
    actions.finish(instruction_id=found.pk, by=scope.actor, at=at)
    return _("这件批示已经办结。")


def _postpone(scope: Scope, found: Instruction, data: Data, at: datetime) -> str:
    change = partial(actions.postpone, instruction_id=found.pk, by=scope.actor, at=at)
    change(due_on=data["due_on"], reason=data["reason"])
    return _("已改期。")


def _readdress(scope: Scope, found: Instruction, data: Data, at: datetime) -> str:
    given = {"unit_id": data["unit"], "due_on": data["due_on"], "reason": data["reason"]}
    actions.readdress(instruction_id=found.pk, by=scope.actor, at=at, **given)
    return _("已改送，并告知了两个单位。")


DOES: dict[str, Callable[[Scope, Instruction, Data, datetime], str]] = {
    "give": _give,
    "answer": _answer,
    "send_back": _send_back,
    "finish": _finish,
    "postpone": _postpone,
    "readdress": _readdress,
}


def enter(scope: Scope, data: Data, matter_id: int | None, at: datetime) -> int:
    """A new instruction, asked for or written down; returns its id."""
    higher = data["source"] == "higher"
    asking = Asking(
        source=data["source"],
        registered_unit_id=acting_unit(scope, "receive"),
        leader_id=None if higher else data["leader"],
        leader_name=data["leader_name"] if higher else "",
        matter_id=matter_id,
        subject=data["subject"],
    )
    if data["how"] == "ask" and not higher:
        return actions.ask(
            asking=asking,
            proposal=data["text"],
            unit_id=data["unit"],
            due_on=data["due_on"],
            by=scope.actor,
            at=at,
        )
    told = Told(data["text"], data["unit"], data["due_on"])
    return actions.instruct(asking=asking, told=told, by=scope.actor, at=at, dictated=True)


def give_on(scope: Scope, data: Data, matter_id: int, unit_id: int, at: datetime) -> int:
    """The leader's own instruction on a matter, kept by the office that registered it; returns its id."""
    asking = Asking("matter", unit_id, leader_id=scope.actor.user_id, matter_id=matter_id)
    told = Told(data["text"], data["unit"], data["due_on"])
    return actions.instruct(asking=asking, told=told, by=scope.actor, at=at)
