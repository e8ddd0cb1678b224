"""What the paper says of a step that was done years ago: each act asks for its own."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.casework.desks.actions import record_past
from xinfang.casework.desks.queries import last_act
from xinfang.casework.desks.rules import Past
from xinfang.casework.reviews import actions as reviews
from xinfang.casework.reviews.actions import PastReview
from xinfang.casework.reviews.choices import GROUND_CHOICES, LEVELS, OUTCOMES, PAST, RESULTS, VIAS
from xinfang.casework.reviews.queries import proposal, running
from xinfang.casework.wording.kinds import BY_VERB
from xinfang.casework.wording.known import issuer_name, reviewer_name
from xinfang.faces.workbench.acts.page import ActForm, Asked, UnitField, day_field, meant, text_field
from xinfang.registers.organisations.queries import names_on

__all__ = ["PastForm", "PastReviewForm", "form_of"]


class PastForm(ActForm):
    """The day, and what the act needs; each act shows its own fields."""

    done_on = day_field(_("办理的日期"), _("文书上的日期；不能早于收到的日期和上一步的日期。"))
    to_unit = UnitField(_("送往"), _("请选择有权处理的单位。"))
    due_on = day_field(_("报结果的日期"), missing=_("交办要写明什么时候报结果，请选一个日期。"))
    days = forms.IntegerField(label=_("延长的天数"), error_messages={"required": _("请写明延长多少日。")})
    result = forms.ChoiceField(label=_("处理结果"), error_messages={"required": _("请选择处理结果。")})
    text = text_field(_("内容或者理由"), rows=6, most=20_000)
    issued_by = forms.CharField(
        label=_("制发单位"), max_length=120, error_messages={"required": _("请填写文书的制发单位。")}
    )
    served_on = day_field(
        _("信访人收到的日期"), _("有送达回证的照填；没有的先不填，以后登记送达。"), required=False
    )

    enters: Callable[..., None] = staticmethod(record_past)
    names: Mapping[str, str] = {}  # what the action calls a field -> what it is called here

    def __init__(self, verb: str, data: Any, asked: Asked) -> None:
        self.verb = verb
        super().__init__(data, asked)

    def prepare(self) -> None:
        """Only what the act needs."""
        kind = BY_VERB.get(self.verb)
        if kind:
            meant(self.fields["text"])
        shown = {"done_on", "text", *OWN.get(self.verb, ()), *(("issued_by", "served_on") if kind else ())}
        result = kind.part("result") if kind else None
        if result:
            shown.add("result")
            self._choose("result", [("", _t("请选择")), *result.choices])
        self._keep(shown)
        if "to_unit" in self.fields:
            self._units(self.fields["to_unit"])

    def _keep(self, shown: set[str]) -> None:
        """Only these fields; whose letter it was is filled in where it is known."""
        if "issued_by" in shown:
            self.initial["issued_by"] = self.issuer()
        for name in set(self.fields) - shown:
            del self.fields[name]

    def issuer(self) -> str:
        """Who handled it, as it was called then."""
        unit = self.asked.case.matter.unit
        return issuer_name(unit, self.names_then()) if unit else ""

    def names_then(self) -> Mapping[int, str]:
        """What units were called when the act before was done."""
        return names_on(timezone.localdate(last_act(self.asked.case.matter)))

    def _choose(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def _units(self, field: forms.Field) -> None:
        assert isinstance(field, UnitField)
        field.offer(self.asked, "route")

    def said(self) -> Past:
        """What was typed."""
        data = self.cleaned_data
        return Past(
            verb=self.verb,
            done_on=data["done_on"],
            text=data["text"],
            to_unit_id=data.get("to_unit"),
            due_on=data.get("due_on"),
            days=data.get("days"),
            result=data.get("result", ""),
            issued_by=data.get("issued_by", ""),
            served_on=data.get("served_on"),
        )


OWN = {"forward": ("to_unit",), "assign": ("to_unit", "due_on"), "extend": ("days",)}


class PastReviewForm(PastForm):
    """A request for review or re-review, and what it came to."""

    enters = staticmethod(reviews.record_past)
    names = {"facts": "text", "received_at": "done_on", "outcome": "result"}
    field_order = ("done_on", "via", "result", "grounds", "changed_result", "redo_by", "text")

    result = forms.ChoiceField(
        label=_("结论"),
        choices=[("", _("请选择")), *OUTCOMES],
        error_messages={"required": _("请选择结论。")},
    )
    via = forms.ChoiceField(
        label=_("怎么提出的"),
        choices=[("", _("请选择")), *VIAS],
        error_messages={"required": _("请选择申请是怎么提出的。")},
    )
    organ = forms.CharField(label=_("复查、复核机关"), required=False, max_length=120)
    late_reason = forms.CharField(label=_("逾期的正当理由"), required=False, max_length=300)
    excused_by = forms.CharField(
        label=_("由谁决定接受"), required=False, max_length=120, help_text=_("写职务，例如信访局局长。")
    )
    grounds = forms.MultipleChoiceField(
        label=_("理由"),
        choices=GROUND_CHOICES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("变更、撤销、责令重新办理的，照意见书选。"),
    )
    changed_result = forms.ChoiceField(
        label=_("变更后的处理结果"), choices=[("", _("请选择")), *RESULTS], required=False
    )
    redo_by = day_field(_("重新办理的最后期限"), _("撤销、责令重新办理的，照意见书填。"), required=False)
    number = forms.CharField(
        label=_("区外机关意见书的文号"),
        max_length=60,
        error_messages={"required": _("请填写区外机关意见书的文号。")},
    )

    def prepare(self) -> None:
        """Only what the step needs."""
        step, _low, level = self.verb.partition("_")
        matter = self.asked.case.matter
        shown = {"done_on", "text", *REVIEWS[step]}
        self.fields["text"].label = TEXTS[step]
        if step != "withdraw":
            meant(self.fields["text"])
        review = running(matter.pk)
        if review is None or not review.reviewer_name:
            shown.discard("number")
        if "organ" in shown:
            suggested = proposal(matter, LEVELS[level], timezone.localdate(last_act(matter)))
            name = reviewer_name(suggested.unit, self.names_then()) if suggested.unit else suggested.name
            self.fields["organ"].help_text = _t("照纸上写的；是%(unit)s的不用填。") % {"unit": name}
        self._keep(shown)

    def issuer(self) -> str:
        """The organ that was asked."""
        review = running(self.asked.case.matter.pk)
        if review is None or review.reviewer_unit is None:
            return review.reviewer_name if review else ""
        return reviewer_name(review.reviewer_unit, self.names_then())

    def said(self) -> PastReview:
        """What was typed."""
        data = dict(self.cleaned_data)
        grounds = tuple(data.pop("grounds", ()))
        return PastReview(verb=self.verb, grounds=grounds, **data)


REVIEWS = {
    "request": ("via", "organ", "late_reason", "excused_by"),
    "opine": ("result", "grounds", "changed_result", "redo_by", "number", "issued_by", "served_on"),
    "refuse": ("issued_by", "served_on"),
    "withdraw": (),
}


TEXTS = {
    "request": _("事实和理由"),
    "opine": _("意见书的内容"),
    "refuse": _("不予受理的理由"),
    "withdraw": _("说明"),
}


def form_of(verb: str) -> type[PastForm]:
    """The form of an act."""
    return PastReviewForm if verb in PAST else PastForm
