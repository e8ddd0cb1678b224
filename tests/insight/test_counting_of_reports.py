"""What a report keeps of its rows: the ids of a few, of many the digest, as each measure's own cases are."""

from typing import Any

import pytest

from xinfang.insight.composition.facts import Asked
from xinfang.insight.statistics import periods, queries
from xinfang.insight.statistics.registry import load
from xinfang.insight.yearbook import counting
from xinfang.kernel import clock
from xinfang.registers.staff.scope import scope_of


@pytest.mark.parametrize("most", [5000, 1])
def test_each_measure_keeps_its_own_rows(
    most: int, sample: Any, posted: Any, district: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "MOST", most)
    now, today = clock.now(), clock.today()
    scope = scope_of(posted("statistician", district.root), today)
    asked = Asked(scope, district.root, periods.year(today.year), now)
    kept = counting.counted(asked, [*load(), "of nobody"])
    assert list(kept) == list(load())
    for key, told in kept.items():
        cases = queries.cases(scope, key, asked.period, district.root.pk).order_by()
        ids = sorted(cases.values_list("pk", flat=True))
        assert told == {
            "rows": len(ids),
            "digest": counting.digest_of(ids),
            "ids": ids if len(ids) <= most else None,
        }
    assert any(told["ids"] is None for told in kept.values()) == (most == 1)
