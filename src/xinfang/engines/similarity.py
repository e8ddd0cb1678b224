"""How alike two Chinese texts are, and in which words."""

import re
import unicodedata

_NOT_WORDS = re.compile(r"[\W_]+")
_WIDE_MARKS = "，：；？！（）…"  # in every letter; one of them sends the whole text the slow way through NFKC
# Characters that carry no matter at the edge of a shared piece, and pieces found in any letter.
_EDGE = "的了在是我你您他它们和与及或等也都就还又把被对向从到为以其这那有个请不没要会能将已并而但之于所让给"
_COMMON = frozenset(
    {"您好", "你好", "尊敬", "领导", "谢谢", "希望", "反映", "问题", "情况", "相关", "有关", "部门", "现在"}
)


def plain(text: str) -> str:
    """`text` without punctuation, white space, case and width: what is compared."""
    for mark in _WIDE_MARKS:
        text = text.replace(mark, "")
    return _NOT_WORDS.sub("", unicodedata.normalize("NFKC", text).casefold())


def fingerprint(text: str) -> frozenset[str]:
    """The character pairs of the plain `text`.

    A text of one character has that character as its fingerprint; an empty one has none.
    """
    bare = plain(text)
    if len(bare) == 1:
        return frozenset(bare)
    return frozenset([bare[place : place + 2] for place in range(len(bare) - 1)])


def can_be_alike(mark: frozenset[str], bare: str, share: float) -> bool:
    """Whether a plain text can be as alike to a fingerprint as `share` (0..1). A few pairs tell most texts
    apart, long before the text's own fingerprint would be made.

    If n pairs are shared, the text has at least n; so of m pairs at least m * share / (2 - share) are in it.
    """
    may_lack = len(mark) * (2 - 2 * share) / (2 - share) + 1e-9
    for pair in mark:
        if pair not in bare:
            may_lack -= 1
            if may_lack < 0:
                return False
    return True


def similarity(a: str | frozenset[str], b: str | frozenset[str]) -> float:
    """How alike two texts (or their fingerprints) are, 0..1: the Dice coefficient of their character pairs.

    Symmetric; 1 for equal fingerprints; 0 if either is empty. Dice (1945), Ecology 26(3).
    """
    left = fingerprint(a) if isinstance(a, str) else a
    right = fingerprint(b) if isinstance(b, str) else b
    if not left or not right:
        return 0.0
    return 2 * len(left & right) / (len(left) + len(right))


def shared_words(a: str, b: str, n: int = 3) -> list[str]:
    """At most `n` longest pieces (two characters or more) that stand in both texts, longest first.

    Pieces do not cross punctuation, do not repeat one another, and are freed of function words at their
    edges, so that a clerk can be told "相同处：公示、分摊、停车".
    """
    pieces = {trimmed for piece in _common_pieces(a, b) if len(trimmed := piece.strip(_EDGE)) > 1}
    place = unicodedata.normalize("NFKC", a).casefold()
    chosen: list[str] = []
    for piece in sorted(pieces - _COMMON, key=lambda p: (-len(p), place.find(p), p)):
        if not any(piece in other for other in chosen):
            chosen.append(piece)
        if len(chosen) >= n:
            break
    return chosen[: max(n, 0)]


def _common_pieces(a: str, b: str) -> set[str]:
    """All maximal pieces of `a` that also stand in `b`."""
    # Each text gets its own mark in place of punctuation, so that no common piece crosses one.
    left = _NOT_WORDS.sub("\x00", unicodedata.normalize("NFKC", a).casefold())
    right = _NOT_WORDS.sub("\x01", unicodedata.normalize("NFKC", b).casefold())
    found: set[str] = set()
    end = 0
    for start in range(len(left)):
        before = end
        end = max(end, start)
        while end < len(left) and left[start : end + 1] in right:
            end += 1
        if end > before:  # otherwise it is the tail of the piece found before
            found.add(left[start:end])
    return found
