"""A matter brought to where an act is possible, by the acts that lead there."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from xinfang.casework.acts import actions as acts
from xinfang.casework.assignments import actions as assignments
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.models import Matter
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor

BY = Actor(None, "经办")
WHY = "属于规划建设局职权"


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch, at: Any, settings: Any, tmp_path: Any) -> None:
    """Pages act at the tests' moment."""
    monkeypatch.setattr(clock, "now", lambda: at)
    monkeypatch.setattr(clock, "today", lambda: at.date())
    settings.XINFANG_FILES = tmp_path


@pytest.fixture
def matter(
    now: None, district: SimpleNamespace, arrival: Callable[..., Any], at: Any
) -> Callable[..., Matter]:
    """matter("objected"): a letter registered by the district, with the street from "routed" on."""

    def make(stage: str = "registered", **changes: Any) -> Matter:
        told = intake.register(arrival(**changes), unit_id=district.root.pk, by=BY, at=at)
        lead(told.matter_id, stage, district, at)
        return Matter.objects.get(pk=told.matter_id)

    return make


# Stage -> the acts that lead there from routing on.
OBJECTED, ACCEPTED, SERVED = ("object",), ("accept",), ("accept", "opine", "serve")
STAGES: dict[str, tuple[str, ...]] = {
    "routed": (),
    "objected": OBJECTED,
    "kept": (*OBJECTED, "keep"),
    "disputed": (*OBJECTED, "escalate"),
    "accepted": ACCEPTED,
    "helped": (*ACCEPTED, "involve"),
    "assigned": ACCEPTED,
    "reported": (*ACCEPTED, "report_back"),
    "served": SERVED,
    "settled": (*SERVED, "conclude", "settle"),
}


def lead(pk: int, stage: str, district: SimpleNamespace, at: Any) -> None:
    """Walk the matter to a stage; later stages without their letters."""
    one: dict[str, Any] = {"matter_id": pk, "by": BY, "at": at}
    own: dict[str, Callable[[], int]] = {
        "object": lambda: assignments.object_to(**one, reason=WHY, suggested_unit_id=district.department.pk),
        "keep": lambda: assignments.keep(**one, reason="职责清单列在街道"),
        "escalate": lambda: assignments.escalate(**one, reason="两家都说不归自己管"),
        "involve": lambda: assignments.involve(**one, unit_id=district.other.pk, reason=""),
        "report_back": lambda: assignments.report_back(**one, text="已经办结。"),
    }
    verbs = STAGES.get(stage, ("withdraw",) if stage == "withdrawn" else ())
    if stage in STAGES:
        manner: Any = "assign" if stage in ("assigned", "reported") else "forward"
        due = at.date() + timedelta(days=36) if manner == "assign" else None
        acts.route(matter_ids=[pk], to_unit_id=district.street.pk, manner=manner, due_on=due, by=BY, at=at)
    for verb in verbs:
        if verb in own:
            own[verb]()
        else:
            acts.perform(verb=verb, matter_ids=[pk], by=BY, at=at)


@pytest.fixture
def as_(client: Any, posted: Callable[..., Any], district: SimpleNamespace) -> Callable[..., Any]:
    """Sign in: as_("handler", "street")."""
    known: dict[tuple[str, str], Any] = {}

    def sign_in(role: str, unit: str = "root") -> Any:
        key = (role, unit)
        if key not in known:
            known[key] = posted(role, getattr(district, unit), f"{role} of {unit}")
        client.force_login(known[key])
        return client

    return sign_in


def page(matter: Matter, verb: str = "") -> str:
    """The address of a case, or of an act on it."""
    if verb:
        return reverse("workbench:matter_act", args=[matter.number, verb])
    return reverse("workbench:matter", args=[matter.number])
