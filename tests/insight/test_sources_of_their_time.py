"""A figure rests on the regulations of its own period, in either language and in every place that says so."""

import pytest
from django.utils import translation

from xinfang.insight.statistics import periods
from xinfang.insight.statistics.registry import load
from xinfang.insight.statistics.sources import of_its_time


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(("year", "other"), [(2008, "2022"), (2024, "2005")])
def test_no_measure_names_a_regulation_that_was_not_in_force(language: str, year: int, other: str) -> None:
    with translation.override(language):
        sources = {key: str(each.source) for key, each in load().items()}
    both = {key: source for key, source in sources.items() if "2005" in source and "2022" in source}
    assert len(both) > 10
    told = {key: of_its_time(source, periods.year(year)) for key, source in both.items()}
    assert {key: source for key, source in told.items() if other in source} == {}
    assert all(told.values())


def test_of_a_year_with_both_both_are_said() -> None:
    both = "《信访工作条例》（2022）第一条；《信访条例》（2005）第二条"
    assert of_its_time(both, periods.year(2022)) == both
    assert of_its_time(both, periods.year(2008)) == "《信访条例》（2005）第二条"
    assert of_its_time(
        "Regulation of 2022, Article 1; regulation of 2005, Article 2", periods.year(2008)
    ) == ("Regulation of 2005, Article 2")
    assert (
        of_its_time("《信访工作条例》（2022）第一条", periods.year(2008)) == "《信访工作条例》（2022）第一条"
    )
