"""Millimetres of GB/T 9704-2012, read back from the PDF."""

import io
from dataclasses import replace
from datetime import date

import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTImage, LTRect
from tests.engines.letterpress.samples import AT, LETTER, MM, STANDARD, TABLE, lines, printed

from xinfang.engines.letterpress import Heading, Paragraph, Sheet
from xinfang.engines.letterpress.press import pdf

TOP, FOOT = 297 * MM - 37 * MM, 297 * MM - 37 * MM - 225 * MM
FULL = Paragraph("云溪区信访局依法受理" * 200)


def page(sheet: Sheet, number: int) -> list[LTChar]:
    return [ch for ch in printed(pdf(sheet, at=AT))[number] if ch.get_text() not in "— 0123456789"]


@pytest.mark.parametrize("number", [1, 2])
def test_a_page_has_22_lines_of_28_characters(number: int) -> None:
    """5.2.3; page 2 has its binding edge on the right, so its block begins 26 mm from the left."""
    rows = lines(page(replace(LETTER, body=(FULL,)), number))
    assert len(rows) == 22
    assert {len(row) for row in rows.values()} == {28}
    left = 26 if number == 1 else 28
    assert min(ch.x0 for row in rows.values() for ch in row) == pytest.approx(left * MM, abs=1)
    assert max(ch.x1 for row in rows.values() for ch in row) == pytest.approx((left + 156) * MM, abs=1)
    assert max(rows) + 0.88 * 16 == pytest.approx(TOP, abs=0.5)
    assert min(rows) - 0.12 * 16 == pytest.approx(FOOT, abs=0.5)


def test_body_is_16_points_title_22_and_headings_in_their_faces() -> None:
    said = printed(pdf(STANDARD, at=AT))[0]
    found = {ch.get_text(): (round(ch.size), ch.fontname.split("+")[-1]) for ch in said}
    assert found["根"] == (16, "FandolFang-Regular")
    assert found["二"][1].startswith("FandolHei")
    assert found["六"] == (16, "FandolFang-Regular")
    text = "".join(ch.get_text() for ch in said)
    begin = text.index("关于王小明")
    assert {(round(ch.size), ch.fontname.split("+")[-1]) for ch in said[begin : begin + 10]} == {
        (22, "FandolSong-Bold")
    }
    second = text.index("（一）房屋")
    assert {ch.fontname.split("+")[-1] for ch in said[second + 1 : second + 8]} == {"FandolKai-Regular"}


def test_paragraphs_are_indented_by_two_characters() -> None:
    said = printed(pdf(replace(LETTER, body=(Heading(1, "一、甲"), Paragraph("乙"))), at=AT))[0]
    for begin in "一乙":
        first = next(ch for ch in said if ch.get_text() == begin)
        assert first.x0 == pytest.approx(28 * MM + 2 * 156 * MM / 28, abs=0.5)


def test_the_name_stands_35_mm_under_the_top_of_the_block() -> None:
    """7.2.4, on the standard form; 30 mm from the edge of a letter (10.1)."""
    for sheet, from_top in ((STANDARD, 72), (LETTER, 30)):
        first = next(ch for ch in printed(pdf(sheet, at=AT))[0] if ch.size > 30)
        assert first.matrix[5] + 0.88 * first.size == pytest.approx((297 - from_top) * MM, abs=1)


def test_a_letter_has_two_double_lines_of_170_mm_and_no_number_on_its_first_page() -> None:
    """10.1: the lower one ends 20 mm over the foot; both stand in the middle of the paper."""
    first = next(iter(extract_pages(io.BytesIO(pdf(LETTER, at=AT)), laparams=None)))
    rules = [item for item in first if isinstance(item, LTRect) and item.width > 160 * MM]
    assert [rule.width for rule in rules] == pytest.approx([170 * MM] * 4, abs=0.5)
    assert {round(rule.x0, 1) for rule in rules} == {round(20 * MM, 1)}
    assert min(rule.y0 for rule in rules) == pytest.approx(20 * MM, abs=0.5)
    by_height = sorted(rules, key=lambda rule: -rule.y0)
    assert by_height[0].height > by_height[1].height
    assert by_height[2].height < by_height[3].height
    assert "—" not in "".join(ch.get_text() for ch in printed(pdf(LETTER, at=AT))[0])


def test_page_numbers_stand_outside_right_and_left_in_turn() -> None:
    """7.5: the dash 7 mm under the block, a character from its outer edge."""
    pages = printed(pdf(replace(STANDARD, body=(FULL,)), at=AT))
    for number, side in ((0, "right"), (1, "left"), (2, "right")):
        dashes = [ch for ch in pages[number] if ch.get_text() == "—"]
        assert len(dashes) == 2
        assert round(dashes[0].size) == 14
        middle = dashes[0].matrix[5] + 0.38 * 14
        assert middle == pytest.approx(FOOT - 7 * MM, abs=1.5)
        edge = (184 * MM - dashes[1].x1) if side == "right" else (dashes[0].x0 - 26 * MM)
        assert edge == pytest.approx(14, abs=2)


def test_the_imprint_ends_at_the_foot_of_the_block() -> None:
    """7.4.1: its last line coincides with the lower edge of the block."""
    last = list(extract_pages(io.BytesIO(pdf(STANDARD, at=AT)), laparams=None))[-1]
    heights = sorted(
        item.y0 for item in last if hasattr(item, "y0") and item.width == pytest.approx(156 * MM, abs=1)
    )
    assert len(heights) == 3
    assert heights[0] == pytest.approx(FOOT, abs=1)


def test_the_seal_lies_over_unit_and_date() -> None:
    """7.3.5.1: centred on both, which lie a little below its middle; its top within a line of the text."""
    pages = list(extract_pages(io.BytesIO(pdf(LETTER, at=AT)), laparams=None))
    seal = _images(pages[1])[0]
    assert seal.width == pytest.approx(42 * MM, abs=0.5)
    rows = lines(printed(pdf(LETTER, at=AT))[1])
    unit, day = (
        next(row for row in rows.values() if text in "".join(ch.get_text() for ch in row))
        for text in ("云溪区信访局", "2026年10月15日")
    )
    for row in (unit, day):
        middle = (min(ch.x0 for ch in row) + max(ch.x1 for ch in row)) / 2
        assert middle == pytest.approx((seal.x0 + seal.x1) / 2, abs=1.5)
    centre = (unit[0].matrix[5] + day[0].matrix[5]) / 2 + 6
    assert 4 < (seal.y0 + seal.y1) / 2 - centre < 20
    above = next(height for height, row in rows.items() if "特此告知" in "".join(ch.get_text() for ch in row))
    assert seal.y1 > above - 30
    assert 182 * MM - max(ch.x1 for ch in day) == pytest.approx(4 * 156 * MM / 28, abs=1.5)


def _images(item: object) -> list[LTImage]:
    if isinstance(item, LTImage):
        return [item]
    return [found for each in item for found in _images(each)] if hasattr(item, "__iter__") else []


@pytest.mark.parametrize("unit", ["局", "云溪区信访局", "云溪区人民政府中和街道办事处信访工作领导小组办公室"])
@pytest.mark.parametrize("sealed", [True, False])
def test_signature_and_date_stay_inside_the_block(unit: str, sealed: bool) -> None:
    sheet = replace(
        LETTER, body=(Paragraph("乙"),), signature=unit, seal=None, place_for_seal=sealed, issuer="信访局"
    )
    said = printed(pdf(sheet, at=AT))[0]
    text = "".join(ch.get_text() for ch in said)
    begin = text.index("乙") + 1
    for ch in said[begin : begin + len(unit) + 11]:
        assert ch.x0 > 28 * MM - 1
        assert ch.x1 < 184 * MM + 1


def test_an_unsealed_date_is_two_characters_in_from_its_unit() -> None:
    """7.3.5.2."""
    sheet = replace(
        LETTER,
        body=(Paragraph("乙"),),
        seal=None,
        place_for_seal=False,
        date=date(2026, 3, 5),
        signature="云溪区规划建设局",
    )
    said = printed(pdf(sheet, at=AT))[0]
    text = "".join(ch.get_text() for ch in said)
    unit, day = said[text.index("云溪区规划建设局")], said[text.index("2026年3月5日")]
    assert day.x0 - unit.x0 == pytest.approx(2 * 156 * MM / 28, abs=1)
    assert unit.matrix[5] - day.matrix[5] == pytest.approx(29.6, abs=0.5)


def test_the_signature_never_stands_alone_on_a_page() -> None:
    """7.3.5.5: with ever more lines before it, there comes one at which only the signature would move on."""
    split = 0
    for count in range(2, 14):
        body = (*(Paragraph("云溪区信访局。") for _ in range(count)), Paragraph("特此告知。"))
        pages = [
            "".join(ch.get_text() for ch in each) for each in printed(pdf(replace(LETTER, body=body), at=AT))
        ]
        assert any("特此告知。" in each and "2026年10月15日" in each for each in pages), count
        split += len(pages) > 1
    assert 0 < split < 12


def test_a_form_without_rows_to_spare_is_one_page_without_number() -> None:
    pages = printed(pdf(TABLE, at=AT))
    assert len(pages) == 1
    assert "—" not in "".join(ch.get_text() for ch in pages[0])
