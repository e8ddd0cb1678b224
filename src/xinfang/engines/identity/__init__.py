"""Names and numbers of people: search keys, sorting, and the checks of identity documents."""

from xinfang.engines.identity.documents import KINDS, MESSAGES, IdCheck, check_id
from xinfang.engines.identity.names import (
    SUSPICIOUS_MESSAGES,
    initials,
    normalise_name,
    pinyin_key,
    suspicious_characters,
    without_invisible,
)
from xinfang.engines.identity.numbers import is_mobile, normalise_id, normalise_phone, tail

__all__ = [
    "KINDS",
    "MESSAGES",
    "SUSPICIOUS_MESSAGES",
    "IdCheck",
    "check_id",
    "initials",
    "is_mobile",
    "normalise_id",
    "normalise_name",
    "normalise_phone",
    "pinyin_key",
    "suspicious_characters",
    "tail",
    "without_invisible",
]
