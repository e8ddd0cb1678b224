"""Sets that cannot be: 110件中，已回复114件; 20批15人次; 集体访19批50人次."""

import re
from collections.abc import Iterator

from xinfang.engines.figurelint.checks.sums import MOVED, runs
from xinfang.engines.figurelint.findings import GROUP, HEADS, HEADS_HOLD, SUBSET, SUBSET_HOLDS, Fault
from xinfang.engines.figurelint.reading import COUNT, Sentence

__all__ = ["sets"]

_AMONG = re.compile(
    rf"(?P<whole>{COUNT})[\u4e00-\u9fff]{{0,14}}(?<![其集])中[，,]?(?:有|已|目前|现|属)[\u4e00-\u9fff]{{0,10}}(?P<part>{COUNT})"
)
_GROUP = re.compile(r"集体(?:上)?访$")
GROUP_HEADS = 5  # five or more who come about one matter


def sets(sentence: Sentence) -> Iterator[Fault]:
    """Faults of sets in one sentence."""
    for match in _AMONG.finditer(sentence.skeleton):
        whole, part = sentence.at(match.start("whole")), sentence.at(match.start("part"))
        if whole.exact and part.exact and whole.unit == part.unit and part.value > whole.value:
            params = {"part": part.text, "total": whole.text}
            done = f"{part.value}>{whole.value}"
            yield Fault("subset", sentence, part, SUBSET, SUBSET_HOLDS, done, params)
    yield from _heads(sentence)


def _heads(sentence: Sentence) -> Iterator[Fault]:
    """Heads fewer than the arrivals that they came in, or than a group visit takes."""
    for run in runs(sentence.counts()):
        units = {q.unit: q for q in run if q.exact}
        batches, heads = units.get("批"), units.get("人次")
        if batches is None or heads is None or batches.end != heads.start or MOVED.search(batches.label):
            continue
        least = GROUP_HEADS if _GROUP.search(batches.label) else 1
        if heads.value < least * batches.value:
            params = {"batches": batches.text, "heads": heads.text, "right": f"{least * batches.value}人次"}
            done = f"{batches.value}×{least}={least * batches.value}>{heads.value}"
            yield Fault("heads", sentence, heads, GROUP if least > 1 else HEADS, HEADS_HOLD, done, params)
