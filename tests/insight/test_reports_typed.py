"""What is typed by hand into a report: claims without a test, and figures beside those that were counted."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from xinfang.casework.intake.actions import register_many
from xinfang.insight.yearbook import actions, queries
from xinfang.insight.yearbook.actions import Wanted
from xinfang.insight.yearbook.kinds import KINDS, shipped
from xinfang.insight.yearbook.typed import templated
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.scope import Scope

pytestmark = pytest.mark.django_db
BOUND = "# 来信\n{{period}}，{{place}}收到来信{{letters}}。[[没有 group_visits|没有发生集体访。]]"


@pytest.fixture
def writer(district: Any, arrival: Any, at: Any, scope: Any) -> Scope:
    """The statistician of a district with two letters."""
    letters = [arrival(received_at=at - n * timedelta(days=1)) for n in range(2)]
    register_many(letters, unit_id=district.root.pk, by=Actor(1, "登记员1号"), at=at)
    return scope("statistician", district.root)


@pytest.fixture
def report(writer: Scope, district: Any, at: Any) -> Any:
    """The chapter of 2026."""
    wanted = Wanted("chapter", 2026, district.root.pk)
    return actions.compose_report(wanted=wanted, scope=writer, form_key=uuid.uuid4(), by=writer.actor, at=at)


def found(report: Any, typed: str) -> list[str]:
    return [each["quote"] for each in queries.findings(queries.document_of(report, BOUND + "\n" + typed))]


@pytest.mark.parametrize(
    ("typed", "quotes"),
    [
        ("信访量大幅下降，没有发生越级访。", ["大幅下降", "没有发生"]),
        ("信访秩序明显好转。", ["明显好转"]),
        ("依法受理、按期办理群众反映的事项。", ["按期办理"]),
        ("受理的事项一律按期办结，当事人全部息诉。", ["一律按期办结", "全部息诉"]),
        ("到期的事项全部按期办结。按期办结{{letters}}。", ["全部按期办结"]),
        ("实现零进京。", ["实现零进京"]),
        ("全年没有集体访，来访总量呈下降趋势。", ["没有集体访", "呈下降趋势"]),
        ("[[没有 group_visits|没有集体访。]]来信同比下降{{letters}}。", []),
        ("全年收到来信99件。", ["99件"]),
        ("2026年收到来信99件、来访30批。", ["99件"]),
        ("全年收到来信2件。", []),
        ("上年收到来信99件。", []),
        ("2025年收到来信99件。", []),
        ("上半年收到来信1件。", []),
        ("云溪街道收到来信1件。", []),
        ("城建类事项3件，其中来信1件。", []),
        ("信访工作平稳有序，没有松懈。", []),
    ],
)
def test_what_is_typed_is_held_against_what_was_counted(report, typed, quotes):
    assert found(report, typed) == quotes


def test_a_claim_with_its_test_and_the_shipped_texts_are_left_alone(report):
    assert found(report, "") == []
    assert queries.findings(queries.document_of(report)) == []
    assert [list(templated(shipped(kind))) for kind in KINDS] == [[]] * len(KINDS)


def test_it_is_not_checked_off_without_a_word(report, writer, district, scope, at):
    typed = BOUND + "\n信访量大幅下降，没有发生越级访。全年收到来信99件、来访30批，共140件。"
    said = {"text": typed, "contributor": "", "seen": report.checksum}
    kept = actions.edit_report(report_id=report.pk, **said, by=writer.actor, at=at)
    head = scope("office_head", district.root)
    with pytest.raises(Refusal, match="说法没有检验"):
        actions.check_report(report_id=report.pk, seen=kept.checksum, by=head.actor, at=at)


def test_a_text_that_reports_begin_as_takes_no_claim_without_a_test(writer, at):
    with pytest.raises(Refusal, match="第 3 行：“没有发生”没有检验"):
        actions.save_text(kind="chapter", text=BOUND + "\n没有发生越级访。", after=0, by=writer.actor, at=at)
    with pytest.raises(Refusal, match="名次不由本系统的数得出"):
        actions.save_text(
            kind="chapter", text=BOUND + "\n满意率居全市第一。", after=0, by=writer.actor, at=at
        )
    assert list(templated("来访同比下降{{visitors}}。")) == []
    assert actions.save_text(kind="chapter", text=BOUND, after=0, by=writer.actor, at=at).number == 1
