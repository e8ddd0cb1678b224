"""What is asked of those who report, check, edit and answer."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.casework.bulletins.choices import ITEM_KINDS
from xinfang.registers.topics.queries import class_tree, special_topics

__all__ = [
    "CircularAnswerForm",
    "CircularForm",
    "DispatchForm",
    "FeedbackForm",
    "ItemForm",
    "ReasonForm",
    "ReceiptForm",
    "ReportForm",
    "WithdrawForm",
    "asked",
    "day_field",
    "text_field",
    "topic_choices",
]

NUMBER_WRONG = {"required": _("请写大约多少人。"), "invalid": _("人数请写成数字，例如 30。")}
DAY_WRONG = {"required": _("请填日期。"), "invalid": _("日期应写成 2026-10-15 这样。")}


def day_field(label: Any, help_text: Any = "", **options: Any) -> forms.DateField:
    """A day, as every form asks for it."""
    widget = forms.DateInput({"type": "date"}, "%Y-%m-%d")
    return forms.DateField(
        label=label, help_text=help_text, widget=widget, error_messages=DAY_WRONG, **options
    )


def text_field(label: Any, rows: int, help_text: Any = "", **options: Any) -> forms.CharField:
    """Some lines of text."""
    options.setdefault("required", False)
    options.setdefault("max_length", 4000)
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, help_text=help_text, widget=widget, **options)


def asked(field: forms.Field) -> forms.Field:
    """A field that the action, not the form, refuses when it is empty: its label does not say "optional"."""
    field.required, field.meant = False, True  # type: ignore[attr-defined]
    return field


def topic_choices(day: date | None) -> list[tuple[str, str]]:
    """The special topics that last on a day."""
    return [("", _t("不属于专题")), *((str(each.pk), each.name) for each in special_topics(day))]


class ReportForm(forms.Form):
    """A report: what, where, which kind, about how many, since when, what is wished, a photo."""

    use_required_attribute = False
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    what = asked(text_field(_("什么情况"), 4, _("写事情，不写个人的姓名、证件号码和电话。")))
    place = asked(forms.CharField(label=_("在哪里"), max_length=80))
    about = forms.ChoiceField(label=_("哪一类"), required=False)
    heads = forms.IntegerField(
        label=_("大约多少人"), min_value=1, max_value=1_000_000, error_messages=NUMBER_WRONG
    )
    since = day_field(_("从哪天开始"))
    wish = text_field(_("群众的愿望"), 2)
    photo = forms.FileField(
        label=_("照片"),
        required=False,
        widget=forms.FileInput({"accept": "image/*", "capture": "environment"}),
    )
    urgent = forms.BooleanField(
        label=_("紧急：马上报到每一级"), required=False, help_text=_("每一级要在 30 分钟内签收。")
    )

    def __init__(self, data: Any = None, files: Any = None, *, day: date, **options: Any) -> None:
        super().__init__(data, files, **options)
        topics = [(f"t{each.pk}", _t("专题：%(name)s") % {"name": each.name}) for each in special_topics(day)]
        classes = [(f"c{node.id}", node.name) for node in class_tree() if node.level == 1]
        self.fields["about"].choices = [("", _t("请选择")), *topics, *classes]  # type: ignore[attr-defined]
        self.fields["heads"].widget.attrs |= {"inputmode": "numeric"}

    def about_ids(self) -> tuple[int | None, int | None]:
        """(class, topic) that were chosen."""
        chosen = self.cleaned_data["about"]
        number = int(chosen[1:]) if chosen else None
        return (None, number) if chosen.startswith("t") else (number, None)


class ReasonForm(forms.Form):
    """Why; or a remark."""

    use_required_attribute = False
    reason = asked(text_field(_("意见或者理由"), 2, max_length=500))

    def __init__(self, data: Any = None, *, label: Any = "", hint: Any = "", auto_id: str = "id_%s") -> None:
        super().__init__(data, auto_id=auto_id)
        self.fields["reason"].label = label or self.fields["reason"].label
        self.fields["reason"].help_text = hint


class DispatchForm(forms.Form):
    """When the paper left, and by which way."""

    use_required_attribute = False
    dispatched_on = day_field(_("送出的日期"))
    way = asked(forms.CharField(label=_("怎样送的"), max_length=120, help_text=_("例如机要交换、专人送达。")))


class ReceiptForm(forms.Form):
    """When it was received above, and by whom or under which number."""

    use_required_attribute = False
    received_on = day_field(_("上级收到的日期"))
    receipt = asked(forms.CharField(label=_("签收人或者收文号"), max_length=120))


class FeedbackForm(forms.Form):
    """When they answered, and what."""

    use_required_attribute = False
    answered_on = day_field(_("反馈日期"))
    feedback = asked(text_field(_("上级的反馈"), 3))


class ItemForm(forms.Form):
    """An item: its kind, to whom, what it says and advises."""

    use_required_attribute = False
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=_("种类"), choices=ITEM_KINDS)
    addressee = asked(forms.CharField(label=_("报送给"), max_length=120))
    title = asked(forms.CharField(label=_("标题"), max_length=120))
    body = asked(text_field(_("正文"), 10, _("写情况、原因和走势；不写个人的姓名、证件号码和电话。")))
    advice = text_field(_("建议"), 4)
    topic = forms.ChoiceField(label=_("专题"), required=False)
    urgent = forms.BooleanField(label=_("紧急"), required=False)

    def __init__(self, data: Any = None, *, day: date, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["topic"].choices = topic_choices(None)  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """For ItemEntry."""
        data = dict(self.cleaned_data)
        del data["form_key"], data["revision"]
        topic = data.pop("topic")
        return {**data, "topic_id": int(topic) if topic else None}


class CircularForm(forms.Form):
    """A circular: what is asked, by when, of which units."""

    use_required_attribute = False
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    title = asked(forms.CharField(label=_("标题"), max_length=120))
    body = asked(text_field(_("要求"), 6, _("要各单位做什么、怎样答复。")))
    due_on = day_field(_("答复期限"))
    topic = forms.ChoiceField(label=_("专题"), required=False)
    units = forms.TypedMultipleChoiceField(
        label=_("责任单位"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, data: Any = None, *, units: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["units"].choices = units  # type: ignore[attr-defined]
        self.fields["topic"].choices = topic_choices(None)  # type: ignore[attr-defined]


class CircularAnswerForm(forms.Form):
    """What a unit did about a circular; several stand on one page, each with the ids of its duty."""

    use_required_attribute = False
    answer = asked(text_field(_("答复"), 3))

    def __init__(self, data: Any = None, *, duty: int) -> None:
        super().__init__(data, auto_id=f"duty_{duty}_%s")


class WithdrawForm(forms.Form):
    """Why a circular is taken back."""

    use_required_attribute = False
    reason = asked(text_field(_("撤回的理由"), 2, _("各单位会看到。"), max_length=500))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="withdraw_%s")
