"""The form under which a view is kept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from xinfang.faces.workbench.analysis.asked import VIEWS

__all__ = ["LONGEST", "KeepForm"]

LONGEST = 400  # of a question as it stands in an address


class KeepForm(forms.Form):
    """A name; whether the unit sees it; whether it follows the calendar."""

    use_required_attribute = False
    name = forms.CharField(
        label=_("名称"),
        max_length=30,
        widget=forms.TextInput({"class": "field-input", "autocomplete": "off"}),
        error_messages={"required": _("请给这个视图起个名字。")},
    )
    share = forms.BooleanField(label=_("给本单位共用"), required=False)
    follow = forms.BooleanField(label=_("每年都看当年的"), required=False)
    page = forms.ChoiceField(choices=[(page, page) for page in VIEWS])
    query = forms.CharField(max_length=LONGEST, required=False)
