"""The forms of the backlog."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.casework.backlog.choices import ENDINGS, REASONS
from xinfang.faces.workbench.acts.page import day_field, text_field

__all__ = ["STEPS", "CaseForm", "ListForm", "PutOnForm"]

CHOOSE = [("", _("请选择"))]
PARTS = 3  # empty rows for steps that a plan's form offers at once
MOST = 40  # steps of a plan


class ListForm(forms.Form):
    """A dated list with its aim."""

    use_required_attribute = False
    name = forms.CharField(
        label=_("清单名称"), max_length=60, error_messages={"required": _("请写清单的名称。")}
    )
    listed_on = day_field(_("日期"))
    aim = text_field(_("目标"), hint=_("例如：年底前全部化解。"))


class PutOnForm(forms.Form):
    """Which matter, on which list, why and since when."""

    use_required_attribute = False
    chosen = forms.TypedChoiceField(
        label=_("列入哪份清单"), coerce=int, error_messages={"required": _("请选择清单。")}
    )
    reason = forms.ChoiceField(
        label=_("列为积案的理由"),
        choices=REASONS,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择列为积案的理由。")},
    )
    why = text_field(_("说明"), hint=_("选“其他”的必须写。"))
    on = day_field(_("列入日期"))

    def __init__(self, data: Any, lists: list[tuple[int, str]], today: date, why: str = "") -> None:
        super().__init__(data, initial={"on": today, "why": why})
        self.fields["chosen"].choices = [*CHOOSE, *lists]  # type: ignore[attr-defined]


class CaseForm(forms.Form):
    """A form whose fields bear the step's name in their ids: several stand on one page."""

    use_required_attribute = False
    key = ""

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, auto_id=f"{self.key}_%s", **options)

    def told(self) -> dict[str, Any]:
        """What the action is given."""
        return dict(self.cleaned_data)


class LeadForm(CaseForm):
    """Who is in charge."""

    key = "lead"
    leader_id = forms.TypedChoiceField(
        label=_("包案领导"), coerce=int, error_messages={"required": _("请选择在任的领导。")}
    )


class PlanForm(CaseForm):
    """How, by when, in which steps: those still to be done can be changed, or emptied to drop them."""

    key = "plan"
    text = text_field(_("化解方案"), _("请写明怎样化解。"), rows=4)
    due_on = day_field(_("化解期限"))

    def __init__(
        self, data: Any = None, steps: Sequence[tuple[str, date]] = (), *, initial: dict[str, Any]
    ) -> None:
        for number, (what, day) in enumerate(steps, start=1):
            initial |= {f"what_{number}": what, f"day_{number}": day}
        super().__init__(data, initial=initial)
        typed = [number for number in range(1, MOST + 1) if data and f"what_{number}" in data]
        self.rows = max([len(steps) + PARTS, *typed])
        for number in range(1, self.rows + 1):
            self.fields[f"what_{number}"] = forms.CharField(
                label=_("第 %(n)d 步") % {"n": number},
                max_length=200,
                required=False,
                help_text=_("不要这一步了，就把文字和日期都清空。") if number <= len(steps) else "",
            )
            self.fields[f"day_{number}"] = day_field(_("第 %(n)d 步的日期") % {"n": number}, required=False)

    def clean(self) -> dict[str, Any]:
        """A step has both its words and its day, or neither."""
        data = super().clean() or {}
        for number in range(1, self.rows + 1):
            what, day = data.get(f"what_{number}", ""), data.get(f"day_{number}")
            if what and not day and f"day_{number}" not in self.errors:
                self.add_error(f"day_{number}", _("请填这一步的日期。"))
            if day and not what:
                self.add_error(f"what_{number}", _("请写这一步做什么。"))
        return data

    def told(self) -> dict[str, Any]:
        """Text, last day, and the steps that were filled in."""
        data = self.cleaned_data
        pairs = [(data[f"what_{n}"], data[f"day_{n}"]) for n in range(1, self.rows + 1)]
        steps = tuple(pair for pair in pairs if pair[0])
        return {"text": data["text"], "due_on": data["due_on"], "steps": steps}


class FinishForm(CaseForm):
    """A step is done."""

    key = "finish"
    step_id = forms.TypedChoiceField(
        label=_("哪一步"), coerce=int, error_messages={"required": _("请选择完成了哪一步。")}
    )
    done_on = day_field(_("完成日期"))
    outcome = text_field(_("做成了什么"), _("请写明做成了什么。"))


class ExtendForm(CaseForm):
    """A later day, once."""

    key = "extend"
    due_on = day_field(_("延期到"))
    reason = text_field(_("延期的理由"), _("请写明为什么延期。"))


class ConcludeForm(CaseForm):
    """The result."""

    key = "conclude"
    ending = forms.ChoiceField(
        label=_("化解的结果"),
        choices=ENDINGS,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择化解的结果。")},
    )
    outcome = text_field(_("怎样化解的"), _("请写明怎样化解的。"), rows=4)
    on = day_field(_("办结日期"))


class RemoveForm(CaseForm):
    """Listed by mistake."""

    key = "remove"
    reason = text_field(_("移出的理由"), _("请写明为什么移出。"), rows=2)


# Step -> (form, what it is called).
STEPS: dict[str, tuple[type[CaseForm], Promise | str]] = {
    "lead": (LeadForm, _("确定包案领导")),
    "plan": (PlanForm, _("写化解方案")),
    "finish": (FinishForm, _("登记完成一步")),
    "conclude": (ConcludeForm, _("办结积案")),
    "extend": (ExtendForm, _("延长期限")),
    "remove": (RemoveForm, _("移出清单")),
}
