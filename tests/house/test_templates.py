"""Pages bring no code or style of their own, and every Chinese text can be said in another language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import PACKAGE, docstrings, files, short, tree

HAN = re.compile(r"[\u4e00-\u9fff]")
INLINE = {
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "handler attribute": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "script in the page": re.compile(
        r"<script\b(?![^>]*\bsrc=)(?![^>]*type=.application/json)[^>]*>", re.IGNORECASE
    ),
    "script address": re.compile(r"javascript:", re.IGNORECASE),
    "htmx handler": re.compile(r"\shx-on", re.IGNORECASE),
    "unescaped text": re.compile(r"\|\s*safe\b|\{%\s*autoescape off"),
}
SAID = (
    re.compile(r"\{#.*?#\}", re.DOTALL),
    re.compile(r"\{%\s*comment\b.*?endcomment\s*%\}", re.DOTALL),
    re.compile(r"\{%\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*%\}", re.DOTALL),
    re.compile(r"""\{%\s*trans(?:late)?\s+("[^"]*"|'[^']*')[^%]*%\}"""),
    re.compile(r"<[^>]*\blang=.zh-Hans.[^>]*>[^<]*"),  # the language switch: a language names itself
    re.compile(r"""\b_\(("[^"]*"|'[^']*')\)"""),
)
# Texts by which typed input is read are not said to anyone.
READING = {"removesuffix", "removeprefix", "replace", "strip", "startswith", "endswith", "split", "compile"}
CALLS = READING | {
    "_t",
    "w",
    "_",
    "gettext",
    "gettext_lazy",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
    "npgettext",
}
# Shown when nothing works, catalogues included: it says everything in both languages.
BOTH_LANGUAGES = {"500.html"}
# Files of the faces whose Chinese is data, not something said: file -> why.
DATA = {
    "faces/exchange": "heads of the registers that offices keep in Excel",
    "faces/cli/demonstration": "the fictional district's people and matters",
}


def inline(page: str) -> list[str]:
    text = re.sub(r"\{[#%].*?[#%]\}", "", page)
    return [name for name, pattern in INLINE.items() if pattern.search(text if "safe" not in name else page)]


def unsaid(page: str) -> list[str]:
    for pattern in SAID:
        page = pattern.sub("", page)
    return [line.strip() for line in page.splitlines() if HAN.search(line)]


def unsaid_in_code(parsed: ast.Module) -> Iterator[str]:
    """Chinese texts that are not handed to gettext."""
    said = docstrings(parsed)
    for node in ast.walk(parsed):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in CALLS:
            said |= {id(part) for part in ast.walk(node)}
    for node in ast.walk(parsed):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield from [f"line {node.lineno}: {node.value[:30]}"] if HAN.search(node.value) else []


def is_data(path: Path) -> bool:
    return any(path.is_relative_to(PACKAGE / folder) for folder in DATA)


def test_no_page_carries_style_or_code() -> None:
    pages = files(".html")
    assert pages
    assert {short(path): found for path in pages if (found := inline(path.read_text("utf-8")))} == {}


def test_every_chinese_text_of_a_page_is_translatable() -> None:
    pages = [path for path in files(".html") if path.name not in BOTH_LANGUAGES]
    found = {short(path): unsaid(path.read_text("utf-8")) for path in pages}
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_scripts_say_nothing_themselves() -> None:
    found = {
        short(path): [line for line in _without_comments(path).splitlines() if HAN.search(line)]
        for path in files(".js")
    }
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_every_chinese_text_of_the_faces_is_translatable() -> None:
    found = {
        short(path): list(unsaid_in_code(tree(path)))
        for path in sorted((PACKAGE / "faces").rglob("*.py"))
        if not is_data(path) and "migrations" not in path.parts
    }
    assert {path: texts for path, texts in found.items() if texts} == {}


def test_no_folder_of_data_is_stale() -> None:
    assert [folder for folder in DATA if not (PACKAGE / folder).is_dir()] == []


def test_the_guard_sees_what_is_planted() -> None:
    assert inline('<p style="color:red">x</p>') == ["style attribute"]
    assert inline('<button onclick="go()">x</button>') == ["handler attribute"]
    assert inline("<script>go()</script>") == ["script in the page"]
    assert inline("{{ facts|safe }}") == ["unescaped text"]
    assert inline('<script src="x.js" defer></script>') == []
    assert unsaid('<p>登记</p>{% translate "登记" %}') == ["<p>登记</p>"]
    assert list(unsaid_in_code(ast.parse("title = '登记'"))) == ["line 1: 登记"]
    assert list(unsaid_in_code(ast.parse("title = _('登记') % {'x': 1}"))) == []


def _without_comments(path: Path) -> str:
    return re.sub(r"/\*.*?\*/|(?m:^\s*//.*$)|(?m:\s//\s.*$)", "", path.read_text("utf-8"), flags=re.DOTALL)


# Pagers that say more than the next page and the one before: how many there are, or the way to the newest.
OWN_PAGERS = {"paging.html", "worklist.html", "audit.html", "deliveries.html"}


def test_lists_are_turned_by_one_pager() -> None:
    turned = {path.name for path in files(".html") if 'rel="next"' in path.read_text("utf-8")}
    assert turned <= OWN_PAGERS
    for path in (each for each in files(".html") if each.name in OWN_PAGERS):
        assert '{% translate "后一页" %}' in path.read_text("utf-8"), short(path)
