"""The four counts of the first page, each a filter of the worklist."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.casework.deadlines import queries as deadlines
from xinfang.casework.petitions import queries as petitions
from xinfang.faces.workbench.worklist.filters import Filtered, Options, filtered
from xinfang.kernel import clock
from xinfang.registers.staff.scope import Scope

__all__ = ["Card", "cards_of"]


@dataclass(frozen=True)
class Card:
    """A count, the words under it, and the list that it counts."""

    key: str
    label: Promise | str
    query: str
    count: str
    under: str
    on: bool
    late: bool
    listed: Filtered
    besides: str  # of what is late: how much more was so when it was imported; '' when nothing was

    @property
    def besides_query(self) -> str:
        """The filter that finds these."""
        return BESIDES


BESIDES = "light=late&overdue=before&order=due"  # an import of old registers would bury what the office owes


def cards_of(scope: Scope, tab: str) -> list[Card]:
    """The cards; the chosen one, else the first that is not empty, is on."""
    plans = [
        ("due", _("今天到期"), "light=today&order=due"),
        ("late", _("已超期"), "light=late&overdue=here&order=due"),
        ("coming", _("三天内到期"), "light=coming&order=due"),
        ("returned", _("退回给我的"), "waiting=returned"),
    ]
    options = Options(scope)
    queries = [*(query for _key, _label, query in plans), BESIDES]
    lists = [filtered(QueryDict(query), scope, options=options) for query in queries]
    *counts, besides = petitions.capped_counts([listed.matters for listed in lists])
    keys = [key for key, _label, _query in plans]
    busy = next((key for key, count in zip(keys, counts, strict=True) if count), keys[0])
    on = tab if tab in keys else busy
    return [
        Card(
            key, label, query, _said(count), _under(key, listed, count),
            key == on, key == "late" and count > 0, listed,
            _said(besides) if key == "late" and besides else "",
        )
        for (key, label, query), listed, count in zip(plans, lists[:-1], counts, strict=True)
    ]  # fmt: skip


def _said(count: int) -> str:
    return "999+" if count >= 1000 else str(count)


def _under(key: str, listed: Filtered, count: int) -> str:
    """One quiet line: the worst or nearest of the list."""
    if not count:
        return _t("没有")
    first = petitions.page(listed.matters, listed.order, size=1).matters[0]
    if key == "returned":
        return _t("最新 %(number)s") % {"number": first.number}
    return _t("最早：%(words)s") % {"words": deadlines.lights([first.pk], clock.today())[first.pk].words}
