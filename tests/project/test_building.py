"""The icons that pages name end up in the sprite; one that does not exist stops the build."""

from pathlib import Path

import pytest

from xinfang.project.building.icons import named_icons, sprite


@pytest.fixture
def drawings(tmp_path: Path) -> Path:
    """Two drawings as Bootstrap Icons ships them."""
    folder = tmp_path / "drawings"
    folder.mkdir()
    for name in ("house", "gear"):
        (folder / f"{name}.svg").write_text(f'<svg class="bi" viewBox="0 0 16 16"><path d="{name}"/></svg>')
    return folder


def named(tmp_path: Path, file: str, text: str) -> set[str]:
    package = tmp_path / "package"
    package.mkdir()
    (package / file).write_text(text)
    return set(named_icons(package))


def test_templates_name_icons(tmp_path: Path) -> None:
    page = '{% icon "house" %} {% icon \'gear\' label=name %} {% include "x" with icon="bell" %}'
    assert named(tmp_path, "page.html", page) == {"house", "gear", "bell"}


def test_code_names_icons_by_keyword_position_and_table(tmp_path: Path) -> None:
    code = (
        "class Item:\n    label: str\n    icon: str\n"
        "Item('x', 'house')\nCell(icon='gear' if late else 'clock')\n"
        "STATE_ICONS = {'late': 'bell'}\nrow = {'icon': 'flag'}\n"
    )
    assert named(tmp_path, "code.py", code) == {"house", "gear", "clock", "bell", "flag"}


def test_the_sprite_holds_each_drawing_once(drawings: Path) -> None:
    drawn = sprite({"house": Path("a.html"), "gear": Path("b.html")}, drawings)
    assert drawn.count("<symbol") == 2
    assert '<symbol id="house" viewBox="0 0 16 16" fill="currentColor"><path d="house"/></symbol>' in drawn


def test_an_unknown_icon_is_named_with_the_file_that_wants_it(drawings: Path) -> None:
    with pytest.raises(LookupError, match=r"page\.html names the icon 'unicorn'"):
        sprite({"unicorn": Path("page.html")}, drawings)
