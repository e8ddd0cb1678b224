"""Special topics: the list, one with its figures, opening one, and what waits to be confirmed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from xinfang.casework.themes import actions, queries
from xinfang.faces.workbench.asking import attempt, pressed, refused_now
from xinfang.faces.workbench.topics.forms import EndForm, TakeBackForm, TopicForm
from xinfang.insight.topics.queries import overview
from xinfang.kernel import clock
from xinfang.registers.organisations.queries import holds_district
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope
from xinfang.registers.topics.actions import set_end
from xinfang.registers.topics.queries import SpecialTopic, special_topic, special_topics

__all__ = ["decide", "end", "new", "take_back", "topic", "topics", "waiting"]


def _load(pk: int) -> SpecialTopic:
    found = special_topic(pk)
    if found is None:
        raise Http404
    return found


def _kept(request: HttpRequest, pk: int) -> SpecialTopic:
    """A topic, for who keeps the topics of the district."""
    if not holds_district(request.scope, "edit_items"):  # type: ignore[attr-defined]
        raise Http404
    return _load(pk)


@require_safe
@door("see_matters")
def topics(request: HttpRequest) -> HttpResponse:
    """All topics, the newest first, with what was confirmed and what waits."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    counts = queries.counts(scope)
    rows = [(each, *counts.get(each.pk, (0, 0))) for each in special_topics()]
    context = {"rows": rows, "today": clock.today(), "may_edit": scope.may("edit_items")}
    return render(request, "workbench/topics/topics.html", context)


@require_safe
@door("see_matters")
def topic(request: HttpRequest, pk: int) -> HttpResponse:
    """How much by place and week, what is asked, who handles it, what was answered."""
    return _page(request, _load(pk))


def _page(request: HttpRequest, found: SpecialTopic, **wrong: forms.Form) -> HttpResponse:
    """The page; `wrong`: the forms that were refused."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    today = clock.today()
    confirmed, waiting = queries.counts(scope).get(found.pk, (0, 0))
    context: dict[str, Any] = {
        "topic": found,
        "areas": list(found.areas.order_by("path")),
        "told": overview(scope, found),
        "waiting": waiting,
        "looks_back": queries.looks_back(found.pk),
        "may_edit": scope.may("edit_items"),
        "keeps": holds_district(scope, "edit_items"),
        "end_form": EndForm(initial={"until": found.until or today}),
        "take_back_form": None if confirmed else TakeBackForm(),
        "form_has_errors": bool(wrong),
    }
    return render(request, "workbench/topics/topic.html", context | wrong)


@door("edit_items")
def new(request: HttpRequest) -> HttpResponse:
    """Open a topic; it looks back at what was registered in its period."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    by = scope.actor
    form = TopicForm(request.POST or None, initial={"since": clock.today()})
    if form.is_valid():
        entry, at = form.entry(), clock.now()
        made = attempt(form, lambda: actions.start(entry=entry, by=by, at=at))
        if made:
            topic, _all = made
            count = queries.counts(scope).get(topic.pk, (0, 0))[1]  # those in the actor's own sight
            sentence = ngettext(
                "专题已设立，有 %(n)d 件等着确认。", "专题已设立，有 %(n)d 件等着确认。", count
            )
            messages.success(request, sentence % {"n": count})
            return redirect("workbench:topics_topic", pk=topic.pk)
    context = {"form": form, "form_has_errors": bool(form.errors)}
    return render(request, "workbench/topics/topic_form.html", context)


@require_POST
@door("edit_items")
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Say until when it lasts; a topic is the district's, whoever opened it."""
    found, form = _kept(request, pk), EndForm(request.POST)
    by, at = request.scope.actor, clock.now()  # type: ignore[attr-defined]
    if form.is_valid():
        day = form.cleaned_data["until"]
        if attempt(form, lambda: set_end(topic_id=pk, until=day, by=by, at=at)):
            messages.success(request, _("已定下结束的日期。"))
            return redirect("workbench:topics_topic", pk=pk)
    return _later(request, found, form) or _page(request, found, end_form=form)


@require_POST
@door("edit_items")
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a topic that was opened wrongly."""
    found, form = _kept(request, pk), TakeBackForm(request.POST)
    why = form.cleaned_data["reason"] if form.is_valid() else ""
    by, at = request.scope.actor, clock.now()  # type: ignore[attr-defined]
    if not form.errors and attempt(form, lambda: actions.take_back(topic_id=pk, reason=why, by=by, at=at)):
        messages.success(request, _("专题已取消。"))
        return redirect("workbench:topics")
    return _later(request, found, form) or _page(request, found, take_back_form=form)


def _later(request: HttpRequest, found: SpecialTopic, form: forms.Form) -> HttpResponse | None:
    return refused_now(request, form, reverse("workbench:topics_topic", args=[found.pk]))


@require_safe
@door("edit_items")
def waiting(request: HttpRequest, pk: int) -> HttpResponse:
    """What a topic proposes itself on, to be confirmed or refused."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    newer, older = request.GET.get("newer", ""), request.GET.get("older", "")
    page = queries.waiting_ties(scope, pk, newer=newer, older=older)
    return render(request, "workbench/topics/waiting.html", {"topic": _load(pk), "page": page})


@require_POST
@door("edit_items")
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm or refuse those chosen; back to where the button stood."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    _load(pk)
    chosen = [int(tie) for tie in request.POST.getlist("tie") if tie.isascii() and tie.isdigit()]
    ids, belongs = queries.ties_in(scope, chosen[:200]), request.POST.get("do") == "confirm"
    if not ids:
        messages.error(request, _("请至少选一件。"))
    else:
        by, at = scope.actor, clock.now()
        sentence = _("已确认。") if belongs else _("已注明不属于这个专题。")
        pressed(request, lambda: actions.decide(tie_ids=ids, belongs=belongs, by=by, at=at), sentence)
    number = request.POST.get("matter", "")
    return redirect("workbench:matter", number=number) if number else redirect("workbench:topics_waiting", pk)
