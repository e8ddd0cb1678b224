"""Whoever chooses English reads English: every text has a translation that keeps its placeholders."""

from pathlib import Path

from tests.house.source import PACKAGE

from xinfang.project.catalogue.book import missing


def test_every_text_has_an_english_translation() -> None:
    assert missing(PACKAGE) == []


def test_the_guard_sees_a_text_without_english(tmp_path: Path) -> None:
    (tmp_path / "code.py").write_text("x = _('登记')\n")
    assert missing(tmp_path) == ["no English: 登记 (code.py)"]
