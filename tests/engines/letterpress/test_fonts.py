"""No character of a name is lost, and no box is printed in its place."""

import fnmatch
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tests.engines.letterpress.samples import AT, LETTER, texts
from tests.house.source import ROOT

from xinfang.engines.letterpress import Form, LetterRefused, Paragraph, fonts, press
from xinfang.engines.letterpress.fonts import (
    FAMILIES,
    FOLDERS,
    found_fonts,
    missing_families,
    search,
    uncovered,
)
from xinfang.engines.letterpress.press import pdf

# Given names as they are met in registers; most are missing from GB 2312, some from every older font.
RARE = (
    "喆堃玥珺赟䶮㛃𬀩𠮷㐂𫍯𬸣𬬻𨱑𫖯𬭎𬍛𫍽龘靐䲜㸌昇祎翀晟煊燊淼犇骉羴皛垚焱鑫飝㵘㙓䒟䴙䴘㴔㬎𣲘𬱖𬍤𫄧𬘭𬭸𫘦𬳽𫷷邨峯堺玙珩祺"
    "莀婳嫄媖頔頫勄朤朮禤佺俪偲叕𬴃𬘯𬜬𬇕𬣞𫓹𰻞𠅤"
)


def test_all_fonts_of_the_chain_are_there() -> None:
    """Never skipped: a machine that prints letters without them prints boxes."""
    assert [family.package for family in missing_families(found_fonts())] == []


def test_rare_characters_of_names_are_printed_and_read_back() -> None:
    assert len(set(RARE)) >= 60
    sheet = replace(
        LETTER, addressee=RARE[:10], body=(Paragraph(RARE), *LETTER.body), signature=f"云溪区{RARE[:3]}"
    )
    said = "".join(texts(pdf(sheet, at=AT)))
    assert RARE in said
    assert f"{RARE[:10]}：" in said
    assert f"云溪区{RARE[:3]}" in said


@pytest.mark.parametrize("part", ["title", "issuer", "signer", "printed_by"])
def test_every_face_falls_back(part: str) -> None:
    base = replace(LETTER, form=Form.STANDARD)
    said = "".join(texts(pdf(replace(base, **{part: "喆𬀩㐂局"}), at=AT)))
    assert "喆𬀩㐂局" in said


def test_a_character_without_a_glyph_is_refused_by_name() -> None:
    with pytest.raises(LetterRefused) as caught:
        pdf(replace(LETTER, addressee="王\U00013000明\ue000"), at=AT)
    assert "“主送机关”" in str(caught.value)
    assert "U+13000" in str(caught.value)
    assert "U+E000" in str(caught.value)
    assert "王" not in str(caught.value)


def test_half_a_character_is_refused() -> None:
    with pytest.raises(LetterRefused, match=r"U\+D842"):
        pdf(replace(LETTER, addressee="王\ud842"), at=AT)


def test_a_missing_font_is_named_with_the_package_that_brings_it(tmp_path: Path) -> None:
    with pytest.raises(LetterRefused) as caught:
        pdf(LETTER, at=AT, folders=(tmp_path,))
    for package in ("texlive-lang-chinese", "fonts-noto-cjk", "fonts-lxgw-wenkai"):
        assert package in str(caught.value)
    assert "fonts-babelstone-han" not in str(caught.value)


def test_fonts_that_are_installed_later_are_found_without_a_restart(tmp_path: Path) -> None:
    with pytest.raises(LetterRefused):
        found_fonts((tmp_path,))
    for name, path in found_fonts().files:
        (tmp_path / name).symlink_to(path)
    assert len(found_fonts((tmp_path,)).files) == len(found_fonts().files)


def test_without_the_widest_font_the_sentence_names_it(tmp_path: Path) -> None:
    for name, path in found_fonts().files:
        if name != "BabelStoneHan.ttf":
            (tmp_path / name).symlink_to(path)
    assert [family.name for family in missing_families(found_fonts((tmp_path,)))] == ["BabelStone Han"]
    with pytest.raises(LetterRefused, match=r"𠀀（U\+20000）.*fonts-babelstone-han"):
        pdf(replace(LETTER, addressee="王𠀀"), at=AT, folders=(tmp_path,))


def test_names_of_families_are_those_inside_the_files_and_on_the_plates() -> None:
    inside = set(fonts.typst_fonts(found_fonts()).families())
    assert {family.name for family in FAMILIES} <= inside
    plates = (press.PLATES / "measures.typ").read_text("utf-8")
    named = set(re.findall(r'"([A-Z][A-Za-z]+(?: [A-Za-z]+)*)"', plates))
    assert {family.name for family in FAMILIES} <= named
    assert named - {family.name for family in FAMILIES} == {"Libertinus Serif"}


def test_a_character_that_the_check_lets_through_has_a_glyph_in_every_face() -> None:
    """Typst refuses a missing glyph in PDF/A: what the check knows and what Typst finds must agree."""
    some = "".join(chr(point) for point in range(0x3400, 0x9FFF, 97)) + "".join(
        map(chr, range(0x20000, 0x2A6D0, 401))
    )
    printable = "".join(ch for ch in some if not uncovered(ch, found_fonts()))
    assert len(printable) > 300
    pdf(replace(LETTER, title=printable[:50], addressee=printable, issuer=printable[:9]), at=AT)


def test_typst_sees_no_fonts_of_the_system() -> None:
    """Only the folders of the chain, and what is inside Typst itself (which has no path)."""
    found = found_fonts()
    paths = [Path(font.path) for font in fonts.typst_fonts(found).fonts() if font.path]
    assert {path.parent for path in paths} == set(found.folders)


def test_what_make_fonts_unpacks_is_what_is_wanted() -> None:
    recipe = (ROOT / "Makefile").read_text("utf-8").split("install-fonts:")[1]
    patterns = re.findall(r"-name '([^']+)'", recipe)
    wanted = [name for family in FAMILIES for name in family.files]
    assert [name for name in wanted if not any(fnmatch.fnmatch(name, each) for each in patterns)] == []


def test_our_own_folder_goes_before_the_system_s(tmp_path: Path) -> None:
    name, path = found_fonts().files[0]
    shutil.copy(path, tmp_path / name)
    assert search((tmp_path, *FOLDERS)).path(name) == tmp_path / name
