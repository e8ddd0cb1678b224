"""What an act's page is made of: a form that knows who asks, its fields, and the words around it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.casework.petitions.queries import CaseFile
from xinfang.kernel.actor import Actor
from xinfang.registers.organisations import queries as organisations
from xinfang.registers.staff.scope import Scope

__all__ = [
    "LONGEST_TEXT",
    "ActForm",
    "ActPage",
    "Asked",
    "UnitField",
    "day_field",
    "meant",
    "reason_field",
    "text_field",
]

F = TypeVar("F", bound=forms.Field)
LONGEST = 2000  # characters of a reason
LONGEST_TEXT = 10_000  # of a report or record


@dataclass(frozen=True)
class Asked:
    """Who asks for which act on what, and today's date."""

    scope: Scope
    case: CaseFile
    today: date


class ActForm(forms.Form):
    """A form that knows who asks; fields that depend on that are filled in `prepare`."""

    use_required_attribute = False  # what is missing is said by us, not by the browser's bubbles
    hint: Any = ""  # what is said of this matter's case, instead of the page's own words
    source: str = ""  # the article by which this matter's term runs, where it is not that of today
    before: tuple[Any, str, Any] | None = None  # what comes first: said, where, and the link's words

    def __init__(self, data: Any, asked: Asked, files: Any = None) -> None:
        super().__init__(data, files)
        self.asked = asked
        self.prepare()

    def prepare(self) -> None:
        """Fill choices and first values from `self.asked`."""


class UnitField(forms.ChoiceField):
    """A unit of the tree, shown indented; `offer` fills it."""

    def __init__(self, label: Any, missing: Any, **options: Any) -> None:
        wrong = {"required": missing, "invalid_choice": _("没有这个单位，请重新选择。")}
        super().__init__(label=label, error_messages=wrong, **options)

    def offer(
        self,
        asked: Asked,
        permission: str | None = None,
        none: Any = "",
        also: tuple[int, str] | None = None,
        but: int | None = None,
    ) -> None:
        """The units of today, or those in which the actor holds a permission; never the accused house.

        `none`: what it means to choose none. `also`: what stands there already, and may have ended since.
        `but`: a unit that makes no sense here.
        """
        scope = asked.scope if permission else None
        accused = asked.case.matter.accused_unit
        units = organisations.choices(asked.today, scope, permission or "see_matters", without=accused)
        offered = {unit.id: unit.label for unit in units if unit.id != but}
        if also:
            offered.setdefault(*also)
        self.choices = [("", none or _("请选择")), *offered.items()]

    def clean(self, value: Any) -> int | None:
        """The unit's id; None where none need be chosen."""
        chosen = super().clean(value)
        return int(chosen) if chosen else None


def text_field(
    label: Any, missing: Any = "", *, rows: int = 3, most: int = LONGEST, hint: Any = ""
) -> forms.CharField:
    """A text of some lines, in which standard sentences can be put; without a sentence for its absence it may
    stay blank."""
    return forms.CharField(
        label=label,
        required=bool(missing),
        max_length=most,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows, "data-modules": "text-modules"}),
        error_messages={"required": missing},
    )


def meant(field: F) -> F:
    """A field whose absence the action judges, so that its label does not call it optional."""
    field.meant = True  # type: ignore[attr-defined]
    return field


def reason_field(
    label: Any, *, required: bool = True, rows: int = 3, hint: Any = "", most: int = LONGEST
) -> forms.CharField:
    """Why; how much must be said is the action's to judge."""
    return text_field(label, _("请写明理由。") if required else "", rows=rows, hint=hint, most=most)


def day_field(
    label: Any, help_text: Any = "", *, required: bool = True, missing: Any = ""
) -> forms.DateField:
    """A day, from the browser's own calendar, or typed."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        error_messages={
            "required": missing or _("请选一个日期。"),
            "invalid": _("日期应写成 2026-10-15 这样。"),
        },
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
