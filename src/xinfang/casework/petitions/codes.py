"""Query codes: a keyed digest of the petition's own random id, so that a receipt can be printed again."""

from uuid import UUID

from xinfang.engines import numbering
from xinfang.kernel.secrets import digest

__all__ = ["own_digest", "query_code", "query_digest"]


def query_code(uid: UUID, version: int = 1) -> str:
    """The code of 80 bits for a petition. A new version makes the old code worthless."""
    return numbering.query_code(digest(f"{uid.hex}:{version}", "query code")[:10])


def own_digest(code: str) -> bytes:
    """The same as `query_digest` for a code made here, which needs no normalising."""
    return digest(code.replace("-", ""), "query digest")


def query_digest(code: str) -> bytes:
    """What is stored of a code, and compared with what a citizen types."""
    return digest(numbering.normalise_code(code), "query digest")
