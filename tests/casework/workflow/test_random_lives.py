"""Random people take random matters through their lives; a plain model says what must happen.

No forbidden act succeeds, no allowed one fails, and no duty of the law runs without its clock. More examples
with XINFANG_LIVES=20000.
"""

import os
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.transaction import Atomic
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from tests.casework.workflow.model import DUTIES, RIGHTS, VERBS, Model

from xinfang.casework.acts.actions import perform
from xinfang.casework.acts.queries import allowed
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake import actions as intake
from xinfang.casework.intake.arrivals import Arrival
from xinfang.casework.petitions.events import Terms
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.registers.organisations.models import Unit
from xinfang.registers.petitioners.entries import PersonEntry
from xinfang.registers.staff.models import Posting, User
from xinfang.registers.staff.scope import Scope, scope_of

EXAMPLES = int(os.environ.get("XINFANG_LIVES", "25"))
# Shrinking a life of forty acts can take minutes: only when somebody looks for the cause.
PHASES = (
    Phase.explicit,
    Phase.reuse,
    Phase.generate,
    *((Phase.shrink,) if "XINFANG_LIVES" in os.environ else ()),
)
START = datetime.fromisoformat("2026-03-02T09:00:00+08:00")
ROLES = (
    "clerk",
    "handler",
    "unit_head",
    "discipline_handler",
    "discipline_head",
    "office_head",
    "leader",
    "statistician",
    "reviewer",
)
UNITS = ("root", "lead", "below", "helper", "reviewer", "stranger")
LIVE = ("open", "stopped")


class Lives(RuleBasedStateMachine):
    """One matter, many hands."""

    atomic: Atomic | None = None

    def teardown(self) -> None:
        """Leave nothing."""
        if self.atomic:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)
            self.atomic = None

    @initialize(purpose=st.sampled_from(["request", "suggestion", "accusation"]), anonymous=st.booleans())
    def arrives(self, purpose: str, anonymous: bool) -> None:
        """A letter comes in."""
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.units = _units()
        self.scopes = {(role, unit): _scope(role, self.units[unit]) for role in ROLES for unit in UNITS}
        self.at = START
        people = () if anonymous else (PersonEntry(name="王小明", phone="139 1234 0217"),)
        letter = Arrival(
            cell="letter",
            received_at=self.at,
            title="墙体开裂",
            purpose=purpose,
            accused="unknown" if purpose == "accusation" else "",
            anonymous=anonymous,
            people=people,
        )
        by = Actor(None, "登记员")
        told = intake.register(letter, unit_id=self.units["root"].pk, by=by, at=self.at)
        self.pk, self.answerable, self.model = told.matter_id, not anonymous, Model(purpose)

    @rule(verb=st.sampled_from(VERBS), who=st.sampled_from(ROLES), where=st.sampled_from(UNITS))
    def tries(self, verb: str, who: str, where: str) -> None:
        """Somebody would do something: it is offered exactly when the law and the posting allow it."""
        offered = {row.verb for row in allowed(self.scopes[who, where], self.matter, self.at.date())}
        possible = self.model.goes(verb) is not None and not (verb == "extend" and self._over())
        assert (verb in offered) == (possible and self._may(verb, who, where))

    @rule(verb=st.sampled_from(VERBS), days=st.integers(0, 3))
    def acts(self, verb: str, days: int) -> None:
        """Something is done; what is not to be had changes nothing."""
        self.at += timedelta(days=days)
        before = _kept(self.matter)
        if self.model.goes(verb) is None:
            with pytest.raises(Refusal):
                self._perform(verb)
            assert _kept(self.matter) == before
        else:
            self._goes(verb)

    @rule(data=st.data(), days=st.integers(0, 3))
    def goes_on(self, data: st.DataObject, days: int) -> None:
        """Something that can be done is done: else random verbs would hardly ever get far."""
        self.at += timedelta(days=days)
        verbs = [verb for verb in VERBS if self.model.goes(verb) not in (None, "reverted", "withdrawn")]
        if verbs:
            self._goes(data.draw(st.sampled_from(verbs)))

    @invariant()
    def no_clock_is_missing(self) -> None:
        """The duty that the law names for where the matter stands is running, and no other of that kind."""
        if not hasattr(self, "pk"):
            return
        running = set(
            Clock.objects.filter(matter_id=self.pk, state__in=LIVE, duty=True).values_list(
                "family", flat=True
            )
        )
        owed = DUTIES.get(self.model.state, ())
        if owed == ("notify",) and not self.answerable:
            owed = ()
        if self.model.state == "registered" or self.model.purpose == "request":
            assert not owed or running & set(owed), (self.model, running)
        main = {"route", "notify", "handle", "simple_opinion", "redo", "review", "rereview"}
        assert (running & main) <= set(DUTIES.get(self.model.state, ())), (self.model, running)

    @property
    def matter(self) -> Matter:
        """As the database has it."""
        return Matter.objects.get(pk=self.pk)

    def _goes(self, verb: str) -> None:
        """It is done, and the matter stands where the model says; a term that has run out is not extended."""
        if verb == "extend" and self._over():
            with pytest.raises(Refusal, match="届满"):
                self._perform(verb)
            return
        self._perform(verb)
        self.model = self.model.after(verb)
        assert self.matter.state == self.model.state

    def _over(self) -> bool:
        sixty_days = Clock.objects.filter(matter_id=self.pk, family__in=["handle", "redo"], state="open")
        return sixty_days.filter(due_on__lt=self.at.date()).exists()

    def _perform(self, verb: str) -> None:
        sets: dict[str, Any] = {}
        if verb in ("forward", "assign", "rule", "receive_back"):
            on = verb in ("forward", "assign") and self.model.state == "routed"
            sender = self.units["lead"].pk if on else None
            sets = {"unit_id": self.units["below" if on else "lead"].pk, "sent_by_unit_id": sender}
            sets |= {"procedure": "ordinary"} if verb in ("forward", "assign") else {}
        if verb == "involve":
            sets = {"other_units": [self.units["helper"].pk]}
        if verb in ("request_review", "request_rereview"):
            sets = {"review_unit_id": self.units["reviewer"].pk}
        terms = {"assign": Terms(until=self.at.date() + timedelta(days=20)), "extend": Terms(days=20)}
        excused = {"request_review", "request_rereview", "object"}
        given = Terms(excused=True) if verb in excused else terms.get(verb)
        perform(verb=verb, matter_ids=[self.pk], by=Actor(None, "某人"), at=self.at, sets=sets, terms=given)

    def _may(self, verb: str, who: str, where: str) -> bool:
        roles, seat = RIGHTS[verb]
        if verb in ("direct", "decline", "stop_taking") and self.model.state == "registered":
            roles, seat = {"clerk", "office_head"}, "office"
        if verb == "escalate" and self.model.state == "objected":
            roles, seat = {"clerk", "office_head"}, "sender"
        if verb == "correct" and self.model.state == "opined":
            seat = "unit"
        matter = self.matter
        above = where == "root"
        at_lead = above or where in {"lead": ("lead",), "below": ("lead", "below"), "": ()}[self.model.tier]
        reviews = above or (where == "reviewer" and matter.review_unit_id is not None)
        here = {
            "office": above,
            "unit": at_lead and matter.unit_id is not None,
            "either": at_lead,
            "partner": bool(matter.other_units) and where in ("root", "helper"),
            "reviewer": reviews,
            "superior": above,
            "sender": above or (where == "lead" and self.model.tier == "below"),
        }
        return who in roles and here[seat]


def _kept(matter: Matter) -> tuple[Any, ...]:
    clocks = Clock.objects.filter(matter=matter).order_by("pk").values_list("pk", "state", "due_on")
    lines = matter.timeline.count()
    return matter.state, matter.unit_id, matter.extended, matter.settled_at, lines, list(clocks)


def _units() -> dict[str, Unit]:
    root = Unit.objects.add_root({"code": "L", "name": "云溪区", "kind": "district"})
    under = {
        name: Unit.objects.add_child(root, {"code": f"L-{name}", "name": name, "kind": "department"})
        for name in UNITS[1:]
        if name != "below"
    }
    below = Unit.objects.add_child(under["lead"], {"code": "L-below", "name": "below", "kind": "community"})
    return {"root": root, **under, "below": below}


def _scope(role: str, unit: Unit) -> Scope:
    user = User.objects.create(username=f"{role}-{unit.code}", title=role)
    Posting.objects.create(user=user, role=role, unit=unit, valid_from=date(2004, 1, 1))
    return scope_of(user, START.date())


def test_random_lives_of_matters_follow_the_model(db: None) -> None:
    run_state_machine_as_test(
        Lives,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=PHASES,
        ),
    )
