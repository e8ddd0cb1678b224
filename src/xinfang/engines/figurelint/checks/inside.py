"""What lies inside another by its name alone: 办结260件，按期办结265件; 来信45件，联名信48件."""

import re
from collections.abc import Iterator, Sequence

from xinfang.engines.figurelint.checks.stated import INTIME
from xinfang.engines.figurelint.checks.sums import CARRIED, runs
from xinfang.engines.figurelint.findings import SUBSET, SUBSET_HOLDS, Fault
from xinfang.engines.figurelint.reading import Quantity, Sentence

__all__ = ["inside"]

_FIRST = (
    r"(?:其中|目前|现|已经?|均|全部|实际|共|全年|全[区市县省州]|累计"
    r"|收到|受理|接收|接待|处理|登记|办理|群众|人民)*"
)
_ITEM = r"(?:群众)?(?:信访)?(?:事项|案件|信件|件)?"
_VERB = "(?P<verb>受理|办结|结案|答复|回复|化解|办理|告知)"
_PLAIN = re.compile(rf"{_FIRST}应?(?:{INTIME})?{_VERB}{_ITEM}")
_TIMELY = re.compile(rf"{_FIRST}(?:{INTIME}){_VERB}{_ITEM}")
# What may stand between the two without beginning something else.
_BETWEEN = re.compile(
    r"(?:其中|目前|现|已|群众|共)*(?:息诉息访|息诉|息访|(?:基本|不)?满意|[未在正]\w*|化解|答复|转送|交办|督办)"
)
_KINDS = (
    (
        re.compile(rf"{_FIRST}来信"),
        re.compile(rf"{_FIRST}(?:联名来?信|重复来信|重信|初次来信|初信|匿名信|署名信|实名信|集体来信)"),
    ),
    (
        re.compile(rf"{_FIRST}(?:来访|走访)(?:群众|人员)?"),
        re.compile(rf"{_FIRST}(?:集体[来上]?访|个[体人]?[来上]?访|重复[来上]?访|重访|初次[来上]?访|初访|越级[来上]?访)"),
    ),
)  # fmt: skip


def inside(sentence: Sentence) -> Iterator[Fault]:
    """Faults of what is more than what it lies inside of, in one clause, whatever stands first."""
    if CARRIED.search(sentence.text):
        return
    grouped = runs(sentence.counts())
    for place, one in enumerate(grouped):
        for other in grouped[place + 1 : place + 6]:
            if re.search("[；;。:：]", sentence.between(one[-1].end, other[0].start)):
                break
            for whole, part in ((one, other), (other, one)):
                if _lies_in(sentence, part[0], whole[0]):
                    yield from _more(sentence, part, whole)


def _more(sentence: Sentence, part: Sequence[Quantity], whole: Sequence[Quantity]) -> Iterator[Fault]:
    """In some unit the part is more: 188批338人次 and, of these, 19批350人次."""
    units = {q.unit: q for q in whole}
    for q in part:
        of = units.get(q.unit)
        if of is not None and q.exact and of.exact and q.value > of.value:
            params = {"part": q.text, "total": of.text}
            yield Fault("subset", sentence, q, SUBSET, SUBSET_HOLDS, f"{q.value}>{of.value}", params)


def _lies_in(sentence: Sentence, part: Quantity, whole: Quantity) -> bool:
    """Whether the words before the two say it, and nothing else begins between them."""
    if any(outer.fullmatch(whole.label) and inner.fullmatch(part.label) for outer, inner in _KINDS):
        return True
    of, timely = _PLAIN.fullmatch(whole.label), _TIMELY.fullmatch(part.label)
    if of is None or timely is None or of["verb"] != timely["verb"]:
        return False
    if re.search(INTIME, whole.label) and "应" not in whole.label:
        return False
    first, last = sorted((part.start, whole.start))
    return all(_BETWEEN.fullmatch(q.label) for q in sentence.counts() if first < q.start < last)
