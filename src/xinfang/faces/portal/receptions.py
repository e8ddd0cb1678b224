"""Reception days for everybody: the plan, a calendar feed, booking a place, the screen of the hall."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xinfang.casework.petitions.heads import REPRESENTATIVES
from xinfang.casework.receptions import actions, queries
from xinfang.casework.receptions.actions import Wish
from xinfang.casework.rota.queries import published_day, resting
from xinfang.faces.portal import feeding
from xinfang.faces.portal.throttle import booked as booked_from
from xinfang.faces.portal.throttle import let_in_booking
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.kernel.requests import origin_of
from xinfang.registers.organisations.queries import district, in_force

__all__ = ["book", "booked", "cancel", "feed", "hall", "receptions"]

KEPT = 30  # bookings of a browser that it is reminded of
MANY = _("一次最多来 5 人；多人反映同一件事的，请推选不超过五名代表来。")
REFRESH = "8"  # seconds; the screen of the hall draws itself anew


class BookingForm(forms.Form):
    """Who comes, about what."""

    use_required_attribute = False
    form_key = forms.UUIDField(
        required=False, widget=forms.HiddenInput,
        error_messages={"invalid": _("这一页已经旧了，请刷新后再填一次。")},
    )  # fmt: skip
    subject = forms.CharField(
        label=_("您要反映什么"), max_length=120, help_text=_("一句话就可以，例如：小区物业收费不公示。"),
        error_messages={"required": _("请用一句话写明要反映什么。")},
    )  # fmt: skip
    head_count = forms.IntegerField(
        label=_("来几个人"), initial=1, max_value=REPRESENTATIVES,
        widget=forms.NumberInput({"min": 1, "max": REPRESENTATIVES, "inputmode": "numeric"}),
        help_text=_("多人反映同一件事的，请推选不超过五名代表。"),
        error_messages={"required": _("请写明几个人。"), "invalid": _("人数应是数字。"), "max_value": MANY},
    )  # fmt: skip
    number = forms.CharField(
        label=_("信访件编号"),
        required=False,
        max_length=24,
        help_text=_("以前反映过的，填回执上的编号；没有可以不填。"),
    )
    contact = forms.CharField(
        label=_("怎么称呼您，电话是多少"), max_length=120,
        help_text=_("有变动时好告诉您。只有窗口能看到，接访当天结束后删去。"),
        error_messages={"required": _("请写明怎么称呼、电话是多少，有变动时好告诉您。")},
    )  # fmt: skip


@login_not_required
@require_safe
def receptions(request: HttpRequest) -> HttpResponse:
    """The days of a year: who receives when and where, what was changed and why."""
    today = clock.today()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and 1949 <= int(asked) <= 2200 else today.year
    days = queries.published_days(date(year, 1, 1), date(year, 12, 31))
    changes = queries.changes_of(days)
    rest = {row.pk for row in resting(days, today)}
    rows = [(row, changes.get(row.pk, []), _open(row) and row.pk not in rest) for row in days]
    context = {
        "year": year,
        "years": [each for each in queries.published_years(today.year) if each != year],
        "plan": queries.published_plan(year),
        "coming": [each for each in rows if each[0].day >= today],
        "past": [each for each in rows if each[0].day < today],
        "today": today,
        "resting": rest,
    }
    return render(request, "portal/receptions.html", context)


@login_not_required
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The published days of this year and of the next as iCalendar (RFC 5545)."""
    today = clock.today()
    days = queries.published_days(date(today.year, 1, 1), date(today.year + 1, 12, 31))
    rest = {row.pk for row in resting(days, today)}
    text = feeding.calendar(days, queries.changes_of(days), rest)
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")


@login_not_required
@require_http_methods(["GET", "POST"])
def book(request: HttpRequest, pk: int) -> HttpResponse:
    """Book a place on a day to come."""
    found = published_day(pk)
    if found is None:
        raise Http404
    if (rests := bool(resting([found], clock.today()))) or not _open(found):
        return _no_booking(request, found, rests)
    posted = request.POST if request.method == "POST" else None
    form = BookingForm(posted, initial={"form_key": uuid4()})
    if form.is_bound and form.is_valid() and _booked(request, found.pk, form):
        return redirect("portal:booked")
    context = {"day": found, "form": form, "form_has_errors": bool(form.errors)}
    return render(request, "portal/book.html", context, status=422 if form.errors else 200)


@login_not_required
@require_safe
def booked(request: HttpRequest) -> HttpResponse:
    """The number, when and where, as it stands now, and what has changed since it was booked."""
    kept = request.session.get("booked")
    found = queries.booked(kept["pk"]) if kept else None
    if found is None:
        return redirect("portal:receptions")
    return render(request, "portal/booked.html", _booking(found))


@login_not_required
@require_POST
def cancel(request: HttpRequest) -> HttpResponse:
    """Give the place up again, from the browser that booked it."""
    kept = request.session.pop("booked", None)
    if kept:
        try:
            actions.cancel_booking(booking_id=kept["pk"], by=_by(request), at=clock.now())
        except Refusal as refusal:
            told = {"told": str(refusal), **_booking(queries.booked(kept["pk"]))}
            return render(request, "portal/booked.html", told, status=409)
    return redirect("portal:receptions")


@login_not_required
@require_safe
def hall(request: HttpRequest, unit: int | None = None) -> HttpResponse:
    """For a television: numbers and rooms of today's receptions, never a name; the district's, or a unit's
    that receives itself."""
    known = [district()] if unit is None else in_force(clock.today())
    whose = next((each for each in known if each and unit in (None, each.pk)), None)
    if unit and whose is None:
        raise Http404
    rows = queries.hall_days(clock.today(), whose.pk) if whose else []
    days = [(row, *queries.board(row.pk)) for row in rows]
    # Opened from the desk it is still a television's: no menu, and no message that belongs to another page.
    bare: dict[str, Any] = {"rail": None, "messages": ()}
    response = render(request, "portal/hall.html", {"days": days, "unit": whose, "now": clock.now(), **bare})
    response["Refresh"] = REFRESH
    return response


def _no_booking(request: HttpRequest, day: queries.ReceptionDay, rests: bool) -> HttpResponse:
    """Why a day takes no booking, and the next days that do."""
    told = {"day": day, "resting": rests, "today": clock.today(), **_others(day)}
    return render(request, "portal/no_booking.html", told, status=409)


def _booked(request: HttpRequest, pk: int, form: BookingForm) -> bool:
    data = form.cleaned_data
    if not let_in_booking(origin_of(request), pk):
        said = _t("从这里约这一天的已经很多，请稍后再试，或者打电话预约；当天直接来的，也会接待。")
        form.add_error(None, said)
        return False
    wish = Wish("portal", data["subject"], data["head_count"], data["contact"], data["number"])
    told = {"day_id": pk, "wish": wish, "by": _by(request), "at": clock.now(), "form_key": data["form_key"]}
    before = request.session.get("bookings", [])
    try:
        row = actions.book(**told, before=before)
    except Refusal as refusal:
        for field, sentences in refusal.by_field().items():
            form.add_error(field if field in form.fields else None, sentences)
        return False
    booked_from(origin_of(request), pk)
    request.session["booked"] = {"pk": row.pk}
    request.session["bookings"] = [*before, row.pk][-KEPT:]
    return True


def _booking(found: queries.Booking | None) -> dict[str, Any]:
    """A booking for its page, with other days when it does not hold any more."""
    assert found is not None
    context: dict[str, Any] = {"booked": found, "day": found.reception}
    context["changes"] = queries.changes_since(found)
    context["resting"] = resting([found.reception], clock.today())
    return context | _others(found.reception)


def _others(day: queries.ReceptionDay) -> dict[str, Any]:
    """The next days on which a place can be booked."""
    days = queries.published_days(clock.today(), date.max)
    shut = {day.pk, *(row.pk for row in resting(days, clock.today()))}
    return {"others": [row for row in days if _open(row) and row.pk not in shut][:3]}


def _open(day: queries.ReceptionDay) -> bool:
    """Whether a place can still be booked."""
    return day.state == "planned" and day.ends_at > clock.now()


def _by(request: HttpRequest) -> Actor:
    return Actor(None, _t("预约人"), origin=origin_of(request))
