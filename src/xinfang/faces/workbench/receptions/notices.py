"""A month's notice: its places with their ticks, and how it is printed."""

import io
from typing import Any

import segno
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from xinfang.casework.receptions import queries
from xinfang.casework.rota import actions as rota
from xinfang.casework.rota.published import LONGEST_REASON
from xinfang.casework.rota.queries import asks_renewal
from xinfang.casework.wording.known import issuer_name
from xinfang.faces.workbench.acts.page import day_field
from xinfang.faces.workbench.asking import done, refused_now
from xinfang.faces.workbench.receptions.loading import holds
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.registers.documents.queries import open_file
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["correct", "notice", "photo", "printed", "tick"]


class TickForm(forms.Form):
    """Since when it hangs, and a photo of it."""

    posted_on = day_field(_("张贴日期"))
    photo = forms.FileField(label=_("照片"), required=False)


class CorrectForm(forms.Form):
    """A tick as it should have been; a day that is left empty is taken back."""

    posted_on = day_field(_("张贴日期（空着就是没有张贴）"), required=False)
    renewed_on = day_field(_("换上新的日期"), required=False)
    photo = forms.FileField(label=_("另一张照片"), required=False)
    reason = forms.CharField(label=_("更正的原因"), max_length=LONGEST_REASON, required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # how the place stood on the page


@require_safe
@door("see_receptions")
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Where it is to hang, and where it does."""
    return render(request, "workbench/receptions/notice.html", _context(request, pk))


@require_safe
@door("see_receptions")
def printed(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice on paper: A4, or A3 as a poster."""
    size = "a3" if request.GET.get("size") == "a3" else "a4"
    return render(request, "workbench/receptions/notice_print.html", _context(request, pk) | {"size": size})


@require_POST
@door("see_receptions")
def tick(request: HttpRequest, pk: int) -> HttpResponse:
    """It hangs here: ticked by the office, or by the street or community itself."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    place = _own(scope, pk)
    form = TickForm(request.POST, request.FILES)

    def do(data: dict[str, Any]) -> str:
        on = data["posted_on"]
        rota.tick_place(place_id=pk, posted_on=on, by=scope.actor, at=clock.now(), **_photo(data))
        return gettext("已登记张贴。")

    if done(request, form, do):
        return redirect("workbench:receptions_notice", place.notice_id)
    context = _context(request, place.notice_id) | {"tick_form": form, "form_has_errors": True}
    return render(request, "workbench/receptions/notice.html", context, status=422)


@require_POST
@door("see_receptions")
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """A tick that was wrong is set right, by whoever may tick there; what stood stays readable."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    place = _own(scope, pk)
    form = CorrectForm(request.POST, request.FILES, auto_id=f"%s-{pk}")  # a form a place on one page

    def do(data: dict[str, Any]) -> str:
        told = {name: data[name] for name in ("posted_on", "renewed_on", "reason", "seen")}
        if "renewed_on" not in request.POST:  # asked for nothing, which is not to take it back
            told["renewed_on"] = place.renewed_on
        rota.correct_place(place_id=pk, by=scope.actor, at=clock.now(), **told, **_photo(data))
        return gettext("已更正，原来的登记保留在下面。")

    if done(request, form, do):
        return redirect("workbench:receptions_notice", place.notice_id)
    back = f"{reverse('workbench:receptions_notice', args=[place.notice_id])}#place-{pk}"
    if late := refused_now(request, form, back):
        return late
    wrong = {"tick_form": form, "correcting": place.pk, "form_has_errors": True}
    context = _context(request, place.notice_id) | wrong
    return render(request, "workbench/receptions/notice.html", context, status=422)


@require_safe
@door("see_receptions")
def photo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The photo that shows it hanging; `was`: the correction before which another one did."""
    place = queries.place_in(request.scope, pk)  # type: ignore[attr-defined]
    shown = _photo_of(place, request.GET.get("was", "")) if place else None
    if place is None or shown is None:
        raise Http404
    try:
        file = open_file(shown)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("workbench:receptions_notice", place.notice_id)
    response = FileResponse(io.BytesIO(file.data), filename=file.name, content_type=file.media_type)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _own(scope: Scope, pk: int) -> queries.NoticePlace:
    place = queries.place_in(scope, pk)
    if place is None or not _ticks(scope, place):
        raise Http404
    return place


def _photo(data: dict[str, Any]) -> dict[str, Any]:
    photo = data["photo"]
    return {"photo": photo, "photo_name": photo.name} if photo else {}


def _photo_of(place: queries.NoticePlace, was: str) -> int | None:
    """The file's id; of what stood before a correction, when `was` is its id."""
    if not was:
        return place.photo_id
    change = place.changes.filter(pk=int(was)).first() if was.isdecimal() else None
    return change.before.get("photo") if change else None


def _ticks(scope: Scope, place: queries.NoticePlace) -> bool:
    """The office that made it, and who works at the place."""
    at_place = place.unit_id is not None and holds(scope, "see_receptions", place.unit_id)
    return at_place or holds(scope, "plan_receptions", place.notice.plan.unit_id)


def _code(address: str) -> SafeString:
    """The address of the public page as an SVG, for a telephone's camera."""
    drawn = segno.make(address, error="m").svg_inline(omitsize=True, border=2, dark="#000", light="#fff")
    return mark_safe(drawn)  # noqa: S308 - made from our own address alone


def _context(request: HttpRequest, pk: int) -> dict[str, Any]:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = queries.notice_of(scope, pk)
    if found is None:
        raise Http404
    days = queries.days_of(found.plan, found.month)
    sees_plan, places = queries.plan_in(scope, found.plan_id) is not None, queries.places_of(found)
    address = settings.XINFANG_PUBLIC_ADDRESS or request.build_absolute_uri("/").rstrip("/")
    unit = found.plan.unit
    return {
        "changed": queries.changed_since(found),
        "sees_plan": sees_plan,
        "telephone": unit.telephone,
        "unit_page": reverse("workbench:settings_unit", args=[unit.pk]) if scope.may("manage_units") else "",
        "address": address + reverse("portal:receptions"),
        "qr": _code(address + reverse("portal:receptions")),
        "issuer": issuer_name(found.plan.unit),
        "notice": found,
        "days": [row for row in days if row.state != "cancelled"],
        "places": [(place, _ticks(scope, place)) for place in places if sees_plan or _ticks(scope, place)],
        "today": clock.today(),
        "renewed": found.pk in asks_renewal([found], clock.today()),
        "tick_form": TickForm(initial={"posted_on": clock.today()}),
    }
