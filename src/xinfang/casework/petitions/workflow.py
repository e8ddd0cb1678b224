"""The life of a matter as one table. Lawyers can read it; nothing else decides what may follow what."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.kernel.errors import Refusal

__all__ = ["STATES", "TRANSITIONS", "State", "Transition", "next_state", "possible"]


@dataclass(frozen=True)
class State:
    """A state with its two labels: inside, and for the public."""

    key: str
    label: Promise | str
    public: Promise | str


@dataclass(frozen=True)
class Transition:
    """One row of the table. `article`: (2005, 2022)."""

    state: str
    verb: str
    next: str
    label: Promise | str
    permission: str
    clock: str
    letter: str
    article: tuple[str, str]


STATES: dict[str, State] = {
    state.key: state
    for state in (
        State("registered", _("待分送"), _("我们收到了")),
        State("routed", _("已分送，办理中"), _("已转给有权处理的单位")),
        State("concluded", _("已答复"), _("已经答复")),
        State("reverted", _("导入已撤销"), _("已撤销登记")),
    )
}

TRANSITIONS: tuple[Transition, ...] = (
    # from, verb, to, label, right, clock effect, letter required, article (2005, 2022)
    Transition("registered", "route", "routed", _("分送"), "route", "meets route", "", ("21", "22")),
    Transition("routed", "route", "routed", _("改送"), "route", "", "", ("21", "22")),
    Transition(
        "registered", "conclude", "concluded", _("答复"), "import", "meets all", "opinion", ("32", "32")
    ),
    Transition("routed", "conclude", "concluded", _("答复"), "import", "meets all", "opinion", ("32", "32")),
    Transition("registered", "revert", "reverted", _("撤销导入"), "import", "ends all", "", ("", "")),
    Transition("routed", "revert", "reverted", _("撤销导入"), "import", "ends all", "", ("", "")),
    Transition("concluded", "revert", "reverted", _("撤销导入"), "import", "ends all", "", ("", "")),
)

_TABLE = {(row.state, row.verb): row for row in TRANSITIONS}


def possible(state: str) -> list[Transition]:
    """What may be done in a state, in the table's order."""
    return [row for row in TRANSITIONS if row.state == state]


def next_state(state: str, verb: str) -> str:
    """The state that follows; raises Refusal when the table has no such row."""
    row = _TABLE.get((state, verb))
    if row is None:
        label = STATES[state].label if state in STATES else state
        verbs = "、".join(str(option.label) for option in possible(state)) or _("没有")
        raise Refusal(
            _("事项现在是“%(state)s”，不能这样做；可以做的是：%(verbs)s。") % {"state": label, "verbs": verbs}
        )
    return row.next
