"""Percentages from nothing: 去年没有集体访，今年3批，上升300%. Of 0 there is none, and 0 cannot fall."""

import re
from collections.abc import Iterator

from xinfang.engines.figurelint.checks.changes import together
from xinfang.engines.figurelint.checks.wording import DIR, LAST, NOUN, NOW, THAN
from xinfang.engines.figurelint.findings import FROM_NOTHING, FROM_NOTHING_HOLDS, Fault
from xinfang.engines.figurelint.reading import COUNT, FOLD, PERCENT, Sentence

__all__ = ["nothing"]

_SHARE = rf"(?P<share>[{PERCENT}{FOLD}])"
_PATTERNS = (
    # 比去年同期的 0件相比，集体访下降 P
    re.compile(rf"[比较与]{LAST}的?(?P<old>{COUNT})(?:相比)?[，,]?{NOUN}{NOUN}{DIR}{_SHARE}"),
    # 由去年的 0批增加到 3批，增长 P
    re.compile(
        rf"[由从](?:{LAST})?的?(?P<old>{COUNT}){NOUN}[到至为](?:{NOW})?的?{COUNT}[，,(](?:同比|环比)?{DIR}{_SHARE}"
    ),
    # 去年为 0批，今年 3批，同比上升 P
    re.compile(
        rf"{LAST}{NOUN}?[为是]?(?P<old>{COUNT})[，,](?:{NOW}){NOUN}{COUNT}{{1,2}}[，,](?:{THAN})?{DIR}{_SHARE}"
    ),
    # 去年没有发生集体访，今年发生 3批，同比上升 P
    re.compile(
        rf"{LAST}(?:没有|未|无)(?:发生|出现)?[\u4e00-\u9fff]{{2,8}}[，,](?:{NOW}){NOUN}{COUNT}{{1,2}}[，,]"
        rf"(?:{THAN})?{DIR}{_SHARE}"
    ),
)


def nothing(sentence: Sentence) -> Iterator[Fault]:
    """Faults of changes in per cent or in times from 0."""
    for pattern in _PATTERNS:
        for match in together(sentence, pattern):
            said = sentence.at(match.start("share"))
            old = sentence.at(match.start("old")) if "old" in match.groupdict() else None
            if old is None or (old.exact and old.value == 0):
                params = {"share": said.text}
                yield Fault("change", sentence, said, FROM_NOTHING, FROM_NOTHING_HOLDS, "n÷0", params)
