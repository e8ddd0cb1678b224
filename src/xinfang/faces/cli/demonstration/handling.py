"""How the two years were handled: accepted or not, decided in time or late, extended, settled.

Of the matters accepted in 2008 there are exactly 268; 260 of them are concluded when due, 161 settled.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from xinfang.casework.acts.actions import perform
from xinfang.casework.letters.actions import Paper, record_papers
from xinfang.casework.petitions.events import Terms
from xinfang.engines.workdays import Calendar
from xinfang.faces.cli.demonstration.office import Office
from xinfang.faces.cli.demonstration.planning import at_time
from xinfang.faces.cli.demonstration.topics import ANSWERS
from xinfang.kernel.actor import Actor

__all__ = ["ACCEPTED", "IN_TIME", "SETTLED", "Handled", "Routed", "handle"]

CHAPTER = 2008
ACCEPTED, IN_TIME, SETTLED = 268, 260, 161
EXTENDED = 12  # of those concluded in time, some only thanks to an extension
# What was decided, how often of a hundred.
RESULTS = (("support", 41), ("partly", 17), ("explain", 27), ("reject", 15))
RECEIVED = "您反映的事项已经收到并受理，自受理之日起六十日内办结；情况复杂需要延长的，另行告知。"
ELSEWHERE = "您反映的事项应当通过行政复议解决，请自知道该行为之日起六十日内向有权的行政复议机关提出申请。"
NOT_TAKEN = "您反映的事项已由人民法院受理，依照规定不予受理，请通过诉讼程序解决。"


@dataclass(frozen=True)
class Routed:
    """A matter that a unit has: whose it is, what kind of matter, when it got there."""

    matter_id: int
    unit: str
    purpose: str
    routed_at: datetime


@dataclass(frozen=True)
class _Taken:
    """A matter that was accepted, and the days of what follows."""

    routed: Routed
    accepted: datetime
    opined: datetime
    served: datetime
    extended: bool = False
    late: bool = False


@dataclass(frozen=True)
class Handled:
    """A matter that was decided, for those who oversee it: when, by whom, late or not, settled or not."""

    matter_id: int
    unit: str
    accepted: datetime
    served: datetime
    late: bool
    settled: bool


def handle(office: Office, routed: Sequence[Routed], days: Calendar, chance: random.Random) -> list[Handled]:
    """Carry all matters of the two years as far as they came, each act on its own day, all on paper."""
    appeals = [each for each in routed if each.purpose not in ("suggestion", "accusation")]
    dated = [(each, _later(each.routed_at, days, chance.randrange(2, 10))) for each in appeals]
    inside = [pair for pair in dated if timezone.localdate(pair[1]).year == CHAPTER]
    turned = chance.sample(range(len(inside)), max(0, len(inside) - ACCEPTED))
    away = {inside[index][0].matter_id for index in turned}
    taken = [pair for pair in dated if pair[0].matter_id not in away]
    _turn_away(office, [pair for pair in dated if pair[0].matter_id in away])
    decided = _decide(office, _planned(taken, days, chance), days, chance)
    _others(office, [each for each in routed if each not in appeals], days, chance)
    return decided


def _planned(taken: Iterable[tuple[Routed, datetime]], days: Calendar, chance: random.Random) -> list[_Taken]:
    """When each was decided: the chapter's year exactly as printed, the year before about as well."""
    pairs = list(taken)
    chapter = [place for place, (_each, day) in enumerate(pairs) if timezone.localdate(day).year == CHAPTER]
    late = set(chance.sample(chapter, len(chapter) - IN_TIME))
    longer = set(chance.sample([place for place in chapter if place not in late], EXTENDED))
    before = [place for place in range(len(pairs)) if place not in chapter]
    late |= set(chance.sample(before, len(before) // 18))
    found = []
    for place, (each, accepted) in enumerate(pairs):
        span = chance.randrange(64, 80) if place in late or place in longer else chance.randrange(20, 50)
        opined = _later(accepted, days, span)
        served = _later(opined, days, chance.randrange(1, 4))
        found.append(_Taken(each, accepted, opined, served, place in longer, place in late))
    return found


def _decide(office: Office, taken: Sequence[_Taken], days: Calendar, chance: random.Random) -> list[Handled]:
    by, last = office.clerk, max(each.served for each in taken)
    notices = [Paper(each.routed.matter_id, RECEIVED, each.accepted, each.routed.unit) for each in taken]
    record_papers(notices, verb="accept", by=by, at=last)
    longer = {each.routed.matter_id: _later(each.accepted, days, 50) for each in taken if each.extended}
    more = {"terms": Terms(days=25), "by": by, "at": last, "on_paper": True}
    perform(verb="extend", matter_ids=list(longer), moments=longer, **more)  # type: ignore[arg-type]
    kinds = [result for result, _weight in RESULTS]
    drawn = chance.choices(kinds, [weight for _result, weight in RESULTS], k=len(taken))
    results = dict(zip((each.routed.matter_id for each in taken), drawn, strict=True))
    for place, result in enumerate(kinds):
        opinions = [
            Paper(each.routed.matter_id, ANSWERS[place], each.opined, each.routed.unit, each.served)
            for each in taken
            if results[each.routed.matter_id] == result
        ]
        record_papers(opinions, verb="opine", sets={"result": result}, by=by, at=last)
    quiet = _settle(by, taken, days, chance)
    return [
        Handled(
            each.routed.matter_id,
            each.routed.unit,
            each.accepted,
            each.served,
            each.late,
            each.routed.matter_id in quiet,
        )
        for each in taken
    ]


def _settle(by: Actor, taken: Sequence[_Taken], days: Calendar, chance: random.Random) -> set[int]:
    chapter = [each for each in taken if timezone.localdate(each.accepted).year == CHAPTER]
    others = [each for each in taken if each not in chapter]
    quiet = chance.sample(chapter, SETTLED) + chance.sample(others, len(others) * 3 // 5)
    when = {each.routed.matter_id: _later(each.served, days, chance.randrange(5, 40)) for each in quiet}
    perform(verb="settle", matter_ids=list(when), moments=when, by=by, at=max(when.values()), on_paper=True)
    return set(when)


def _turn_away(office: Office, away: Sequence[tuple[Routed, datetime]]) -> None:
    """Some had another legal way, some were not accepted."""
    for verb, body, chosen in (("direct", ELSEWHERE, (1, 2)), ("decline", NOT_TAKEN, (0,))):
        mine = [pair for place, pair in enumerate(away) if place % 3 in chosen]
        papers = [Paper(each.matter_id, body, day, each.unit) for each, day in mine]
        if papers:
            record_papers(papers, verb=verb, by=office.clerk, at=max(day for _each, day in mine))


def _others(office: Office, others: Sequence[Routed], days: Calendar, chance: random.Random) -> None:
    """Suggestions and accusations go their own ways, without the sixty days."""
    for purpose, verb in (("suggestion", "reply"), ("accusation", "feed_back")):
        mine = [each for each in others if each.purpose == purpose]
        taken = [(each, _later(each.routed_at, days, chance.randrange(2, 10))) for each in mine]
        told = [(each, _later(day, days, chance.randrange(15, 50))) for each, day in taken]
        if not mine:
            continue
        last = max(day for _each, day in told)
        up = [Paper(each.matter_id, RECEIVED[:12] + "。", day, each.unit) for each, day in taken]
        record_papers(up, verb="take_up", by=office.clerk, at=last)
        answers = [Paper(each.matter_id, ANSWERS[0], day, each.unit, day) for each, day in told]
        sets = {"result": "adopted"} if verb == "reply" else None
        record_papers(answers, verb=verb, sets=sets, by=office.clerk, at=last)


def _later(moment: datetime, days: Calendar, count: int) -> datetime:
    """The first working day that is at least so many days later, in the afternoon."""
    day: date = days.next_working(timezone.localdate(moment) + timedelta(days=count))
    return at_time(day, 16)
