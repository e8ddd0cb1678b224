"""Charts on paper: the same numbers the same bytes; every value and name stands in the picture."""

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from xinfang.engines.plots import Plot, png, svg

YEAR = Plot("各月", "件", ("1月", "2月", "3月"), (4, 0, 12), (5, 6, 7), "2008年", "2007年")
CLASSES = Plot("按类", "件", ("城乡建设", "劳动和社会保障及其他<&>等等"), (9, 1), lying=True)


def words(plot: Plot) -> list[str]:
    return [each.text or "" for each in ElementTree.fromstring(svg(plot)).iter() if each.text]  # noqa: S314


def test_the_picture_says_names_values_and_both_years() -> None:
    assert {"各月", "1月", "3月", "12", "0", "2008年", "2007年", "件"} <= set(words(YEAR))
    assert "劳动和社会保障及其他<&…" in words(CLASSES)


def test_a_longer_bar_is_a_larger_number() -> None:
    bars = [each for each in ElementTree.fromstring(svg(CLASSES)).iter() if each.get("fill") == "#0f6b6b"]  # noqa: S314
    assert float(bars[0].get("width", 0)) == 9 * float(bars[1].get("width", 0))


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=12))
def test_no_bar_leaves_the_picture(values: list[int]) -> None:
    plot = Plot("t", "件", tuple(map(str, range(len(values)))), tuple(values))
    tree = ElementTree.fromstring(svg(plot))  # noqa: S314
    assert all(float(each.get("y", 0)) >= 60 for each in tree.iter() if each.get("fill") == "#0f6b6b")
    assert svg(plot) == svg(plot)


def test_it_is_a_picture_too() -> None:
    assert png(YEAR, ppi=48).startswith(b"\x89PNG")
