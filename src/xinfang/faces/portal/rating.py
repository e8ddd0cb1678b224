"""Rating: two bodies on one page, each with three answers and room for own words."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from xinfang.casework.intake.queries import Followed
from xinfang.casework.satisfaction import actions
from xinfang.casework.satisfaction.choices import REASONS, SCORES
from xinfang.casework.satisfaction.queries import Rateable, rateable
from xinfang.casework.satisfaction.rules import Answer
from xinfang.faces.portal.entering import behind_code, citizen
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal

__all__ = ["rate"]


class BodyForm(forms.Form):
    """One body. What must be there is a rule of the room, said by it."""

    score = forms.ChoiceField(label=_("您满意吗"), choices=SCORES, required=False, widget=forms.RadioSelect)
    kinds = forms.MultipleChoiceField(
        label=_("哪些方面不满意"), choices=REASONS, required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(
        label=_("请写明是什么地方不满意"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def answer(self, body: str) -> Answer:
        """What was given; a choice that there is none of is none."""
        said = self.cleaned_data
        return Answer(body, said.get("score", ""), said.get("reason", ""), tuple(said.get("kinds") or ()))


@require_http_methods(["GET", "POST"])
@behind_code
def rate(request: HttpRequest, followed: Followed) -> HttpResponse:
    """The answer that was chosen, else the newest that may be rated; what was rated is shown, for good."""
    answers = rateable(followed.petition_id, clock.today(), followed.matter_id)
    asked = _chosen(request, answers)
    data = request.POST if request.method == "POST" else None
    forms_by_body = _forms(asked, data)
    if asked and data is not None and _rated(request, followed, asked, forms_by_body):
        return redirect("portal:rate", followed.number)
    context = {
        "followed": followed,
        "asked": asked,
        "bodies": [(each, forms_by_body[each.body]) for each in asked.bodies] if asked else [],
        "given": [each for each in answers if each.given],
        "form_has_errors": any(form.errors for form in forms_by_body.values()),
    }
    late = data is not None and asked is None
    if late:
        messages.error(request, _too_late(request))
    return render(request, "portal/rate.html", context, status=409 if late else 200)


def _too_late(request: HttpRequest) -> str:
    """What was sent from a second window, after the rating: said, with the words that were not kept."""
    typed = (str(text).strip() for name, text in request.POST.items() if name.endswith("-reason"))
    sent = [text for text in typed if text]
    told = _t("这次答复您已经评价过了，每次答复评价一回；这一份没有记下。")
    return told + (_t("您写的是：%(words)s") % {"words": "；".join(sent)} if sent else "")


def _chosen(request: HttpRequest, answers: Sequence[Rateable]) -> Rateable | None:
    """What the page was opened for stays what is rated, whatever was answered since."""
    said = request.POST.get("answer") or request.GET.get("answer", "")
    return next((each for each in answers if each.open and said in ("", str(each.invitation_id))), None)


def _forms(asked: Rateable | None, data: Any) -> dict[str, BodyForm]:
    bodies = asked.bodies if asked else ()
    return {each.body: BodyForm(data, prefix=each.body) for each in bodies}


def _rated(request: HttpRequest, followed: Followed, asked: Rateable, bound: dict[str, BodyForm]) -> bool:
    for form in bound.values():
        form.is_valid()
    try:
        actions.rate(
            invitation_id=asked.invitation_id,
            petition_id=followed.petition_id,
            answers=[form.answer(body) for body, form in bound.items()],
            by=citizen(request),
            at=clock.now(),
        )
    except Refusal as refusal:
        return not _placed(refusal, bound)
    messages.success(request, _t("谢谢，您的评价已经记下。"))
    return True


def _placed(refusal: Refusal, bound: dict[str, BodyForm]) -> bool:
    """Put each sentence at its field; False when it is about none: somebody else's post came first."""
    placed = False
    for field, sentences in refusal.by_field().items():
        body, _dash, name = field.partition("-")
        if body in bound and name:
            bound[body].add_error(name, sentences)
            placed = True
    return placed
