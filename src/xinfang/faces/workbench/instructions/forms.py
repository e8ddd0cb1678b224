"""The forms of instructions."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xinfang.casework.instructions.queries import SOURCES, leaders
from xinfang.faces.workbench.acts.page import day_field, reason_field, text_field
from xinfang.registers.calendars.queries import calendar
from xinfang.registers.organisations import queries as organisations
from xinfang.registers.staff.scope import Scope

__all__ = [
    "AnswerForm",
    "GiveForm",
    "NewForm",
    "PostponeForm",
    "ReaddressForm",
    "SendBackForm",
    "Units",
    "unit_choices",
    "usual_due",
]

USUAL = timedelta(days=15)  # how long a unit has, when nobody says otherwise


def unit_choices(day: date, near: Sequence[int | None] = ()) -> list[tuple[Any, Any]]:
    """The units of a day, indented; those `near` to what is instructed on first, in their order."""
    units = {unit.id: unit for unit in organisations.choices(day)}
    first = [(pk, units.pop(pk).name) for pk in dict.fromkeys(near) if pk in units]
    rest = [(unit.id, unit.label) for unit in units.values()]
    if not first:
        return [("", _("请选择")), *rest]
    return [("", _("请选择")), (_("拟办单位、承办单位"), first), (_("其他单位"), rest)]


def usual_due(day: date, after: date | None = None) -> date:
    """The day that is proposed: a worked one, a usual term from `day`, and later than `after`."""
    first = day + USUAL if after is None else max(day + USUAL, after + timedelta(days=1))
    return calendar().next_working(first)


class Units(forms.Form):
    """A form that names a day, and mostly a unit."""

    use_required_attribute = False

    def __init__(
        self, data: Any = None, *, day: date, near: Sequence[int | None] = (), **options: Any
    ) -> None:
        initial = {"due_on": usual_due(day)} | options.pop("initial", {})
        super().__init__(data, initial=initial, **options)
        self.day = day
        if "unit" in self.fields:
            self.fields["unit"].choices = unit_choices(day, near)  # type: ignore[attr-defined]

    def within(self, units: Collection[int] | None) -> None:
        """Offer these units alone; None: all."""
        if units is None or "unit" not in self.fields:
            return
        kept: list[tuple[Any, Any]] = []
        for value, label in self.fields["unit"].choices:  # type: ignore[attr-defined]
            if isinstance(label, list):
                kept.append((value, [pair for pair in label if pair[0] in units]))
            elif not value or value in units:
                kept.append((value, label))
        self.fields["unit"].choices = kept  # type: ignore[attr-defined]


def _unit_field(*, required: bool = True) -> forms.TypedChoiceField:
    wrong = {"required": _("请选择批示给哪个单位。"), "invalid_choice": _("没有这个单位，请重新选择。")}
    return forms.TypedChoiceField(
        label=_("批示给哪个单位"), coerce=int, empty_value=None, required=required, error_messages=wrong
    )


class GiveForm(Units):
    """The words, the unit, the day."""

    text = text_field(_("批示"), _("请写明批示的内容。"), rows=4)
    unit = _unit_field()
    due_on = day_field(_("答复的最后日期"))


class AnswerForm(forms.Form):
    """What the unit did."""

    use_required_attribute = False
    text = text_field(_("办理情况和结果"), _("请写明怎么办的、结果怎样。"), rows=5)


class SendBackForm(forms.Form):
    """Why the answer does not do."""

    use_required_attribute = False
    reason = reason_field(_("为什么退回"))


class PostponeForm(Units):
    """Another last day, and why."""

    due_on = day_field(_("新的最后日期"))
    reason = reason_field(_("为什么改期"))

    def __init__(self, data: Any = None, *, day: date, stands: date | None = None, **options: Any) -> None:
        super().__init__(data, day=day, initial={"due_on": usual_due(day, stands)}, **options)


class ReaddressForm(Units):
    """Another unit, by when it answers, and why."""

    unit = _unit_field()
    due_on = day_field(_("答复的最后日期"))
    reason = reason_field(_("为什么改送"))

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, auto_id="readdress_%s", **options)
        self.fields["unit"].label = _("改送给哪个单位")


class NewForm(Units):
    """Put something before a leader, or write down what was instructed."""

    how = forms.ChoiceField(
        label=_("怎么记"),
        choices=[("ask", _("呈批：请领导批示")), ("dictated", _("代记：已经口头或书面批示"))],
        widget=forms.RadioSelect,
        initial="ask",
    )
    source = forms.ChoiceField(label=_("来历"), choices=SOURCES)
    number = forms.CharField(
        label=_("事项编号"), required=False, max_length=24, help_text=_("没有事项的可以不填。")
    )
    subject = forms.CharField(
        label=_("什么事"), required=False, max_length=200, help_text=_("填了编号的，用事项的标题。")
    )
    leader = forms.TypedChoiceField(label=_("哪位领导"), coerce=int, empty_value=None, required=False)
    leader_name = forms.CharField(
        label=_("上级机关或领导"), required=False, max_length=60, help_text=_("上级交来的，写明是谁批示的。")
    )
    text = text_field(_("拟办意见，或者批示的原话"), _("请写明拟办意见或者批示的内容。"), rows=4)
    unit = _unit_field(required=False)
    due_on = day_field(_("答复的最后日期"), required=False)

    def __init__(self, data: Any = None, *, scope: Scope, **options: Any) -> None:
        super().__init__(data, **options)
        self.leaders = leaders(self.day, scope.reach("receive"))
        self.fields["leader"].choices = [("", _("请选择")), *self.leaders]  # type: ignore[attr-defined]

    def leader_ids(self) -> list[int]:
        """The accounts offered as who instructs."""
        return [pk for pk, _name in self.leaders]
