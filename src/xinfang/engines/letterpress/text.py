"""Text as it is printed: without what no paper shows, and breakable where a line must end."""

import re
import unicodedata
from collections.abc import Iterator

__all__ = ["Rich", "breadth", "printable", "rich"]

# Lines, each in pieces between which a line may end.
Rich = list[list[str]]

LONGEST_RUN = 24
PART, LONGEST_PART = 4, 5
_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
# Dropped: controls, formats (zero-width, bidirectional signs), selectors, fillers, what is no character.
_UNSEEN = {"Cc", "Cf"}
_NO_CHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_SELECTORS = re.compile(
    f"[{_NO_CHARACTERS}\ufe00-\ufe0f\U000e0100-\U000e01ef\u180b-\u180d\u115f\u1160\u3164\uffa0]"
)
_WIDE = re.compile(
    "[\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[\U00020000-\U0003ffff]"
)
_RUN = re.compile(rf"(?:(?!{_WIDE.pattern})\S){{{LONGEST_RUN + 1},}}")


def printable(text: str) -> str:
    """The text with \\n for every kind of line end, spaces for tabs, and without invisible characters.

    Controls, zero-width and bidirectional signs and variation selectors print nothing or turn the order of
    what is printed; paper shows the text in the order in which it is stored. No visible character is lost.
    """
    joined = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    kept = (ch for ch in joined if ch == "\n" or unicodedata.category(ch) not in _UNSEEN)
    return _SELECTORS.sub("", "".join(kept))


def rich(text: str) -> Rich:
    """Printable lines in pieces: a run of more than 24 characters without a place to end a line is cut up."""
    return [list(_pieces(line)) for line in printable(text).strip(" \n").split("\n")]


def breadth(text: str) -> float:
    """How broad a text is in widths of a Chinese character; other letters count a half."""
    return sum(1 if unicodedata.east_asian_width(ch) in "WFA" else 0.5 for ch in text)


def _pieces(line: str) -> Iterator[str]:
    done = 0
    for run in _RUN.finditer(line):
        before = line[done : run.start()]
        if before:
            yield before
        yield from _cut(run[0])
        done = run.end()
    if done < len(line):
        yield line[done:]


def _cut(run: str) -> Iterator[str]:
    """Parts of about four characters, which end before a letter or figure; longer ones if none comes.

    A mark that is set over a letter stays with it.
    """
    part = run[0]
    for ch in run[1:]:
        if unicodedata.category(ch)[0] != "M" and len(part) >= (PART if ch.isalnum() else LONGEST_PART):
            yield part
            part = ch
        else:
            part += ch
    yield part
