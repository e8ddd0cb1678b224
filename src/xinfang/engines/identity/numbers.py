"""Document and telephone numbers as people type them, in the form in which they are compared."""

import re
import unicodedata

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_COUNTRY = re.compile(r"(?:\+86|0086)")
_EXTENSION = re.compile(r"转|分机|ext|x|#", re.IGNORECASE)


def normalise_id(text: str) -> str:
    """A document number in half-width capitals and digits, without spaces, hyphens, brackets or dots."""
    return "".join(ch for ch in unicodedata.normalize("NFKC", text).upper() if ch.isalnum())


def normalise_phone(text: str) -> str:
    """The digits of a telephone number, half-width, without +86, hyphens, spaces and extension.

    A landline written '+86 731 …' gets its leading 0 back. The result is a search key: what was typed is
    kept by the caller.
    """
    half = _EXTENSION.split(unicodedata.normalize("NFKC", text))[0]
    kept = "".join(ch for ch in half if ch in "+0123456789")
    national = _COUNTRY.sub("", kept, count=1) if _COUNTRY.match(kept) else ""
    if national and not _MOBILE.fullmatch(national) and len(national) >= 9 and national[0] in "123456789":
        national = national if national.startswith(("400", "800")) else "0" + national
    digits = (national or kept).replace("+", "")
    if len(digits) == 13 and digits.startswith("86") and _MOBILE.fullmatch(digits[2:]):
        return digits[2:]
    return digits


def is_mobile(text: str) -> bool:
    """Whether a number as typed is a mobile one of mainland China, which takes text messages."""
    return bool(_MOBILE.fullmatch(normalise_phone(text)))


def tail(text: str, n: int) -> str:
    """The last `n` characters of `text`, or nothing for n below 1."""
    return text[-n:] if n > 0 else ""
