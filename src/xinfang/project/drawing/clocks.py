"""The table of clocks as a part of docs/policy/README.md."""

from collections.abc import Iterator

from xinfang.casework.deadlines.rules import CLOCKS, ClockRule

__all__ = ["BEGIN", "END", "clock_table", "with_clocks"]

BEGIN, END = "<!-- clocks -->", "<!-- /clocks -->"
HEADS = ("键", "时限", "起算", "长度", "可延长", "谁", "依据", "起算日在此期间的适用", "只在")
NO_DAY = "由交办函、意见书或建议书指定，没有默认天数"


def with_clocks(page: str) -> str:
    """A page with the table between its two marks made anew."""
    before, rest = page.split(BEGIN)
    after = rest.split(END)[1]
    return f"{before}{BEGIN}\n\n{clock_table()}\n{END}{after}"


def clock_table() -> str:
    """All rules, one a line."""
    lines = [f"| {' | '.join(HEADS)} |", "|" + "---|" * len(HEADS), *_rows()]
    return "\n".join(lines) + "\n"


def _rows() -> Iterator[str]:
    for each in CLOCKS:
        cells = (
            f"`{each.key}`",
            f"{each.label}{'' if each.duty else '（权利，过期失效）'}",
            str(each.begins) % {"day": ""},
            _length(each),
            f"{each.extension_days} 日，一次" if each.extension_days else "—",
            str(each.owed_by),
            f"{each.law}{each.article}",
            f"{each.valid_from} 至 {each.valid_to or '今'}",
            _where(each),
        )
        yield f"| {' | '.join(cells)} |"


def _length(each: ClockRule) -> str:
    if each.unit == "at_once":
        return "立即（当日）"
    if not each.length:
        return NO_DAY
    named = "；另行指定日期的从其日期" if each.settable else ""
    return f"{each.length} {'个工作日' if each.unit == 'working_days' else '日'}{named}"


def _where(each: ClockRule) -> str:
    if each.target:
        named = f"`XINFANG_TARGETS` 写明时，随 `{each.beside}` 起止"
        return named if each.beside else "留作数据，不计时：没有起止它的办理"
    return f"`XINFANG_PLACE={each.place}`" if each.place else "各地"
