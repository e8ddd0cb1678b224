"""Every step tried at every moment: a document is always in a state of its table, and tells the truth."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from tests.casework.letters.written import written

from xinfang.casework.letters import actions
from xinfang.casework.letters.actions import issuing
from xinfang.casework.letters.models import Document
from xinfang.casework.letters.rules import STEPS
from xinfang.kernel.errors import Refusal

# What may follow what, told a second time, so that a wrong row of the table is found.
NEXT = {
    "draft": {"save", "submit", "void"},
    "submitted": {"check", "send_back", "sign"},
    "returned": {"save", "submit", "void"},
    "signed": {"seal", "send_back"},
    "issued": {"serve"},
    "served": {"correct_service"},
    "void": set(),
}


class Life(RuleBasedStateMachine):
    """One opinion; `begin` and `take` are set by the test."""

    begin: Callable[[], Document]
    take: Callable[[str, int, int], Any]

    def __init__(self) -> None:
        super().__init__()
        self.pk = type(self).begin().pk
        self.state, self.revision = "draft", 1

    @rule(step=st.sampled_from(sorted(STEPS)))
    def tries(self, step: str) -> None:
        done = True
        try:
            type(self).take(step, self.pk, self.revision)
        except Refusal:
            done = False
        assert done == (step in NEXT[self.state]), (self.state, step)
        if done:
            self.state = STEPS[step].after or self.state
            self.revision += step == "save"

    @invariant()
    def only_what_is_out_has_a_number_and_its_act_is_done(self) -> None:
        document = Document.objects.get(pk=self.pk)
        assert document.state == self.state
        assert bool(document.number) == (self.state in ("issued", "served"))
        assert (document.matter.state in ("opined", "concluded")) == bool(document.number)
        assert document.services.exists() == (self.state == "served")


@pytest.fixture
def take(people, at):
    def make(step: str, pk: int, revision: int) -> Any:
        given = {"document_id": pk, "at": at}
        by = {"by": people.handler if step in ("save", "submit", "serve", "void") else people.head}
        if step == "save":
            return actions.save(parts=written("opinion"), revision=revision, **given, **by)
        if step == "send_back":
            return actions.send_back(reason="请补充依据。", **given, **by)
        if step in ("serve", "correct_service"):
            told = {"way": "direct", "server": "承办人1号", "receiver": "王喆堃", "relationship": "self"}
            given["proof"] = actions.Proof(received_on=at.date(), **told)
        if step == "serve":
            return actions.record_service(**given, **by)
        if step == "correct_service":
            given["reason"] = "回证上的日期看错了。"
        if step in ("sign", "check"):
            given["revision"] = revision
        return getattr(actions, step)(**given, **by)

    return make


def test_any_order_of_steps_keeps_the_document_in_its_states(walk, draft, take, monkeypatch):
    """Printing has tests of its own."""
    monkeypatch.setattr(issuing, "pdf", lambda sheet, at: b"%PDF")
    monkeypatch.setattr(issuing, "docx", lambda sheet, kind, at: b"PK")
    Life.begin, Life.take = staticmethod(lambda: draft(walk("opine"), "opine")), staticmethod(take)
    checks = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=25, stateful_step_count=14, deadline=None, suppress_health_check=checks
        ),
    )
