"""Charts drawn on the server: what is told stands in them, nothing breaks out, colours are the pages'."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.house.source import PACKAGE

from xinfang.engines.charts import Chart, Series, bars, columns, grid, tiles
from xinfang.engines.charts.paper import PALETTE, cut, width
from xinfang.engines.charts.raster import png
from xinfang.engines.letterpress.refusals import LetterRefused

SVG = "{http://www.w3.org/2000/svg}"
values = st.one_of(st.none(), st.integers(0, 10**7), st.floats(0, 1000, allow_nan=False))
text = st.text(max_size=40)


def chart(names: list[str], now: list[float | None], before: list[float | None] | None = None) -> Chart:
    last = Series("2007年", before) if before else None
    return Chart("标题 <b>&", "2008年", "截至", "件", names, Series("2008年", now), last)


def texts(svg: str) -> list[str]:
    return [node.text or "" for node in ElementTree.fromstring(svg).iter(f"{SVG}text")]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(text, values, values), max_size=15))
def test_whatever_is_drawn_is_one_file_within_its_sheet(
    rows: list[tuple[str, float | None, float | None]],
) -> None:
    names, now, before = ([row[place] for row in rows] for place in range(3))
    drawn = chart(names, now, before)
    for svg in (
        columns(drawn),
        bars(drawn),
        tiles(drawn, [3] * len(rows)),
        grid(drawn, [("行", ["1"] * len(rows), [5] * len(rows))]),
    ):
        root = ElementTree.fromstring(svg)
        wide, high = float(root.get("width", 0)), float(root.get("height", 0))
        for box in root.iter(f"{SVG}rect"):
            x, y, w, h = (float(box.get(name, 0)) for name in ("x", "y", "width", "height"))
            assert x >= 0
            assert y >= -0.01
            assert x + w <= wide + 0.01
            assert y + h <= high + 0.01


def test_each_number_and_name_stands_in_it() -> None:
    drawn = chart(["1月", "2月"], [12, None], [3, 4])
    assert {"1月", "12", "标题 <b>&", "2007年"} <= set(texts(columns(drawn)))
    assert {"1月", "12", "—", "3", "4"} <= set(texts(bars(drawn)))


def test_the_longest_bar_is_the_largest_number() -> None:
    boxes = [
        float(box.get("width", 0))
        for box in ElementTree.fromstring(bars(chart(["a", "b"], [10, 40]))).iter(f"{SVG}rect")
    ]
    assert boxes[2] == pytest.approx(4 * boxes[1])


def test_a_text_is_cut_to_its_room() -> None:
    assert cut("很长很长的街道名称", 13, 60) == "很长很长…"
    assert width("ab", 10) < width("街道", 10)


def test_colours_are_those_of_the_pages() -> None:
    tokens = (PACKAGE / "kernel/static/frame/tokens.css").read_text("utf-8").split("}")[0]
    assert {name: re.search(rf"--{name}: ([^;]+);", tokens)[1] for name in PALETTE} == PALETTE  # type: ignore[index]


def test_pixels_are_made_of_it_and_missing_fonts_are_said(tmp_path: Path) -> None:
    assert png(bars(chart(["中和街道"], [3]))).startswith(b"\x89PNG")
    with pytest.raises(LetterRefused):
        png(bars(chart(["中和街道"], [3])), folders=[tmp_path])
