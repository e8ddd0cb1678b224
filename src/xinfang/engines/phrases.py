"""Phrases that are not names of people: their pinyin initials and the key they are sorted by."""

import re
import unicodedata
from functools import lru_cache

_KEPT = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=8192)
def phrase_initials(text: str) -> str:
    """The first letters of a phrase's syllables, a-z and digits: 'zf' for 住房, 'zhjd' for 中和街道.

    Unlike `identity.initials` no character is read as a surname (单位 is dw, not sw). Punctuation is dropped.
    """
    from pypinyin import Style, lazy_pinyin  # a quarter of a second, not wanted at every start

    plain = unicodedata.normalize("NFKC", text).casefold()
    letters = lazy_pinyin(plain, style=Style.FIRST_LETTER, errors=lambda run: run)
    return _KEPT.sub("", "".join(letters))
