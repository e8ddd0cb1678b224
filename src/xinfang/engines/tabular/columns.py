"""Which column of an uploaded table is which field."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

_BRACKETED = re.compile(r"[(（\[【].*?[)）\]】]")
_NOISE = re.compile(r"[\W_]+")


def match_columns(header: Sequence[str], known: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """For each field of `known` the header name that means it, by its synonyms (the field's name is one).

    Spaces, case, full width, punctuation and remarks in brackets are ignored: '＊ 姓名（必填）' is 姓名. The
    synonyms of a field are tried in order, whole names before names without brackets. A column serves one
    field only; fields without a column are left out.
    """
    found: dict[str, str] = {}
    for strip_brackets in (False, True):
        by_key: dict[str, str] = {}
        for name in header:
            if name not in found.values():
                by_key.setdefault(_key(name, strip_brackets), name)
        by_key.pop("", None)
        for field, synonyms in known.items():
            if field in found:
                continue
            keys = (_key(word, strip_brackets) for word in (*synonyms, field))
            key = next((key for key in keys if key in by_key), None)
            if key is not None:
                found[field] = by_key.pop(key)
    return {field: found[field] for field in known if field in found}


def _key(name: str, strip_brackets: bool) -> str:
    text = _BRACKETED.sub("", name) if strip_brackets else name
    return _NOISE.sub("", unicodedata.normalize("NFKC", text).casefold())
