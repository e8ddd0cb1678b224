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


FIXED = re.compile(r"(?:^|\})\s*\.([\w-]+)\s*\{[^}]*position:\s*fixed")


def fixed(style: str) -> set[str]:
    """The classes that a style takes out of the page."""
    return set(FIXED.findall(COMMENT.sub("", style)))


def test_what_the_frame_takes_out_of_the_page_is_no_other_sheet_s_name() -> None:
    """A list of one area that bore the name of the frame's bar hung over its own page."""
    (frame,) = (path for path in files(".css") if path.name == "frame.css")
    names = fixed(frame.read_text("utf-8"))
    assert names
    others = {short(path): path.read_text("utf-8") for path in files(".css") if path != frame}
    doubled = {path: found for path, text in others.items() if (found := fixed_again(text, names))}
    assert doubled == {}


def fixed_again(style: str, names: set[str]) -> list[str]:
    return [name for name in names if re.search(rf"(?:^|[\}},])\s*\.{name}(?![\w-])", COMMENT.sub("", style))]


def test_the_guard_sees_a_name_twice() -> None:
    assert fixed(".a { top: 0; position: fixed; }\n.b { position: sticky; }") == {"a"}
    assert fixed_again(".c {}\n.a { margin: 0; }", {"a"}) == ["a"]
    assert fixed_again(".c .a {}\n.a-b {}", {"a"}) == []
