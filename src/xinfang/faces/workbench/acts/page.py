"""What an act's page is made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.casework.petitions.queries import CaseFile
from xinfang.kernel.actor import Actor
from xinfang.registers.organisations import queries as organisations
from xinfang.registers.staff.scope import Scope

__all__ = ["ActForm", "ActPage", "Asked", "UnitField", "day_field", "reason_field"]


@dataclass(frozen=True)
class Asked:
    """Who asks for which act on what, and today's date."""

    scope: Scope
    case: CaseFile
    today: date


class ActForm(forms.Form):
    """A form that knows who asks; fields that depend on that are filled in `prepare`."""

    def __init__(self, data: Any, asked: Asked, files: Any = None) -> None:
        super().__init__(data, files)
        self.asked = asked
        self.prepare()

    def prepare(self) -> None:
        """Fill choices and first values from `self.asked`."""


class UnitField(forms.ChoiceField):
    """A unit of the tree, shown indented; `offer` fills it."""

    def offer(self, asked: Asked, permission: str | None = None) -> None:
        """The units of today: all, or those in which the actor holds a permission."""
        scope = asked.scope if permission else None
        units = organisations.choices(asked.today, scope, permission or "see_matters")
        self.choices = [("", _("请选择")), *((unit.id, unit.label) for unit in units)]


def day_field(label: str | Any, help_text: str | Any = "", *, required: bool = True) -> forms.DateField:
    """A day, from the browser's own calendar."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("请选一个日期。"),
            "invalid": _("日期应写成 2026-10-15 这样。"),
        },
    )


def reason_field(label: str | Any, *, required: bool = True, rows: int = 3) -> forms.CharField:
    """A text of some lines."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": rows, "data-modules": "text-modules"}),
        error_messages={"required": _("请写明理由。")},
    )


@dataclass(frozen=True)
class ActPage:
    """One act: its form, what it does with the form's clean data, and the words around it.

    `do(matter id, data, by, at)` returns the ids of the acts, for undoing where the act has no legal effect.
    `hint` says what follows, under which article; `done` what is said afterwards.
    """

    verb: str
    form: type[ActForm]
    do: Callable[[int, Mapping[str, Any], Actor, datetime], list[int]]
    hint: Promise | str
    done: Promise | str
    icon: str = "check2"
    template: str = "workbench/case/act.html"
