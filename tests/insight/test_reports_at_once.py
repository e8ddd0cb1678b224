"""Two people, or one with a double click, at the same moment: one report, one version of a text."""

import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from xinfang.casework.intake.actions import register_many
from xinfang.insight.composition import facts
from xinfang.insight.yearbook import actions, differing, verifying
from xinfang.insight.yearbook.actions import Wanted, composing
from xinfang.insight.yearbook.models import FiguresReport, ReportText
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.scope import whole

BY = Actor(1, "统计员1号")
pytestmark = pytest.mark.django_db(transaction=True)


def at_once(act: Callable[[int], Any]) -> list[Any]:
    """What act(0) and act(1) gave, each on a connection of its own; a refusal is what was given."""
    together = threading.Barrier(2)

    def one(place: int) -> Any:
        together.wait(timeout=30)
        try:
            return act(place)
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(one, range(2)))


@pytest.mark.parametrize("forms", [1, 2])
def test_the_same_report_asked_for_twice_at_once_is_one(district, arrival, at, forms):
    register_many([arrival(received_at=at)], unit_id=district.root.pk, by=BY, at=at)
    keys, wanted = [uuid.uuid4() for _ in range(forms)], Wanted("chapter", 2026, district.root.pk)

    def compose(place: int) -> int:
        key = keys[place % forms]
        made = actions.compose_report(wanted=wanted, scope=whole(BY), form_key=key, by=BY, at=at)
        return int(made.pk)

    first, second = at_once(compose)
    assert first == second
    assert FiguresReport.objects.count() == 1


def test_of_two_first_versions_of_a_text_one_is_kept_and_one_is_told(at):
    texts = ("来信{{letters}}。", "来访{{visitors}}。")
    given = at_once(lambda place: actions.save_text(kind="chapter", text=texts[place], after=0, by=BY, at=at))
    assert sorted(isinstance(each, Refusal) for each in given) == [False, True]
    assert ReportText.objects.count() == 1


def test_what_is_committed_while_a_report_is_counted_is_in_none_of_its_figures(
    district, arrival, at, monkeypatch
):
    """An import comes between the totals and the tables: the tables still add up to the totals."""
    register_many([arrival(received_at=at)], unit_id=district.root.pk, by=BY, at=at)
    parts = facts._parts

    def late(asked: Any) -> Any:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(imported).result(timeout=30)
        return parts(asked)

    def imported() -> None:
        try:
            register_many([arrival(received_at=at)], unit_id=district.root.pk, by=BY, at=at)
        finally:
            connection.close()

    monkeypatch.setattr(facts, "_parts", late)
    wanted = Wanted("chapter", 2026, district.root.pk)
    made = actions.compose_report(wanted=wanted, scope=whole(BY), form_key=uuid.uuid4(), by=BY, at=at)
    told = facts.thaw(made.facts)
    assert told.figures["received"].value == 1
    assert sum(part.value for part in told.parts["channel"]) == 1
    assert made.counted["received"]["rows"] == 1
    monkeypatch.undo()
    found = {each.fact.key: each for each in differing.differences(whole(BY), made)}
    assert (found["received"].now, found["received"].came) == (2, 1)


def test_figures_taken_anew_are_of_one_moment_and_of_a_draft(district, arrival, at):
    register_many([arrival(received_at=at)], unit_id=district.root.pk, by=BY, at=at)
    wanted = Wanted("chapter", 2026, district.root.pk)
    made = actions.compose_report(wanted=wanted, scope=whole(BY), form_key=uuid.uuid4(), by=BY, at=at)
    fresh = actions.recount_report(report_id=made.pk, scope=whole(BY), by=BY, at=at)
    assert fresh.pk == made.pk
    actions.discard_report(report_id=made.pk, seen=fresh.checksum, by=BY, at=at)
    with pytest.raises(Refusal, match="不能再改"):
        actions.recount_report(report_id=made.pk, scope=whole(BY), by=BY, at=at)


def test_a_count_that_began_first_and_was_done_last_leaves_the_newer_one(district, arrival, at, monkeypatch):
    """While one counts, another asks, counts and is done: the cut-off does not go back."""
    register_many([arrival(received_at=at)], unit_id=district.root.pk, by=BY, at=at)
    wanted = Wanted("chapter", 2026, district.root.pk)
    made = actions.compose_report(wanted=wanted, scope=whole(BY), form_key=uuid.uuid4(), by=BY, at=at)
    taken, newer, slow = composing._taken_anew, at + timedelta(minutes=2), Actor(2, "统计员2号")

    def overtaken(*given: Any) -> FiguresReport:
        monkeypatch.undo()
        register_many([arrival(received_at=at)], unit_id=district.root.pk, by=BY, at=at)
        actions.recount_report(report_id=made.pk, scope=whole(BY), by=BY, at=newer)
        return taken(*given)

    monkeypatch.setattr(composing, "_taken_anew", overtaken)
    older = at + timedelta(minutes=1)
    given = actions.recount_report(report_id=made.pk, scope=whole(slow), by=slow, at=older)
    kept = FiguresReport.objects.get(pk=made.pk)
    assert (kept.cut_off, kept.counted["received"]["rows"], kept.writers) == (newer, 2, [BY.user_id])
    assert given.checksum == kept.checksum == verifying.checksum_of(kept)


def test_a_by_line_that_is_too_long_is_refused_not_cut(district, arrival, at):
    register_many([arrival(received_at=at)], unit_id=district.root.pk, by=BY, at=at)
    wanted = Wanted("chapter", 2026, district.root.pk, contributor="石" * 61)
    with pytest.raises(Refusal, match="供稿人最多 60 个字"):
        actions.compose_report(wanted=wanted, scope=whole(BY), form_key=uuid.uuid4(), by=BY, at=at)
