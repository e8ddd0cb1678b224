"""The guide to templates lists what the code knows, neither more nor less, and what it shows is accepted."""

import io
import re

import docx as python_docx
from tests.house.source import ROOT

from xinfang.engines.letterpress import Form
from xinfang.engines.letterpress.word import (
    LOOPS,
    PLACEHOLDERS,
    STYLES,
    check_template,
    default_template,
)
from xinfang.engines.letterpress.word.inspection import MAX_BYTES

GUIDE = (ROOT / "docs/guides/letters-in-word.md").read_text("utf-8")
FIRST = re.findall(r"^\| `([^`]+)` \|", GUIDE, re.MULTILINE)


def test_the_tables_are_those_of_the_code() -> None:
    tags = [placeholder.tag for placeholder in PLACEHOLDERS] + [loop.tag for loop in LOOPS]
    assert sorted(FIRST) == sorted([*tags, *STYLES.values()])


def test_each_loop_names_its_word() -> None:
    for loop in LOOPS:
        assert f"| `{loop.tag}` | `{{{{{loop.each}}}}}` |" in GUIDE
        assert f"`{loop.of}`" in GUIDE


def test_every_tag_that_the_guide_shows_is_accepted() -> None:
    document = python_docx.Document(io.BytesIO(default_template(Form.LETTER)))
    shown = re.findall(r"```\n(.*?)```", GUIDE, re.DOTALL)[0].splitlines()
    for loop in LOOPS:
        shown += [loop.tag, f"{{{{{loop.each}}}}}", "{%p endfor %}"]
    for text in (
        *shown,
        "{% if 密级 %}……{% endif %}",
        *(each.tag for each in PLACEHOLDERS if not each.alone),
    ):
        document.add_paragraph(text)
    written = io.BytesIO()
    document.save(written)
    check_template(written.getvalue())


def test_the_limit_is_told() -> None:
    assert f"{MAX_BYTES // 1024**2} MB" in GUIDE
