"""Who acts: handed to every action as `by`."""

from dataclasses import dataclass

__all__ = ["Actor"]


@dataclass(frozen=True)
class Actor:
    """The person or programme behind an act, as the audit will name it.

    `origin` is where from: an address, 'command line', 'import 12'.
    """

    user_id: int | None
    label: str
    unit_id: int | None = None
    unit: str = ""
    origin: str = ""
    request_id: str = ""
