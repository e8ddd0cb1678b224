"""Texts from elsewhere may be long and of any shape: what the lint does grows with them and no faster.

Two guards that read no clock. The patterns are walked: a repeat without end inside another one is what
makes a pattern look back for ever, and its shape says so whatever the text. And the lines of Python that run
are counted, for a text and for one eight times as long, which sees a loop over all that went before. The walk
is the better of the two, for it needs no luck in the choice of texts; but it sees no loops. Seconds are
measured by benchmarks/figurelint.py.
"""

import ast
import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from re import _constants, _parser  # type: ignore[attr-defined]  # no other way to see a pattern's shape
from typing import Any

import pytest

from xinfang.engines import figurelint
from xinfang.engines.figurelint import lint

REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
CALLS = {"compile", "match", "search", "fullmatch", "sub", "split", "findall", "finditer"}


def modules() -> Iterator[Any]:
    """Every module of the engine."""
    for info in pkgutil.walk_packages(figurelint.__path__, "xinfang.engines.figurelint."):
        yield importlib.import_module(info.name)


def written(node: ast.AST) -> str | None:
    """A pattern that is written where it is used; what is filled in is one letter."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "x" for part in node.values)  # type: ignore[misc]
    return None


def patterns() -> set[str]:
    """Every regular expression of the engine: those with a name, and those written in a call."""
    found: set[str] = set()
    for module in modules():
        for value in vars(module).values():
            several = value if isinstance(value, tuple) else (value,)
            found |= {each.pattern for each in several if isinstance(each, re.Pattern)}
        for node in ast.walk(ast.parse(Path(module.__file__).read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in CALLS
            ):
                text = written(node.args[0]) if node.args else None
                if text is not None and isinstance(node.func.value, ast.Name) and node.func.value.id == "re":
                    found.add(text)
    return found


def endless(parsed: Any, *, inside: bool = False) -> bool:
    """Whether a repeat without end holds another one."""
    for operation, argument in parsed:
        if operation in REPEATS:
            _, most, body = argument
            unbounded = most == _constants.MAXREPEAT
            if (unbounded and inside) or endless(body, inside=inside or unbounded):
                return True
        elif any(endless(body, inside=inside) for body in bodies(argument)):
            return True
    return False


def bodies(argument: Any) -> Iterator[Any]:
    """The patterns within an operation: of a group, of each branch, of what stands before or after."""
    if isinstance(argument, _parser.SubPattern):
        yield argument
    elif isinstance(argument, list | tuple):
        for each in argument:
            yield from bodies(each)


def test_no_pattern_repeats_without_end_what_repeats_without_end() -> None:
    found = patterns()
    assert len(found) > 80
    assert [pattern for pattern in found if endless(_parser.parse(pattern))] == []


@pytest.mark.parametrize("pattern", ["(a+)+", "(?:来信|(?:其中)*、)*共", "(?:a{2,}b?){1,}", "x(?=(?:a*b?)*)"])
def test_the_walk_sees_a_slow_pattern(pattern: str) -> None:
    assert endless(_parser.parse(pattern))
    assert not endless(_parser.parse("(?:a+b){1,8}c*"))


PIECES = (
    "1", "1,", "一", "其中1件、", "1%，", "万", "分之", "17起，率5%", "中", "由1件", "来信占3%，",
    "来信45件。", "来信、", "来信45件\n", "受理20件。办结10件，办结率77%。", "来信45件。其中联名信8件。",
    "分别为", "97%（250/", "来信45件 " + " " * 40,
    "东街\t1\t2\n", "| 合计 | 1 |\n", "1\t", "|", "占总数的110%，", "来信9件、来访3批，共14件（批）。",
    "办结20件，按期办结30件，", "1月9件、", "同比分别下降5%、6%，", "来信4件，较上年5件减少1件，",
)  # fmt: skip


def lines_run(text: str) -> int:
    """How many lines of Python run for a text."""
    count = 0

    def ran(_frame: Any, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return ran

    before = sys.gettrace()
    sys.settrace(ran)
    try:
        lint(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("piece", PIECES)
def test_eight_times_the_text_is_about_eight_times_the_work(piece: str) -> None:
    lint(piece * 2)
    short = lines_run(piece * 250)
    assert lines_run(piece * 2_000) < 10 * short + 1_000
