"""Adding information, saying that the petition is to be withdrawn, and choosing how to be told."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from xinfang.casework.intake.queries import Followed
from xinfang.casework.petitions import actions
from xinfang.casework.petitions.queries import agreed, wants_to_withdraw
from xinfang.faces.portal.entering import behind_code, citizen
from xinfang.faces.portal.offering import may_withdraw
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal

__all__ = ["consent", "information", "withdraw", "withdrawal_form"]


class ManyFiles(forms.ClearableFileInput):
    """A field for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """All files that were chosen, as (name, open file)."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Each by itself; none is fine."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [(each.name, each.file) for each in given]


class InformationForm(forms.Form):
    """Words, files, and a key by which a form that is sent twice is known."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(label=_("补充的内容"), required=False, widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Not as an attribute of the class: a form has one of this name already, for what was uploaded.
        self.fields["files"] = FilesField(
            label=_("照片、文件"),
            required=False,
            help_text=_("可以选几个，一次最多 5 个，每个不超过 50 MB。图片、PDF、Word、录音都可以。"),
        )


class WithdrawForm(forms.Form):
    """Why, if one wants to say."""

    reason = forms.CharField(
        label=_("为什么撤回（可以不填）"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class ConsentForm(forms.Form):
    """By which ways."""

    sms = forms.BooleanField(label=_("发短信"), required=False)
    email = forms.CharField(
        label=_("邮箱"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    service = forms.BooleanField(label=_("文书也可以这样送达给我"), required=False)


@require_http_methods(["GET", "POST"])
@behind_code
def information(request: HttpRequest, followed: Followed) -> HttpResponse:
    """Words and files for those who work on it."""
    form = InformationForm(initial={"form_key": uuid.uuid4()})
    if request.method == "POST":
        form = InformationForm(request.POST, request.FILES)
        if form.is_valid() and _added(request, followed, form):
            messages.success(request, _t("已经补充到您的信访件里，办理的人会看到。"))
            return redirect("portal:case", followed.number)
    return _page(request, "portal/information.html", followed, form)


@require_http_methods(["GET", "POST"])
@behind_code
def withdraw(request: HttpRequest, followed: Followed) -> HttpResponse:
    """The wish is noted; what withdraws is the signed request."""
    if not may_withdraw(followed, clock.today()):
        return redirect("portal:case", followed.number)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _asked_for(request, followed, form):
        return redirect("portal:withdraw", followed.number)
    asked = wants_to_withdraw(followed.own_matter_id)
    return _page(request, "portal/withdraw.html", followed, form, asked=asked)


@require_safe
@behind_code
def withdrawal_form(request: HttpRequest, followed: Followed) -> HttpResponse:
    """The request on paper, to be signed: number and matter, room for name and date, never the code."""
    if not wants_to_withdraw(followed.own_matter_id):
        return redirect("portal:withdraw", followed.number)
    return render(request, "portal/withdrawal_form.html", {"followed": followed})


@require_http_methods(["GET", "POST"])
@behind_code
def consent(request: HttpRequest, followed: Followed) -> HttpResponse:
    """By text message, by e-mail, or not at all."""
    standing = agreed(followed.petition_id)
    form = ConsentForm(initial={"sms": standing.sms, "service": standing.service})
    if request.method == "POST":
        form = ConsentForm(request.POST)
        if form.is_valid() and _agreed(request, followed, form):
            messages.success(request, _t("已经记下。"))
            return redirect("portal:consent", followed.number)
    return _page(request, "portal/consent.html", followed, form, standing=standing)


def _page(
    request: HttpRequest, template: str, followed: Followed, form: forms.Form, **more: Any
) -> HttpResponse:
    context = {"followed": followed, "form": form, "form_has_errors": bool(form.errors), **more}
    return render(request, template, context)


def _added(request: HttpRequest, followed: Followed, form: InformationForm) -> bool:
    said = form.cleaned_data
    return _tried(
        form,
        actions.add_information,
        petition_id=followed.petition_id,
        matter_id=followed.own_matter_id,
        form_key=said["form_key"] or uuid.uuid4(),
        text=said["text"],
        files=said["files"],
        by=citizen(request),
    )


def _asked_for(request: HttpRequest, followed: Followed, form: WithdrawForm) -> bool:
    return _tried(
        form,
        actions.ask_withdrawal,
        petition_id=followed.petition_id,
        matter_id=followed.own_matter_id,
        reason=form.cleaned_data["reason"],
        by=citizen(request),
    )


def _agreed(request: HttpRequest, followed: Followed, form: ConsentForm) -> bool:
    said = form.cleaned_data
    if "stop" in request.POST:
        return _tried(form, actions.withdraw_consent, petition_id=followed.petition_id, by=citizen(request))
    return _tried(
        form,
        actions.consent,
        petition_id=followed.petition_id,
        sms=said["sms"],
        email=said["email"],
        service=said["service"],
        language=get_language() or "zh-hans",
        by=citizen(request),
    )


def _tried(form: forms.Form, act: Any, **values: Any) -> bool:
    """Do an action now; what it refuses stands at its field."""
    try:
        act(at=clock.now(), **values)
    except Refusal as refusal:
        for field, sentences in refusal.by_field().items():
            form.add_error(field if field in form.fields else None, sentences)
        return False
    return True
