"""The forms by which something about an arrival is set right, or seen to later."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xinfang.casework.receptions.queries import Arrival
from xinfang.faces.workbench.acts.page import day_field, reason_field, text_field
from xinfang.faces.workbench.receptions.desk_forms import DisposeForm, heads_field

__all__ = ["AidForm", "CorrectForm", "HeadsForm", "NoteForm", "RejoinForm", "StrikeForm", "first_of"]


class CorrectForm(DisposeForm):
    """Another result, and why."""

    reason = reason_field(_("为什么更正"), rows=2, most=200)


class HeadsForm(forms.Form):
    """How many really came, and why it was written down otherwise."""

    use_required_attribute = False
    head_count = heads_field(_("实际来了几个人"))
    reason = reason_field(_("为什么更正"), rows=2, most=200)


class RejoinForm(forms.Form):
    """The right visit, or none yet, and why the first was wrong."""

    use_required_attribute = False
    visit = forms.CharField(
        label=_("正确的来访登记编号"),
        required=False,
        max_length=24,
        help_text=_("还没有登记的可以不填：先离开这次来访，登记以后再归入。"),
    )
    reason = reason_field(_("为什么更正"), rows=2, most=200)


class StrikeForm(forms.Form):
    """Why the arrival was none."""

    use_required_attribute = False
    kind = forms.ChoiceField(
        label=_("为什么划去"),
        choices=[
            ("mistaken", _("登记错了：点错了号、重复登记、人没有到。有预约的，预约退回等候")),
            ("left", _("人来过，没等接待就走了")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择为什么划去。"), "invalid_choice": _("请选择为什么划去。")},
    )
    reason = reason_field(_("说明（至少 6 个字）"), rows=2, most=200)


class AidForm(forms.Form):
    """Whether the promised aid was given."""

    use_required_attribute = False
    given = forms.TypedChoiceField(
        label=_("帮扶落实了吗"), choices=[("1", _("落实了")), ("0", _("还没有"))],
        coerce=lambda value: value == "1", widget=forms.RadioSelect, empty_value=None,
        error_messages={"required": _("请选择。")},
    )  # fmt: skip
    seen_on = day_field(_("哪天核实的"))
    note = text_field(_("说明（没有落实的，写明原因）"), rows=2, most=200)


class NoteForm(forms.Form):
    """What the leader notes, and whether the leader takes it in charge; why, when it is set right."""

    use_required_attribute = False
    note = text_field(_("备注"), rows=2, most=200)
    takes = forms.BooleanField(label=_("我来包案"), required=False)
    reason = text_field(_("为什么更正（改备注、取消包案时写）"), rows=2, most=200)


def first_of(found: Arrival) -> dict[str, Any]:
    """What the correction of a result begins with: the result as it stands."""
    given = {name: getattr(found, name) for name in ("result", "aid_what", "aid_by", "aid_until")}
    return given | {"note": found.result_note}
