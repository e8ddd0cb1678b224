"""Asking for review or re-review by code: what and why, and the day by which it must be asked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from xinfang.casework.intake.queries import Followed
from xinfang.casework.reviews import actions
from xinfang.casework.reviews.queries import Askable
from xinfang.faces.portal.entering import behind_code, citizen
from xinfang.faces.portal.offering import may_ask
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal

__all__ = ["review"]


@dataclass(frozen=True)
class Level:
    """One level in words: its name, the last day, who decides, what is said when it is too late."""

    ask: Callable[..., int]
    title: Promise | str
    until: Promise | str
    before: Promise | str
    late: Promise | str


LEVELS = {
    "review": Level(
        actions.request_review,
        _("申请复查"),
        _("最迟 %(day)s可以申请复查。"),
        _("由%(unit)s复查，不由原来办的单位。"),
        _("申请复查的期限已在 %(day)s届满，不能在这里申请了。"),
    ),
    "rereview": Level(
        actions.request_rereview,
        _("申请复核"),
        _("最迟 %(day)s可以申请复核。"),
        _("由%(unit)s复核，不由原来办的单位。"),
        _("申请复核的期限已在 %(day)s届满，不能在这里申请了。"),
    ),
}


def _text(label: Any, most: int, rows: int) -> forms.CharField:
    """What is too long is told where more can be said."""
    told = _("最多 %(limit_value)d 个字，现在有 %(show_value)d 个。请写短一些，详细材料以后用“补充材料”交。")
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, required=False, max_length=most, widget=widget, error_messages={"max_length": told}
    )


class ReviewForm(forms.Form):
    """What one does not accept and why; what one wants. How much must be said is a rule of the room."""

    facts = _text(_("您对答复的哪些地方不服，为什么"), 5000, 6)
    demand = _text(_("您要求怎么处理（可以不填）"), 2000, 3)


@require_http_methods(["GET", "POST"])
@behind_code
def review(request: HttpRequest, followed: Followed) -> HttpResponse:
    """Ask for the level that is open; who comes too late is told so, and where to go with a good reason."""
    asked = may_ask(followed, clock.today())
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if asked is None:
        return _cannot_be_asked(request, followed, form)
    if asked.open and form.is_valid() and _asked_for(request, followed, asked, form):
        messages.success(request, _t("您的申请已经收到。到了时间没有答复的，可以打电话催问。"))
        return redirect("portal:case", followed.number)
    told = {"followed": followed, "asked": asked, "form": form, "form_has_errors": bool(form.errors)}
    return render(request, "portal/review.html", told | _words(asked))


def _cannot_be_asked(request: HttpRequest, followed: Followed, form: ReviewForm) -> HttpResponse:
    """Back to the matter; whoever has typed something (in a second window) is told, and keeps it."""
    if not any(request.POST.get(name, "").strip() for name in form.fields):
        return redirect("portal:case", followed.number)
    return render(request, "portal/review_kept.html", {"followed": followed, "form": form}, status=409)


def _words(asked: Askable) -> dict[str, str]:
    """The level in words, with day and reviewer."""
    level = LEVELS[asked.level]
    day = date_format(asked.due_on, _t("Y年n月j日")) if asked.due_on else ""
    return {
        "title": str(level.title),
        "until": str(level.until) % {"day": day} if day else "",
        "before": str(level.before) % {"unit": asked.before} if asked.before else "",
        "late": str(level.late) % {"day": day},
    }


def _asked_for(request: HttpRequest, followed: Followed, asked: Askable, form: ReviewForm) -> bool:
    said: dict[str, Any] = form.cleaned_data
    now = clock.now()
    told = actions.Request(
        received_at=now,
        via="online",
        facts=said["facts"],
        demand=said["demand"],
        petition_id=followed.petition_id if followed.further else None,
    )
    try:
        LEVELS[asked.level].ask(matter_id=followed.matter_id, asked=told, by=citizen(request), at=now)
    except Refusal as refusal:
        for field, sentences in refusal.by_field().items():
            form.add_error(field if field in form.fields else None, sentences)
        return False
    return True
