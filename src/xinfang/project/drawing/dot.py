"""One way of the workflow (申诉求决, 建议, 检举控告) as a graph in the DOT language."""

from collections.abc import Iterator

from xinfang.casework.workflow import STATES, TRANSITIONS, Transition

__all__ = ["WAYS", "dot", "shown"]

WAYS = {"appeal": "申诉求决类", "suggestion": "建议意见类", "accusation": "检举控告类"}
FONT = "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"
# Acts that would hide the law's own road: those of the register itself, and withdrawing, which any open state
# allows.
ASIDE = {"revert", "record_answer", "withdraw", "reopen"}
# Graphviz measures Chinese by a Latin font: it lays out at the one size, and the drawing shows the other.
LAID, SHOWN = {"box": 17, "arrow": 14}, {"box": 13, "arrow": 11}


def dot(way: str) -> str:
    """The graph of a way; acts that leave the state as it is stand inside its box."""
    rows = [row for row in TRANSITIONS if way in row.ways and row.verb not in ASIDE]
    moving = [row for row in rows if row.state != row.next]
    states = _reached(moving)
    moving = [row for row in moving if row.state in states]
    lines = [
        "digraph {",
        f'  graph [rankdir=TB, fontname="{FONT}", bgcolor="#ffffff", nodesep=0.35, ranksep=0.5]',
        f'  node [shape=box, style="rounded,filled", fillcolor="#ffffff", color="#5b6675", '
        f'fontname="{FONT}", fontsize={LAID["box"]}, fontcolor="#1b2430", margin="0.16,0.09"]',
        f'  edge [fontname="{FONT}", fontsize={LAID["arrow"]}, color="#0f6b6b", '
        'fontcolor="#0f4f4f", arrowsize=0.7]',
        *(_node(state, rows) for state in states),
        *_edges(moving),
        "}",
    ]
    return "\n".join(lines) + "\n"


def shown(svg: str) -> str:
    """The drawing with its texts at the size in which they are read."""
    for part, size in LAID.items():
        svg = svg.replace(f'font-size="{size}.00"', f'font-size="{SHOWN[part]}.00"')
    return svg


def _reached(moving: list[Transition]) -> dict[str, None]:
    """The states that can follow an arrival, in the order in which they are met."""
    found = {"": None}
    for _turn in STATES:
        for row in moving:
            if row.state in found:
                found.setdefault(row.next)
    return found


def _node(state: str, rows: list[Transition]) -> str:
    if not state:
        return '  "" [shape=circle, label="", width=0.22, fillcolor="#1b2430"]'
    known = STATES[state]
    stays = dict.fromkeys(str(row.label) for row in rows if row.state == row.next == state)
    inside = "".join(f"\\l· {label}" for label in stays) + ("\\l" if stays else "")
    fill = ', fillcolor="#eef1f4"' if known.ended else ""
    return f'  "{state}" [label="{known.label}{inside}"{fill}]'


def _edges(rows: list[Transition]) -> Iterator[str]:
    """One arrow for all acts between two states, each with its articles."""
    labels: dict[tuple[str, str], dict[str, None]] = {}
    for row in rows:
        labels.setdefault((row.state, row.next), {})[_label(row)] = None
    for (source, target), words in labels.items():
        label = "\\n".join(words)
        yield f'  "{source}" -> "{target}" [label="{label}"]'


def _label(row: Transition) -> str:
    old, new = row.article
    if not old and not new:
        return str(row.label)
    return f"{row.label} ({old or '—'} / {new or '—'})"
