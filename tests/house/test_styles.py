"""Colours stand in tokens.css alone, so that light, dark and high contrast come from the same names."""

import re

from tests.house.source import files, short

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
LITERAL = re.compile(
    r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|lab|lch|hwb)\("
    r"|:\s*[^;{}]*\b(?:white|black|red|green|blue|gr[ae]y|orange|yellow|teal|navy|silver)\b(?!-)",
)
IN_SCRIPT = re.compile(r"""["'`]#[0-9a-fA-F]{3,8}["'`]|["'`](?:rgba?|hsla?)\(""")


def literals(style: str) -> list[str]:
    text = COMMENT.sub("", style)
    return [match[0].strip() for match in LITERAL.finditer(text) if "var(--" not in match[0]]


def test_no_style_names_a_colour_itself() -> None:
    styles = [path for path in files(".css") if path.name != "tokens.css"]
    assert styles
    assert {short(path): found for path in styles if (found := literals(path.read_text("utf-8")))} == {}


def test_no_script_names_a_colour_itself() -> None:
    found = {short(path): IN_SCRIPT.findall(path.read_text("utf-8")) for path in files(".js")}
    assert {path: colours for path, colours in found.items() if colours} == {}


def test_the_guard_sees_a_planted_colour() -> None:
    assert literals(".a { color: #0f6b6b }")
    assert literals(".a { background: white; }")
    assert literals(".a { box-shadow: 0 1px 2px rgba(0, 0, 0, .1) }")
    assert not literals(".a { color: var(--ink); white-space: nowrap }")
