"""Numbers of petitions and documents, and the codes citizens ask with."""

import re
import secrets
import unicodedata

# Crockford's base 32: no I, L, O (read as 1, 1, 0) and no U. 16 characters carry 80 bits.
CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 16
CODE_GROUP = 4
_CODE_PAIRS = [first + second for first in CODE_ALPHABET for second in CODE_ALPHABET]  # of ten bits each

HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
_NUMBER = re.compile(r"([0-9]{4})-([0-9]{1,9})")
_PART = re.compile(r"(.+)-([0-9]{1,3})")
# The year in six-cornered brackets, and in the brackets that people type for them; 第 is wrong but often met.
_DOCUMENT = re.compile(r"([^〔\[(【〈《]+)[〔\[(【〈《]([0-9]{4})[〕\])】〉》]第?([0-9]{1,9})号")
_MISREAD = str.maketrans("OIL", "011")
_DIGITS = "零一二三四五六七八九"


def petition_number(year: int, serial: int) -> str:
    """The number of a petition, '2008-0641': the serial has at least four digits and grows beyond them.

    Raises ValueError for a year outside 1000..9999 or a serial below 1.
    """
    _refuse_impossible(year, serial)
    return f"{year}-{serial:04d}"


def parse_number(text: str) -> tuple[int, int] | None:
    """Year and serial of a petition number as people type it, or None if it is not one.

    Full-width digits, every kind of hyphen, spaces, and missing leading zeros are accepted.
    """
    match = _NUMBER.fullmatch(_plain(text))
    if not match or match[1][0] == "0" or not int(match[2]):
        return None
    return int(match[1]), int(match[2])


def matter_number(text: str) -> str | None:
    """A matter's number as stored: its petition's ('2008-641' -> '2008-0641'), or that with a count behind a
    stroke for a matter split off ('2008-641-2' -> '2008-0641-2'). None if it is not one."""
    whole = parse_number(text)
    if whole:
        return petition_number(*whole)
    split = _PART.fullmatch(_plain(text))
    base = parse_number(split[1]) if split else None
    return f"{petition_number(*base)}-{int(split[2])}" if split and base and int(split[2]) else None


def document_number(series: str, year: int, serial: int) -> str:
    """The number of an official document, '高信转〔2026〕3号' (GB/T 9704-2012, 7.2.5).

    Six-cornered brackets around the full year, no leading zeros, no 第. Raises ValueError for an empty
    series, a year outside 1000..9999 or a serial below 1.
    """
    if not series.strip():
        raise ValueError("The series of a document number must not be empty.")
    _refuse_impossible(year, serial)
    return f"{series.strip()}〔{year}〕{serial}号"


def parse_document_number(text: str) -> tuple[str, int, int] | None:
    """Series, year and serial of a document number as people type it, or None if it is not one.

    Full-width figures, other brackets, spaces, leading zeros and a 第 are accepted, since people write them;
    `document_number` of the result is the right form.
    """
    match = _DOCUMENT.fullmatch(_plain(text))
    if not match or match[2][0] == "0" or not int(match[3]):
        return None
    return match[1], int(match[2]), int(match[3])


def query_code(raw: bytes | None = None) -> str:
    """A code of 80 bits with which a citizen asks after a petition: 'XXXX-XXXX-XXXX-XXXX'.

    Random, or that of ten given bytes (an office's keyed digest, so that a receipt can be printed again).
    Raises ValueError for another number of bytes.
    """
    raw = secrets.token_bytes(10) if raw is None else raw
    if len(raw) != 10:
        raise ValueError("A query code is made of exactly ten bytes.")
    bits = int.from_bytes(raw, "big")
    code = "".join([_CODE_PAIRS[bits >> shift & 1023] for shift in range(70, -1, -10)])
    return "-".join(code[i : i + CODE_GROUP] for i in range(0, CODE_LENGTH, CODE_GROUP))


def normalise_code(text: str) -> str:
    """A query code as typed, in the form in which it is compared: upper case, no hyphens or spaces, O is 0,
    I and L are 1. Other signs stay (beyond ASCII as '?'), so that a wrong code stays wrong."""
    ascii_only = _plain(text).encode("ascii", "replace").decode("ascii")
    return ascii_only.replace("-", "").upper().translate(_MISREAD)


def article_number(number: int) -> str:
    """The number of an article as a regulation writes it: 23 is '二十三'. Raises ValueError outside 1..99."""
    if not 1 <= number <= 99:
        raise ValueError("An article has a number from 1 to 99.")
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return head + (_DIGITS[ones] if ones else "")


def _refuse_impossible(year: int, serial: int) -> None:
    if not 1000 <= year <= 9999:
        raise ValueError("The year of a number must have four digits.")
    if serial < 1:
        raise ValueError("The serial of a number must be 1 or more.")


def _plain(text: str) -> str:
    """Half-width, one kind of hyphen, no white space or invisible characters."""
    half = unicodedata.normalize("NFKC", text)
    kept = ("-" if ch in HYPHENS else ch for ch in half)
    return "".join(ch for ch in kept if not ch.isspace() and unicodedata.category(ch) != "Cf")
