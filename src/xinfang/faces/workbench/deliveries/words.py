"""How the states of a delivery look, and the choice of states above the list."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from xinfang.kernel.notices.queries import State

__all__ = ["LOOK", "STATE_ICONS", "Choice", "choices"]

STATE_ICONS = {
    State.WAITING: "hourglass-split",
    State.SENDING: "send",
    State.SENT: "check2",
    State.FAILED: "exclamation-octagon",
    State.WITHDRAWN: "slash-circle",
}
LOOK = {State.WAITING: "soon", State.SENDING: "soon", State.SENT: "ok", State.FAILED: "late"}
# What needs somebody comes first.
ORDER = (State.FAILED, State.WAITING, State.SENDING, State.SENT, State.WITHDRAWN)


@dataclass(frozen=True)
class Choice:
    """One state to choose; `count` is None where there are too many to be counted."""

    state: str
    name: str
    count: int | None
    on: bool


def choices(chosen: str, counted: Mapping[str, int]) -> list[Choice]:
    """All, then each state."""
    every = Choice("", _("全部"), None, not chosen)
    return [every] + [Choice(state, str(state.label), counted.get(state), state == chosen) for state in ORDER]
