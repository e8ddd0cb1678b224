"""Every address of the project, from the resolver, with the parameters that the sample office gives it."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from xinfang.insight.statistics.registry import load as measures

__all__ = ["OURS", "addresses", "named", "parameters"]

REVIEWS = ("review", "take", "decide", "refuse", "serve", "facts")
REPORTS = ("report", "photo", "check")
ITEMS = ("", "_act", "_pdf", "_dispatch", "_receipt", "_feedback")
PAPERS = ("pdf", "docx", "number", "receipt", "photo", "service")
OURS = ("workbench:", "exchange:", "portal:")  # the faces; a parameter of theirs without a sample is a fault

PORTAL = (
    "case",
    "leave",
    "rate",
    "information",
    "withdraw",
    "withdrawal_form",
    "consent",
    "review",
    "documents",
    "written",
)


def named(
    patterns: list[Any] | None = None, space: str = "", asked: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each named address with the names of its parameters."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        inner = (*asked, *each.pattern.regex.groupindex)
        if isinstance(each, URLResolver):
            yield from named(
                each.url_patterns, f"{space}{each.namespace}:" if each.namespace else space, inner
            )
        elif isinstance(each, URLPattern) and each.name:
            yield space + each.name, inner


def parameters(sample: SimpleNamespace) -> dict[str, dict[str, Any]]:
    """What to put into an address, by its name. A new address with parameters needs a line here."""
    case = {"number": sample.waiting}
    batch = {"uid": sample.batch}
    imports = ("batch", "match", "progress", "resume", "revert", "discard", "refused")
    draft = {"number": sample.routed, "pk": sample.draft}
    plan, day = {"pk": sample.plan}, {"pk": sample.reception}
    receptions: dict[str, dict[str, Any]] = {
        **{"plan": plan, "report": plan, "plan_act": {**plan, "verb": "submit"}},
        **{"day": day, "packet": day, "day_act": {**day, "verb": "arrive"}},
        **{"notice": {"pk": sample.month_notice}, "notice_print": {"pk": sample.month_notice}},
        **{name: {"pk": sample.place} for name in ("tick", "correct", "photo")},
        "arrival": {"pk": sample.arrival},
        "arrival_act": {"pk": sample.arrival, "verb": "call"},
    }
    network = sample.network
    return {
        **{f"workbench:bulletins_{step}": {"pk": network.report} for step in REPORTS},
        **{f"workbench:bulletins_item{step}": {"pk": network.sent} for step in ITEMS},
        **{
            f"workbench:topics_{step}": {"pk": network.topic}
            for step in ("topic", "end", "take_back", "waiting", "decide")
        },
        "workbench:meetings_meeting": {"pk": network.held},
        "workbench:meetings_hold": {"pk": network.planned},
        "workbench:meetings_cancel": {"pk": network.planned},
        "workbench:meetings_correct": {"pk": network.held},
        "workbench:meetings_add": {"pk": network.held},
        "workbench:meetings_correct_decision": {"pk": network.owed},
        "workbench:meetings_revoke": {"pk": network.owed},
        "workbench:meetings_answer": {"pk": network.owed},
        "workbench:meetings_check": {"pk": network.answered},
        "workbench:bulletins_recall": {"pk": network.report},
        "workbench:bulletins_again": {"pk": network.returned},
        "workbench:bulletins_read": {"pk": network.report, "unit": sample.unit},
        "workbench:bulletins_item_edit": {"pk": network.item},
        "workbench:bulletins_item_sign": {"pk": network.submitted},
        "workbench:bulletins_circular": {"pk": network.circular},
        "workbench:bulletins_circular_withdraw": {"pk": network.circular},
        "workbench:bulletins_circular_answer": {"pk": network.circular, "duty": network.duty},
        **{f"exchange:import_{step}": batch for step in imports},
        **{f"workbench:reviews_{step}": {"pk": sample.review} for step in REVIEWS},
        **{f"workbench:paper_{step}": {"number": sample.routed, "pk": sample.slip} for step in PAPERS},
        "workbench:instructions_on": case,
        "workbench:instructions_one": {"pk": sample.instruction},
        "workbench:instructions_act": {"pk": sample.instruction, "verb": "give"},
        **{f"workbench:receptions_{name}": given for name, given in receptions.items()},
        **dict.fromkeys(
            (
                "workbench:campaigns_one",
                "workbench:campaigns_change",
                "workbench:campaigns_close",
                "workbench:campaigns_reopen",
            ),
            {"pk": sample.campaign},
        ),
        "workbench:campaigns_arrivals": {"pk": sample.campaign, "which": "settled"},
        "portal:book": {"pk": sample.reception},
        "portal:hall_of": {"unit": sample.unit},
        "workbench:supervision_order": {"pk": sample.order},
        "workbench:supervision_file": {"pk": sample.order, "step_id": 1},
        "workbench:supervision_step": {"pk": sample.order, "name": "reply"},
        "workbench:supervision_proposal": {"pk": sample.proposal},
        "workbench:matter_supervise": {"number": sample.routed},
        "workbench:backlog_list": {"pk": sample.backlog},
        "workbench:backlog_case": {"pk": sample.backlog_case},
        "workbench:backlog_step": {"pk": sample.backlog_case, "name": "remove"},
        "workbench:matter_backlog": {"number": sample.routed},
        "workbench:outreach_visit": {"pk": sample.field_visit},
        "workbench:outreach_step": {"pk": sample.field_visit, "name": "hold"},
        "workbench:matter_visit": {"number": sample.routed},
        "workbench:sweeps_sweep": {"pk": sample.sweep},
        "workbench:sweeps_task": {"pk": sample.task},
        "workbench:sweeps_step": {"pk": sample.task, "name": "find"},
        "workbench:appraisal_scheme": {"pk": sample.scheme},
        "workbench:appraisal_step": {"pk": sample.scheme, "name": "close"},
        **{f"workbench:appraisal_{step}": {"pk": sample.card_line} for step in ("line", "object", "rule")},
        "workbench:appraisal_check": {"number": sample.followed.done.number},
        "workbench:upward_notice": {"pk": sample.upward},
        "workbench:upward_step": {"pk": sample.upward, "name": "check"},
        "workbench:indicators_one": {"pk": sample.indicator},
        "workbench:sweeps_stop": {"pk": sample.finding},
        "workbench:sweeps_strike": {"pk": sample.finding},
        "workbench:settings_template": {"key": "letter"},
        "workbench:settings_template_reset": {"key": "letter"},
        "workbench:settings_module": {"pk": sample.module},
        "workbench:settings_module_delete": {"pk": sample.module},
        "workbench:register_cell": {"cell": "group_visit"},
        "workbench:receipt": case,
        **{
            f"workbench:reports_{step}": {"pk": sample.report}
            for step in ("report", "write", "differences", "act", "issue")
        },
        "workbench:reports_text": {"kind": "chapter"},
        "workbench:reports_file": {"pk": sample.report, "ending": "md"},
        "workbench:reports_chart": {"pk": sample.report, "chart": "month", "ending": "svg"},
        "workbench:figures_data": {"chart": "months"},
        "workbench:figures_cases": {"key": next(iter(measures()))},
        "workbench:analysis_file": {"page": "cross", "kind": "xlsx"},
        "workbench:analysis_view": {"uid": sample.analysis},
        "workbench:analysis_drop": {"uid": sample.analysis},
        "workbench:settings_unit": {"pk": sample.unit},
        "workbench:settings_person": {"pk": sample.clerk},
        "workbench:settings_calendar_year": {"year": 2026},
        **{f"portal:{name}": case for name in PORTAL},
        "portal:write_step": {"step": "what"},
        "portal:document": {**case, "pk": 1},
        "workbench:matter": case,
        "workbench:matter_complained": case,
        "workbench:matter_act": {**case, "verb": "forward"},
        "workbench:matter_past": case,
        "workbench:matter_past_act": {**case, "verb": "forward"},
        "workbench:matter_mark": case,
        "workbench:matter_callback": case,
        "workbench:matter_people": case,
        "workbench:matter_attach": case,
        "workbench:matter_file": {**case, "pk": sample.file},
        "workbench:letter_new": {"number": sample.routed, "what": "direct"},
        "workbench:letter_keep": {"number": sample.routed},
        "workbench:letter": draft,
        "workbench:letter_preview": draft,
        "workbench:letter_sign": {**draft, "pk": sample.submitted},
        "workbench:worklist_view_delete": {"uid": sample.view},
        "workbench:worklist_export_take": {"uid": sample.prepared},
        "workbench:notices_one_read": {"uid": sample.notice},
        "workbench:deliveries_one_retry": {"uid": sample.delivery},
        "workbench:deliveries_one_withdraw": {"uid": sample.delivery},
    }


def addresses(sample: SimpleNamespace) -> dict[str, str]:
    """Name -> path of all addresses that can be made; those of others with parameters are left out."""
    known = parameters(sample)
    return {
        name: reverse(name, kwargs=known.get(name, {}))
        for name, asked in named()
        if not asked or name in known
    }
