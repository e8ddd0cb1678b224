"""The registry of documents (文书): a new kind is a row in one of these files and a text in texts/."""

from xinfang.casework.wording.kinds import forwarding, handling, review, taking
from xinfang.casework.wording.kinds.kind import Free, Kind, Part

__all__ = ["BY_VERB", "IMPORTED", "KINDS", "OPINIONS", "PREPARED", "SERVED_TO", "Free", "Kind", "Part"]

KINDS: dict[str, Kind] = {
    kind.key: kind for kind in (*forwarding.KINDS, *taking.KINDS, *handling.KINDS, *review.KINDS)
}
BY_VERB: dict[str, Kind] = {verb: kind for kind in KINDS.values() for verb in kind.effect}
PREPARED: dict[str, Kind] = {verb: kind for kind in KINDS.values() for verb in kind.prepared}
IMPORTED = "opinion"  # what an answer of an imported register is
OPINIONS = ("opinion", "review_opinion", "rereview_opinion")
SERVED_TO = ("petitioner", "unit")  # whose receipt of a document is proven
