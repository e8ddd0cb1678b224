"""Where a title is broken: whole words, no thin last line, a shape like a trapezoid or a diamond (7.3.1)."""

import re
from functools import lru_cache
from itertools import pairwise, product
from pathlib import Path

from xinfang.engines.letterpress.text import breadth, printable

__all__ = ["title_lines"]

# Words of our titles that a line end would tear. What is not listed may be torn: the writer breaks by hand.
BANK = (Path(__file__).parent / "title_words.txt").read_text("utf-8").split()
WORDS = re.compile(
    "|".join(sorted(BANK, key=len, reverse=True))
    + "|[0-9A-Za-z.,:/%-]+|《[^》]{1,12}》|“[^”]{1,10}”|〔[^〕]*〕.{0,6}号"
    + "|第[0-9一二三四五六七八九十]+.|等?[0-9一二三四五六七八九十]+[人件项户]"
)
NOT_AT_START = set("，。、；：？！）》”’」』】〕…—·的了和与及等")
NOT_AT_END = set("（《“‘「『【〔关对和与及第")
GOOD_END = ("问题", "事项", "情况", "工作", "局", "委员会", "办公室", "办法》", "条例》", "程序")
GOOD_START = ("关于", "信访事项", "有关", "处理", "办理", "引导", "进行", "反映")
TORN, WRONG_EDGE, GOOD = 40.0, 90.0, -8.0


@lru_cache(maxsize=512)
def title_lines(title: str, width: float = 19.0) -> tuple[str, ...]:
    """The lines of a title, at most `width` Chinese characters broad each; its own line ends are kept.

    >>> title_lines("关于王小明反映住房墙体开裂问题信访事项的处理意见书")
    ('关于王小明反映住房墙体开裂问题', '信访事项的处理意见书')
    """
    lines = [line.strip() for line in printable(title).split("\n")]
    return tuple(part for line in lines if line for part in _broken(line, width))


def _broken(line: str, width: float) -> tuple[str, ...]:
    count = -(-int(breadth(line) * 2) // int(width * 2))
    if count <= 1:
        return (line,)
    best = _best(line, count, width) if count <= 4 else None
    return best or _even(line, width)


def _best(line: str, count: int, width: float) -> tuple[str, ...] | None:
    costs = _edges(line)
    middle = len(line) / count
    # A good line end lies near its even share; looking further would only cost time.
    reach = max(3, round(middle / 3))
    marks = [
        [at for at in range(1, len(line)) if abs(at - middle * number) <= reach] for number in range(1, count)
    ]
    found: tuple[float, tuple[str, ...]] | None = None
    for cuts in product(*marks):
        if any(a >= b for a, b in pairwise(cuts)):
            continue
        parts = tuple(line[a:b] for a, b in pairwise((0, *cuts, len(line))))
        if max(map(breadth, parts)) <= width:
            cost = _shape(parts) + sum(costs[cut] for cut in cuts)
            if found is None or cost < found[0]:
                found = (cost, parts)
    return found[1] if found else None


def _edges(line: str) -> dict[int, float]:
    """What a line end before each position costs."""
    costs = {}
    for at in range(1, len(line)):
        cost = 0.0
        if line[at] in NOT_AT_START - {"的"} or line[at - 1] in NOT_AT_END:
            cost += WRONG_EDGE
        if line[:at].endswith(GOOD_END):
            cost += GOOD
        if line[at:].startswith(GOOD_START):
            cost += GOOD
        costs[at] = cost
    for word in WORDS.finditer(line):
        for at in range(word.start() + 1, word.end()):
            costs[at] += TORN
    return costs


def _shape(parts: tuple[str, ...]) -> float:
    """Uneven lines cost their square; an hourglass costs more than a trapezoid, a thin last line the most."""
    broad = [breadth(part) for part in parts]
    mean = sum(broad) / len(broad)
    cost = sum((each - mean) ** 2 for each in broad) / 2
    if len(broad) > 2 and broad[1] < min(broad[0], broad[-1]):
        cost += 30
    if min(broad) < mean / 2:
        cost += 30
    return cost


def _even(line: str, width: float) -> tuple[str, ...]:
    """A title of more than four lines, or without any fitting end: cut where the line is full."""
    parts = [""]
    for ch in line:
        if breadth(parts[-1] + ch) > width:
            parts.append("")
        parts[-1] += ch
    return tuple(parts)
