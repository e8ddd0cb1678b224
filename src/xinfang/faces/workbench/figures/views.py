"""The figures of a period, the cases behind each, and the charts' data as a file."""

import csv
from functools import partial
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from xinfang.faces.workbench.figures import asked as asking
from xinfang.faces.workbench.figures.charts import CHARTS, classes, months, units
from xinfang.faces.workbench.figures.since import moved_since
from xinfang.faces.workbench.figures.words import both_in_words, counts_own, in_words, share
from xinfang.insight.statistics import books, changes, periods, queries, registry
from xinfang.insight.statistics.coverage import noughts_around, untold
from xinfang.insight.statistics.handled import below, called
from xinfang.insight.statistics.listing import listed
from xinfang.insight.statistics.outside import outside
from xinfang.insight.statistics.rows import one_look
from xinfang.insight.statistics.rows import rows as statistics_rows
from xinfang.insight.statistics.sources import of_its_time
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["cases", "data", "evened", "figures"]

Section = tuple[str, list[Any]]


@door("see_figures")
@one_look()
def figures(request: HttpRequest) -> HttpResponse:
    """The grid of numbers with last year's, the months, the classes, the units."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    asked, refusal = _asked(request, scope)
    sections = _sections(scope, asked)
    context = {
        "asked": asked,
        "before": asked.period.a_year_before(clock.today()),
        "preceding": asked.period.previous(clock.today()),
        "refusal": refusal,
        "totals": sections[0],
        **_laid_out(sections[1:]),
        "eleven": _eleven_months(scope, asked),
        "outside": outside(asked.period),
        "months": months(scope, asked),
        "classes": classes(scope, asked),
        "units": units(scope, asked),
        "years": asking.years(),
        "stretches": asking.stretches(),
        "unit_choices": asking.unit_choices(scope, asked.period),
        "cut_off": clock.now(),
    }
    return render(request, "workbench/figures/figures.html", context, status=400 if refusal else 200)


def _asked(request: HttpRequest, scope: Scope) -> tuple[asking.Asked, str]:
    """What was asked for; a wrong wish gives this year, and the sentence that says what is wrong."""
    try:
        return asking.read(request.GET, scope), ""
    except Refusal as refused:
        return asking.Asked(periods.year(clock.today().year), None, "", "year"), str(refused)


def _sections(scope: Scope, asked: asking.Asked) -> list[Section]:
    """Sections of (figure, change, changes in words, share in words)."""
    compared = changes.compared(scope, asked.period, asked.unit_id, clock.today())
    rows = [(each.figure, each.change, both_in_words(each), share(each.figure)) for each in compared]
    return [(name, list(group)) for name, group in groupby(rows, key=lambda row: row[0].section)]


def _laid_out(sections: list[Section]) -> dict[str, Any]:
    """What the page is made of, in order; sections with numbers in two columns, those without any folded."""
    said = [each for each in sections if any(row[0].value or row[1].before for row in each[1])]
    return {"contents": sections, "columns": evened(said), "bare": [e for e in sections if e not in said]}


def evened(sections: list[Section]) -> list[list[Section]]:
    """Two columns of about one height: each section goes, in its turn, into the shorter one."""
    columns: list[list[Section]] = [[], []]
    for section in sections:
        # A head is about as high as one measure.
        min(columns, key=lambda column: sum(len(rows) + 1 for _name, rows in column)).append(section)
    return columns


def _eleven_months(scope: Scope, asked: asking.Asked) -> str:
    """The comparison that a chapter prints; nothing for parts of a year, or without a year before."""
    if asked.period.kind != "year":
        return ""
    change = changes.eleven_months(scope, asked.period, asked.unit_id, clock.today())
    if change is None or change.percent is None:
        return ""
    words = _("1—11月来信来访总量（信加人次）%(now)d，上年同期 %(before)d，%(change)s。")
    return words % {"now": change.now, "before": change.before, "change": in_words(change)}


@door("see_figures")
def cases(request: HttpRequest, key: str) -> HttpResponse:
    """Exactly the cases that a figure counts; those closed to the actor are told as a number."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    within = asking.within(request.GET)
    measure = registry.load().get(key)
    if measure is None:
        raise Http404
    try:
        asked = asking.read(request.GET, scope)
        measure = called(measure, part=below(scope, asked.unit_id))
        found = queries.cases(scope, key, asked.period, asked.unit_id, within)
        names = asking.part_names(within, asked.period)
    except Refusal as refusal:
        return _refused(request, measure.name, refusal)
    if measure.subject in books.BOOKS:
        return _book(request, asked, measure, found, within)
    context = {
        **_head(asked, measure, queries.value_in(scope, key, asked.period, asked.unit_id, within), found),
        "sees_accusations": scope.reach("see_accusations") != frozenset(),
        "part_name": " · ".join(names),
        "moved_since": moved_since(scope, request.GET, key),
        "words": _words(request, asked, within),
        **_opened(request, found, asked),
    }
    return render(request, "workbench/figures/cases.html", context)


def _opened(request: HttpRequest, found: Any, asked: asking.Asked) -> dict[str, Any]:
    """A page of those cases that the actor may open; how many there are, and how many are closed."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    opened, count = queries.openable_cases(scope, found), found.count()
    newer, older = request.GET.get("newer", ""), request.GET.get("older", "")
    page = listed(scope, opened, newer=newer, older=older, day=asked.period.last)
    return {"count": count, "closed": count - opened.count(), "page": page}


def _book(
    request: HttpRequest, asked: asking.Asked, measure: registry.Measure, found: Any, within: asking.Within
) -> HttpResponse:
    """The rows of a book that a figure counts, in words; of what nobody told us yet, from when to when."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    value = queries.value_in(scope, measure.key, asked.period, asked.unit_id, within)
    in_book = partial(statistics_rows, scope, subject=measure.subject, unit_id=asked.unit_id)
    missing = untold(measure, in_book(asked.period), asked.period)
    around = noughts_around(measure, in_book, asked.period) if missing and not value else []
    missing = [] if around else missing
    context = {
        **_head(asked, measure, None if missing and not value else value, found),
        "counts_own": counts_own(scope, asked.unit_id, measure),
        "missing": missing,
        "around": around,
        "moved_since": moved_since(scope, request.GET, measure.key),
        "part_name": " · ".join(asking.part_names(within, asked.period)),
        "words": _words(request, asked, within),
        "count": found.count(),
        "page": books.listed(
            scope, measure.subject, found, request.GET.get("newer", ""), request.GET.get("older", "")
        ),
    }
    return render(request, "workbench/figures/book.html", context)


def _head(asked: asking.Asked, measure: registry.Measure, value: Any, found: Any) -> dict[str, Any]:
    """What stands over a list: the figure; of a rate its numerator too, whose cases are those of the list."""
    source, rate = of_its_time(str(measure.source), asked.period), measure.kind == registry.RATE
    head = {"asked": asked, "measure": measure, "value": value, "source": source}
    if not rate:
        return head
    return head | {"counted": queries.known(measure.of), "counted_value": queries.value_of(measure.of, found)}


def _words(request: HttpRequest, asked: asking.Asked, within: asking.Within) -> str:
    """What the addresses of the pages keep: period and unit, the parts, and the report that led here."""
    report = request.GET.get("report")
    led = {"report": report} if report else {}
    return "&".join(filter(None, (asked.query, urlencode(asking.words(within) | led))))


def _refused(request: HttpRequest, asked_for: object, refusal: Refusal) -> HttpResponse:
    """What an address asks for that makes no sense, in words, with the way back."""
    context = {"asked_for": asked_for, "refusal": str(refusal)}
    return render(request, "workbench/figures/refused.html", context, status=400)


@door("see_figures")
def data(request: HttpRequest, chart: str) -> HttpResponse:
    """The numbers of a chart as CSV (UTF-8 with a mark, so that spreadsheets read it)."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    if chart not in CHARTS:
        raise Http404
    try:
        asked = asking.read(request.GET, scope)
    except Refusal as refusal:
        return _refused(request, _("下载数据 CSV"), refusal)
    table = CHARTS[chart](scope, asked)
    name = f"{asked.period.label}-{table.head[0]}.csv"
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response = HttpResponse(
        "\ufeff", content_type="text/csv; charset=utf-8", headers={"Content-Disposition": disposition}
    )
    writer = csv.writer(response)
    writer.writerow(table.head)
    writer.writerows([_harmless(title), *(value for value, _link in cells)] for title, cells in table.rows)
    return response


def _harmless(name: str) -> str:
    """A name that begins like a formula must not become one in a spreadsheet."""
    return f"'{name}" if name[:1] in "=+-@\t" else name
