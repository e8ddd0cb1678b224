"""Whatever stands in a table: every row is counted once, and nothing breaks."""

from collections.abc import Callable
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.faces.exchange.conftest import CLERK

from xinfang.casework.petitions.models import Petition
from xinfang.engines.tabular import Table
from xinfang.faces.exchange import actions
from xinfang.faces.exchange.columns import FIELDS, matched
from xinfang.faces.exchange.forecast import forecast
from xinfang.faces.exchange.models import ImportBatch
from xinfang.faces.exchange.queries import refused_rows
from xinfang.faces.exchange.reading import Reader
from xinfang.faces.exchange.runs import run

TODAY = datetime(2026, 10, 15).date()
COLUMNS = [field.synonyms[0] for field in FIELDS.values()]
WORDS = [
    "",
    "1",
    "7",
    "2019/4/25",
    "2019-04-26 09:00",
    "昨天",
    "9999-12-31",
    "0001-01-01",
    "来访",
    "来信",
    "匿名",
]
WORDS += [
    "王小明",
    "YX-JS",
    "是",
    "否",
    "检举控告",
    "男",
    "居民身份证",
    "11010519491231002X",
    "1e9",
    "12人",
    "-3",
    "٣",
]
cell = st.one_of(st.sampled_from(WORDS), st.text(max_size=12), st.text("\x00\u202e=+@\t\n", max_size=4))


@st.composite
def tables(draw: Callable) -> Table:
    header = draw(st.lists(st.sampled_from(COLUMNS), unique=True, min_size=1, max_size=12))
    row = st.lists(cell, min_size=len(header), max_size=len(header))
    return Table(header, draw(st.lists(row, max_size=8)), "", "")


@pytest.mark.django_db
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=tables(), channel=st.sampled_from(["online", "letter", "group_visit", ""]))
def test_every_row_is_registered_linked_known_or_refused(district, at, table, channel):
    before = Petition.objects.count()
    batch = ImportBatch.objects.create(
        unit=district.root,
        mapping=matched(table.header),
        header=table.header,
        options={"channel": channel, "repeats": True, "by": {}},
        rows_read=len(table.rows),
        created_at=at,
    )
    reader = Reader(table, batch.mapping, channel=channel, today=TODAY)
    told = forecast(reader, at=at)
    batch = run(batch.pk, by=CLERK, table=table)
    assert batch.state == "done"
    assert batch.rows_read == batch.registered + batch.linked + batch.already + batch.refused
    assert Petition.objects.count() - before == batch.registered + batch.linked
    assert len(list(refused_rows(batch))) == batch.refused == told.refused
    assert told.good == batch.registered + batch.linked
    assert len(table.rows) < actions.CHUNK
