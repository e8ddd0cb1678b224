"""The head's page of ratings: how many of each score for both bodies, and what was written."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from xinfang.casework.satisfaction.choices import BODIES, SCORES
from xinfang.casework.satisfaction.queries import Wanted, counts
from xinfang.casework.satisfaction.queries import ratings as find
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["ratings"]

ALL = [("", _("全部"))]


class Filter(forms.Form):
    """What is asked for; what cannot be read narrows nothing."""

    use_required_attribute = False
    body = forms.ChoiceField(label=_("被评价的"), choices=[*ALL, *BODIES], required=False)
    score = forms.ChoiceField(label=_("评价"), choices=[*ALL, *SCORES], required=False)
    since = forms.DateField(
        label=_("答复日期从"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"), required=False
    )
    until = forms.DateField(
        label=_("到"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"), required=False
    )


@require_safe
@door("see_ratings")
def ratings(request: HttpRequest) -> HttpResponse:
    """The ratings of the units in which the actor holds the right, newest first."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    form = Filter(request.GET)
    form.is_valid()
    said = form.cleaned_data
    wanted = Wanted(said.get("body") or "", said.get("score") or "", said.get("since"), said.get("until"))
    query = request.GET.copy()
    for cursor in ("newer", "older"):
        query.pop(cursor, None)
    page = find(scope, wanted, newer=request.GET.get("newer", ""), older=request.GET.get("older", ""))
    context = {"form": form, "counts": counts(scope, wanted), "page": page, "query": query.urlencode()}
    return render(request, "workbench/satisfaction/ratings.html", context)
