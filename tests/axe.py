"""axe-core on an open page: the rules of WCAG 2.2 AA, told so that a person can find the place."""

from pathlib import Path
from typing import Any

__all__ = ["TAGS", "violations"]

SCRIPT = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(tab: Any, only: list[str] = TAGS) -> list[str]:
    """What breaks a rule on the page as it stands: rule, element, reason. `only`: tags or names of rules.

    The page's own policy forbids foreign scripts, so axe is evaluated by the browser's debugger, not loaded
    by the page."""
    if not tab.evaluate("typeof window.axe === 'object'"):
        tab.evaluate(SCRIPT.read_text(encoding="utf-8"))
    found = tab.evaluate("only => axe.run(document, { runOnly: only, resultTypes: ['violations'] })", only)
    return [
        f"{broken['id']} {node['target']}: {node['failureSummary']}"
        for broken in found["violations"]
        for node in broken["nodes"]
    ]
