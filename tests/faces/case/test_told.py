"""Every verb that is written into a timeline is told in words."""

import ast
from pathlib import Path

import xinfang
from xinfang.casework.workflow import TRANSITIONS
from xinfang.faces.workbench.history.told import VERBS


def written() -> set[str]:
    """The verbs that the code writes out where it makes a line of a timeline."""
    found = set()
    for path in (Path(xinfang.__file__).parent / "casework").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("building.act"):
                verb = node.args[1] if len(node.args) > 1 else None
                found |= {verb.value} if isinstance(verb, ast.Constant) else set()
    return found


def test_every_verb_has_words():
    verbs = written() | {row.verb for row in TRANSITIONS}
    assert "deliver" in verbs
    assert verbs - VERBS.keys() == set()


def test_a_notice_that_was_served_names_itself():
    assert VERBS["deliver"].words({"kind": "acceptance_notice"}) == "送达受理告知书"
    assert VERBS["deliver"].words({}) == "送达文书"
