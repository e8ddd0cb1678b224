"""Random people climb the ladder in random order: no matter is left without its request and its clock."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.transaction import Atomic
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from tests.casework.reviews.conftest import announce, serve_ours

from xinfang.casework.acts.actions import perform, route
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake import actions as intake
from xinfang.casework.intake.arrivals import Arrival
from xinfang.casework.petitions.models import Matter
from xinfang.casework.reviews import actions, queries
from xinfang.casework.reviews.actions import Closing, Decision, Opening, Request
from xinfang.casework.reviews.models import Hearing, Outcome, Review
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.registers.organisations.models import Unit
from xinfang.registers.petitioners.entries import PersonEntry

START = datetime.fromisoformat("2026-03-02T09:00:00+08:00")
UNIT, REVIEWER, CHIEF = Actor(1, "承办人"), Actor(2, "复查员"), Actor(3, "主任")
ABOVE, CHIEF_ABOVE = Actor(4, "复核员"), Actor(5, "区长")  # another house, other people
UNDER_WAY = {"reviewing", "review_opined", "rereviewing", "rereview_hearing", "rereview_opined"}
DUTY = {
    "reviewing": "review", "review_opined": "review", "rereviewing": "rereview",
    "rereview_hearing": "rereview", "rereview_opined": "rereview", "accepted": "redo", "opined": "redo",
}  # fmt: skip
RIGHT = {"served": "review_request", "concluded": "review_request", "review_concluded": "rereview_request"}
ACTS = (
    "ask", "take", "withdraw", "refuse", "decide", "seal", "serve", "open", "close", "hear", "redo",
    "conclude",
)  # fmt: skip


class Ladders(RuleBasedStateMachine):
    """One answered matter of a community: the street reviews, the district re-reviews."""

    atomic: Atomic | None = None

    def teardown(self) -> None:
        """Leave nothing."""
        if self.atomic:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)
            self.atomic = None

    @initialize()
    def is_answered(self) -> None:
        """A letter comes in and is answered."""
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        root = Unit.objects.add_root({"code": "L", "name": "云溪区", "kind": "district"})
        street = Unit.objects.add_child(root, {"code": "L-1", "name": "中和街道", "kind": "street"})
        unit = Unit.objects.add_child(street, {"code": "L-2", "name": "朝阳社区", "kind": "community"})
        person = PersonEntry(name="王小明", phone="139 1234 0217")
        letter = Arrival(cell="letter", received_at=START, title="墙体开裂", people=(person,))
        self.at, self.turn = START, 0
        self.pk = intake.register(letter, unit_id=root.pk, by=UNIT, at=self.at).matter_id
        route(matter_ids=[self.pk], to_unit_id=unit.pk, by=UNIT, at=self.at)
        self._perform("accept", UNIT)
        self.answers()

    def answers(self) -> None:
        """The unit decides and serves."""
        self._perform("opine", UNIT, sets={"result": "reject"})
        self._perform("serve", UNIT)

    @rule(act=st.sampled_from(ACTS), outcome=st.sampled_from(list(Outcome)), days=st.integers(0, 2))
    def acts(self, act: str, outcome: Outcome, days: int) -> None:
        """Somebody tries something; what is refused has changed nothing."""
        self.at += timedelta(days=days)
        before = self._all()
        try:
            with transaction.atomic():
                getattr(self, f"_{act}")(outcome)
        except Refusal:
            assert self._all() == before

    @rule(outcome=st.sampled_from(list(Outcome)), days=st.integers(0, 2))
    def goes_on(self, outcome: Outcome, days: int) -> None:
        """The next step up is done: random acts alone would hardly get far."""
        self.at += timedelta(days=days)
        state = self.matter.state
        steps = {
            "reviewing": ("_decide", "_seal"), "review_opined": ("_serve",), "accepted": ("_redo",),
            "rereviewing": ("_decide", "_seal"), "rereview_opined": ("_serve",),
            "rereview_hearing": ("_close",),
        }  # fmt: skip
        for step in steps.get(state, () if state == "final" else ("_ask",)):
            getattr(self, step)(outcome)
        assert state == "final" or self.matter.state != state

    @invariant()
    def one_request_runs_where_one_is_under_way(self) -> None:
        """A request is open exactly while its level is under way, and is of that level."""
        if not hasattr(self, "pk"):
            return
        state, running = self.matter.state, queries.running(self.pk)
        assert (running is not None) == (state in UNDER_WAY), state
        if running:
            assert state.startswith("re" if running.level == "rereview" else "review")
            assert state.startswith("rereview") == (running.level == "rereview")
            heard = Hearing.objects.filter(review=running, to_day=None).exists()
            assert heard == (state == "rereview_hearing")

    @invariant()
    def no_clock_is_missing(self) -> None:
        """The duty of where it stands runs, and no other; where nobody owes anything the right is kept."""
        if not hasattr(self, "pk"):
            return
        state = self.matter.state
        live = Clock.objects.filter(matter_id=self.pk, state__in=["open", "stopped"], duty=True)
        families = set(live.values_list("family", flat=True)) & {"handle", "redo", "review", "rereview"}
        redone = Review.objects.filter(matter_id=self.pk, state="served").exists()
        owed = DUTY.get(state)
        assert families == ({owed} if owed and (owed != "redo" or redone) else set()), (state, families)
        if state in RIGHT:
            assert Clock.objects.filter(matter_id=self.pk, family=RIGHT[state]).exists()
            assert queries.right_of(self.matter).due_on

    @property
    def matter(self) -> Matter:
        """As the database has it."""
        return Matter.objects.get(pk=self.pk)

    def _all(self) -> list[Any]:
        return [list(each.objects.order_by("pk").values()) for each in (Matter, Review, Hearing, Clock)]

    def _perform(self, verb: str, by: Actor, **more: Any) -> None:
        perform(verb=verb, matter_ids=[self.pk], by=by, at=self.at, **more)

    def _hands(self) -> tuple[str, int, Actor, Actor]:
        """The request that runs, and who may decide and sign it."""
        review = queries.running(self.pk)
        if review is None:
            raise Refusal("没有申请。")
        above = review.level == "rereview"
        return review.level, review.pk, ABOVE if above else REVIEWER, CHIEF_ABOVE if above else CHIEF

    def _ask(self, _outcome: Outcome) -> None:
        asked = Request(
            self.at, "letter", "事实没有查清，请求复查。", late_reason="住院。", excused_by="局长"
        )
        again = self.matter.state == "review_concluded"
        request = actions.request_rereview if again else actions.request_review
        request(matter_id=self.pk, asked=asked, by=UNIT, at=self.at)

    def _take(self, _outcome: Outcome) -> None:
        _level, pk, reviewer, _chief = self._hands()
        actions.take(review_id=pk, by=reviewer, at=self.at)

    def _withdraw(self, _outcome: Outcome) -> None:
        actions.withdraw(matter_id=self.pk, signed_on=self.at.date(), by=UNIT, at=self.at)

    def _refuse(self, _outcome: Outcome) -> None:
        level, pk, reviewer, chief = self._hands()
        actions.refuse(review_id=pk, reason="不属于受理范围。", by=reviewer, at=self.at)
        self._perform(f"refuse_{level}", chief)

    def _decide(self, outcome: Outcome) -> None:
        _level, pk, reviewer, _chief = self._hands()
        back = outcome in ("revoke", "redo")
        decision = Decision(
            outcome,
            "审查查明的情况如下。",
            () if outcome == "uphold" else ("facts",),
            "support" if outcome == "change" else "",
            self.at.date() + timedelta(days=30) if back else None,
            revision=Review.objects.get(pk=pk).revision,
        )
        actions.decide(review_id=pk, decision=decision, by=reviewer, at=self.at)

    def _seal(self, _outcome: Outcome) -> None:
        level, _pk, _reviewer, chief = self._hands()
        self._perform(f"opine_{level}", chief)

    def _serve(self, _outcome: Outcome) -> None:
        _level, pk, reviewer, _chief = self._hands()
        serve_ours(pk, self.at, reviewer)

    def _open(self, _outcome: Outcome) -> None:
        announce(self.pk, self.at)
        actions.open_hearing(matter_id=self.pk, opening=Opening(self.at.date(), "主任"), by=ABOVE, at=self.at)

    def _close(self, _outcome: Outcome) -> None:
        closing = Closing(self.at.date(), 9, "听取了各方的意见。")
        actions.close_hearing(matter_id=self.pk, closing=closing, by=ABOVE, at=self.at)

    def _hear(self, _outcome: Outcome) -> None:
        announce(self.pk, self.at)
        opening, closing = Opening(self.at.date(), "主任"), Closing(self.at.date(), 9, "听取了各方的意见。")
        actions.hear_review(matter_id=self.pk, opening=opening, closing=closing, by=REVIEWER, at=self.at)

    def _redo(self, _outcome: Outcome) -> None:
        if self.matter.state != "accepted":
            raise Refusal("没有退回。")
        self.answers()

    def _conclude(self, _outcome: Outcome) -> None:
        self._perform("conclude", UNIT)


def test_no_order_of_acts_leaves_a_matter_without_its_request_and_its_clock(db: None) -> None:
    run_state_machine_as_test(
        Ladders,
        settings=settings(
            max_examples=25,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
        ),
    )
