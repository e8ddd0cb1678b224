"""Two real registers of messages to a public platform: every row counted, every answer with its date."""

import csv
import io
from collections import Counter
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db.models import Count
from django.db.models.functions import ExtractYear
from python_calamine import CalamineWorkbook

from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.models import Matter, Petition
from xinfang.engines.tabular import Table, parse_when, read_table
from xinfang.faces.exchange import actions
from xinfang.faces.exchange.columns import matched, not_read
from xinfang.faces.exchange.forecast import forecast
from xinfang.faces.exchange.models import ImportBatch
from xinfang.faces.exchange.queries import refused_rows
from xinfang.faces.exchange.runs import reader_of, run
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.registers.organisations.models import Unit

BY = Actor(None, "trial")
OFFICE = ZoneInfo("Asia/Shanghai")
FILES = {"messages_replied.xlsx": 2816, "messages_hot.xlsx": 4326}
pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    return Unit.objects.add_root({"code": "T", "name": "试用区", "kind": "district"})


def taken(unit: Unit, data: bytes, name: str) -> tuple[ImportBatch, Table]:
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
    return run(batch.pk, by=BY, table=table), table


def by_hand(path: Path) -> list[dict[str, object]]:
    """The sheet read without any code of ours."""
    header, *rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return [dict(zip(header, row, strict=True)) for row in rows]


def when(cell: object) -> datetime:
    """A date of the sheet, read by strptime alone."""
    if isinstance(cell, datetime):
        return cell
    if not isinstance(cell, str):
        return datetime.fromisoformat(str(cell))
    for form in ("%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y/%m/%d", "%Y-%m-%d"):
        try:
            return datetime.strptime(cell.strip(), form)  # noqa: DTZ007 - office time, as the sheet
        except ValueError:
            continue
    raise AssertionError("a date in a form that this count does not know")


def counts(batch: ImportBatch) -> tuple[int, int, int, int, int]:
    return batch.registered, batch.linked, batch.already, batch.refused, batch.answers


def as_csv(table: Table, encoding: str) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerows([table.header, *table.rows])
    return buffer.getvalue().encode(encoding)


@pytest.mark.parametrize(("name", "rows"), FILES.items())
def test_every_row_is_registered_linked_or_refused_with_a_reason(registers, unit, told, name, rows):
    batch, table = taken(unit, (registers / name).read_bytes(), name)
    assert batch.rows_read == rows
    assert batch.registered + batch.linked + batch.already + batch.refused == rows
    assert Petition.objects.count() == batch.registered + batch.linked
    assert Matter.objects.count() == batch.registered
    assert all(reason for _line, _cells, reason in refused_rows(batch))
    kinds = forecast(reader_of(batch, table), at=clock.now()).problems
    told(
        name,
        read=rows,
        registered=batch.registered,
        linked=batch.linked,
        already=batch.already,
        refused=batch.refused,
        answers=batch.answers,
        columns_not_read=len(not_read(table.header, batch.mapping)),
        problems={kind.sentence: kind.count for kind in kinds},
    )


@pytest.mark.parametrize("name", FILES)
def test_the_figures_of_each_year_are_those_of_the_sheet(registers, unit, told, name):
    taken(unit, (registers / name).read_bytes(), name)
    years = Petition.objects.annotate(of=ExtractYear("received_at", tzinfo=OFFICE)).values_list("of")
    ours = dict(years.annotate(n=Count("pk")).values_list("of", "n"))
    sheet = Counter(when(row["留言时间"]).year for row in by_hand(registers / name))
    assert ours == dict(sheet)
    serials = Petition.objects.values_list("year").annotate(n=Count("pk")).values_list("year", "n")
    assert dict(serials) == ours
    told(f"{name} by year", **{str(year): count for year, count in sorted(ours.items())})


def test_every_answer_keeps_its_own_date_and_text(registers, unit):
    name = "messages_replied.xlsx"
    taken(unit, (registers / name).read_bytes(), name)
    sheet = Counter(when(row["答复时间"]).replace(tzinfo=OFFICE) for row in by_hand(registers / name))
    ours = Counter(
        moment.astimezone(OFFICE) for moment in Document.objects.values_list("issued_at", flat=True)
    )
    assert ours == sheet
    lengths = Counter(len(str(row["答复意见"]).strip()) for row in by_hand(registers / name))
    bodies = Document.objects.values_list("body", flat=True)
    assert sum(map(len, bodies)) == pytest.approx(sum(n * c for n, c in lengths.items()), rel=0.001)
    assert not Matter.objects.exclude(state="concluded").exists()


@pytest.mark.parametrize("name", FILES)
def test_the_same_file_again_adds_nothing(registers, unit, name):
    data = (registers / name).read_bytes()
    first, _table = taken(unit, data, name)
    again, _table = taken(unit, data, name)
    assert counts(again) == (0, 0, first.rows_read - first.refused, first.refused, 0)
    assert Petition.objects.count() == first.registered + first.linked


def test_the_same_rows_as_a_gb18030_csv_are_known(registers, unit):
    name = "messages_replied.xlsx"
    first, table = taken(unit, (registers / name).read_bytes(), name)
    again, reopened = taken(unit, as_csv(table, "gb18030"), "messages.csv")
    assert reopened.rows == table.rows
    assert counts(again) == (0, 0, first.rows_read - first.refused, first.refused, 0)


def test_answers_that_come_later_find_their_matters(registers, unit, told):
    name = "messages_replied.xlsx"
    table = read_table(registers / name, name)
    places = [table.header.index(column) for column in ("答复意见", "答复时间")]
    without = [["" if place in places else cell for place, cell in enumerate(row)] for row in table.rows]
    first, _ = taken(unit, as_csv(Table(table.header, without, "", ""), "utf-8-sig"), "before.csv")
    again, _ = taken(unit, (registers / name).read_bytes(), name)
    assert (first.answers, again.answers, again.registered) == (0, again.already, 0)
    told("answers added later", answers=again.answers)


def test_every_date_is_read_as_by_hand(registers):
    for name in FILES:
        table = read_table(registers / name, name)
        place = table.header.index("留言时间")
        ours = [parse_when(row[place]) for row in table.rows]
        assert ours == [when(row["留言时间"]).replace(microsecond=0) for row in by_hand(registers / name)]
