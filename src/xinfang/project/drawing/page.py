"""The workflow's table as a page of docs/policy."""

from collections.abc import Iterator

from xinfang.casework.workflow import STATES, TRANSITIONS, Transition
from xinfang.project.drawing.dot import WAYS
from xinfang.registers.staff.roles import PERMISSIONS

__all__ = ["page"]

SEATS = {
    "office": "登记单位",
    "unit": "承办单位",
    "either": "登记或承办单位",
    "partner": "协办单位",
    "reviewer": "复查复核机关",
    "superior": "共同上级",
    "sender": "转来的单位或登记单位",
}
HEAD = """# 信访事项的办理流程

这一页由 `make drawings` 从 `casework/workflow/table.py` 生成，测试核对它没有过时，不要手改。
条款一栏是 2005 年《信访条例》和 2022 年《信访工作条例》的条号；JY16、JY22 是《信访事项简易办理办法》
2016 年试行版和 2022 年版；
BJ50 是《北京市信访条例》（2006）第五十条，只在 `XINFANG_PLACE=北京` 时有这一步；
“—”表示当时的规定里没有这一步，系统在那时的日期上拒绝它。
图里不画撤回和重新提出（答复以前，信访人随时可以撤回；撤回的可以重新提出），也不画补录和撤销导入。

This page is generated from the table; tests keep it fresh.

"""


def page() -> str:
    """The drawings, and under each the table of its way."""
    parts = [HEAD]
    for way, name in WAYS.items():
        parts.append(f"## {name}\n\n![{name}](workflow-{way}.svg)\n\n")
        parts.append("| 环节 | 办理 | 之后 | 谁来办（权限 · 单位） | 时限 | 文书 | 条款 | 对外说法 |\n")
        parts.append("|---|---|---|---|---|---|---|---|\n")
        parts.extend(_lines(way))
        parts.append("\n")
    return "".join(parts).rstrip() + "\n"


def _lines(way: str) -> Iterator[str]:
    for row in TRANSITIONS:
        if way in row.ways:
            who = f"{PERMISSIONS[row.permission]} · {SEATS[row.seat]}"
            cells = (
                _named(row.state),
                f"{row.label} `{row.verb}`",
                "不变" if row.next == row.state else _named(row.next),
                who,
                row.clock or "—",
                f"`{row.letter}`" if row.letter else "—",
                _articles(row),
                str(row.public) or "—",
            )
            yield f"| {' | '.join(cells)} |\n"


def _named(state: str) -> str:
    return str(STATES[state].label) if state else "（来件）"


def _articles(row: Transition) -> str:
    old, new = row.article
    return f"{old or '—'} / {new or '—'}" if old or new else "登记工作自身"
