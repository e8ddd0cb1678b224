"""A clock that was counted again, in words: why, and what became of its last day. For timeline and audit."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

__all__ = ["recounted"]

# Why, and whether its last day moved -> the sentence.
RECOUNTED: dict[tuple[str, bool], Promise | str] = {
    ("confirmed", True): _("%(calendar)s已经确认，%(what)s的期满日从 %(before)s 改为 %(after)s"),
    ("confirmed", False): _("%(calendar)s已经确认，%(what)s的期满日仍是 %(after)s"),
    ("opened", True): _("%(calendar)s还没有确认，%(what)s的期满日从 %(before)s 暂改为 %(after)s"),
    ("opened", False): _("%(calendar)s还没有确认，%(what)s的期满日 %(after)s 可能变动"),
    ("changed", True): _("%(calendar)s有变，%(what)s的期满日从 %(before)s 改为 %(after)s"),
    ("changed", False): _("%(calendar)s有变，%(what)s的期满日仍是 %(after)s"),
}


def recounted(
    what: str, days: tuple[str, str], *, was: bool | None, now: bool, years: Sequence[object]
) -> str:
    """`what`: the clock in words; `days`: its last day before and after, as they are shown; `was`, `now`:
    whether the day was and is provisional, None where an older line keeps only what it is now; `years`: of
    the calendar that changed, none in older lines."""
    before, after = days
    if was is None:  # the line was written for something: if not for the day, then for the mark
        was = now if before != after else not now
    why = "changed" if was == now else "opened" if now else "confirmed"
    named = gettext("%(years)s 年的放假安排") % {"years": gettext("、").join(map(str, years))}
    calendar = named if years else gettext("放假安排")
    told = {"calendar": calendar, "what": what, "before": before, "after": after}
    return str(RECOUNTED[why, before != after]) % told
