"""What an open page is like as a whole: the rules of WCAG 2.2 AA by axe-core, and its width.

A click returns when the next page has begun, not when it is there: each of these waits for the whole page."""

from pathlib import Path
from typing import Any

__all__ = ["TAGS", "violations", "width"]

SCRIPT = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(tab: Any, only: list[str] = TAGS) -> list[str]:
    """What breaks a rule on the page as it stands: rule, element, reason. `only`: tags or names of rules.

    The page's own policy forbids foreign scripts, so axe is evaluated by the browser's debugger, not loaded
    by the page."""
    tab.wait_for_load_state()
    if not tab.evaluate("typeof window.axe === 'object'"):
        tab.evaluate(SCRIPT.read_text(encoding="utf-8"))
    found = tab.evaluate("only => axe.run(document, { runOnly: only, resultTypes: ['violations'] })", only)
    return [
        f"{broken['id']} {node['target']}: {node['failureSummary']}"
        for broken in found["violations"]
        for node in broken["nodes"]
    ]


def width(tab: Any) -> int:
    """How wide the page is, in CSS pixels: more than the window when something stands beyond its edge."""
    tab.wait_for_load_state()
    return int(tab.evaluate("document.documentElement.scrollWidth"))
