"""The drawn workflow is the workflow."""

from tests.house.source import ROOT

from xinfang.project.drawing.__main__ import drawings
from xinfang.project.drawing.dot import dot


def test_the_drawings_and_the_page_are_fresh() -> None:
    stale = [
        name
        for name, content in drawings().items()
        if (ROOT / "docs" / "policy" / name).read_text("utf-8") != content
    ]
    assert stale == []  # make drawings


def test_a_way_shows_its_own_states_only() -> None:
    assert "研究论证中" in dot("suggestion")
    assert "研究论证中" not in dot("appeal")
    assert "复查中" not in dot("accusation")
