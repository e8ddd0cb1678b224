"""The chapter of an imported register, in which most rooms are empty: it reads well, and is right."""

import uuid
from pathlib import Path

import pytest

from xinfang.casework.petitions.models import Petition
from xinfang.engines.figurelint import lint
from xinfang.engines.tabular import read_table
from xinfang.faces.exchange import actions
from xinfang.faces.exchange.columns import matched
from xinfang.faces.exchange.runs import run
from xinfang.insight.yearbook import queries
from xinfang.insight.yearbook.actions import Wanted, compose_report
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.registers.organisations.models import Unit
from xinfang.registers.staff.scope import whole

BY = Actor(None, "trial")
pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(registers: Path) -> Unit:
    """A district that has imported both registers."""
    unit = Unit.objects.add_root({"code": "T", "name": "试用区", "kind": "district"})
    for name in ("messages_replied.xlsx", "messages_hot.xlsx"):
        data = (registers / name).read_bytes()
        table = read_table(data, name)
        batch = actions.receive(
            file_name=name,
            data=data,
            header=table.header,
            rows=len(table.rows),
            columns=matched(table.header),
            channel="online",
            unit_id=unit.pk,
            by=BY,
            at=clock.now(),
        )
        run(batch.pk, by=BY, table=table)
    return unit


@pytest.mark.parametrize("kind", ["chapter", "year"])
def test_the_lint_is_silent_and_nothing_is_guessed(unit: Unit, kind: str, told) -> None:  # type: ignore[no-untyped-def]
    wanted = Wanted(kind, 2019, unit.pk)
    report = compose_report(wanted=wanted, scope=whole(BY), form_key=uuid.uuid4(), by=BY, at=clock.now())
    text = queries.file_of(report, "txt").decode()
    received = Petition.objects.filter(year=2019, counted=True, reverted_at=None).count()
    assert f"登记信访件{received}件" in text
    assert "None" not in text
    assert lint(text) == []
    for empty in ("积案", "下访督导", "现场接待群众", "预警预测"):
        assert empty not in text
    told(kind, received=received, marked=len(queries.document_of(report).faults))
