"""Every verb that is written into a timeline is told in words."""

import ast
from pathlib import Path

import pytest

import xinfang
from xinfang.casework.workflow import TRANSITIONS
from xinfang.faces.workbench.audit.sentences import PRESENTERS
from xinfang.faces.workbench.history.told import VERBS
from xinfang.kernel.models import AuditEntry


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


@pytest.mark.parametrize(
    ("was", "now", "moved", "why", "what"),
    [
        (True, False, False, "已经确认", "仍是"),
        (True, False, True, "已经确认", "改为"),
        (False, True, False, "还没有确认", "可能变动"),
        (False, True, True, "还没有确认", "暂改为"),
        (True, True, False, "有变", "仍是"),
        (True, True, True, "有变", "改为"),
    ],
)
def test_a_clock_that_was_counted_again_is_told_alike_in_the_timeline_and_in_the_audit(
    was, now, moved, why, what
):
    before, after = "2026-12-31", "2027-01-04" if moved else "2026-12-31"
    line = {"rule": "route_2022", "before": before, "after": after, "years": [2026, 2027]}
    row = AuditEntry(
        subject="2026-0001",
        before={"due_on": before, "provisional": was},
        after={"due_on": after, "provisional": now, "rule": "route_2022", "years": [2026, 2027]},
    )
    told = VERBS["clock_recounted"].words(line | {"provisional": now, "was_provisional": was})
    for words in (told, PRESENTERS["clock.recounted"](row)):
        assert words.startswith(f"2026、2027 年的放假安排{why}，")
        assert what in words


def test_a_line_that_was_written_before_it_kept_why_is_told_as_it_was():
    line = {"rule": "route_2022", "before": "2026-12-31", "after": "2026-12-31"}
    told = VERBS["clock_recounted"].words
    assert told(line | {"provisional": False}).startswith("放假安排已经确认，“")
    assert told(line | {"provisional": True}).startswith("放假安排还没有确认，“")
    assert told(line | {"after": "2027-01-04", "provisional": True}).startswith("放假安排有变，“")
