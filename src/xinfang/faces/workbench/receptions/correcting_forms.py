"""The forms by which something about an arrival is set right, or seen to later."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xinfang.casework.receptions.queries import Arrival
from xinfang.faces.workbench.acts.page import day_field, reason_field, text_field
from xinfang.faces.workbench.receptions.desk_forms import DisposeForm, heads_field

__all__ = ["AidForm", "CorrectForm", "HeadsForm", "NoteForm", "first_of"]


class CorrectForm(DisposeForm):
    """Another result, and why."""

    reason = reason_field(_("为什么更正"), rows=2, most=200)


class HeadsForm(forms.Form):
    """How many really came, and why it was written down otherwise."""

    use_required_attribute = False
    head_count = heads_field(_("实际来了几个人"))
    reason = reason_field(_("为什么更正"), rows=2, most=200)


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
