"""The next legal step of a matter: what, under which article, by when, and the acts that do it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.casework.deadlines.light import Light
from xinfang.casework.deadlines.queries import ClockView
from xinfang.casework.letters.queries import Offer
from xinfang.casework.petitions.queries import CaseFile
from xinfang.casework.workflow import IN_FORCE_2022, Transition
from xinfang.faces.workbench.acts.offered import PAGES

__all__ = ["Act", "Step", "next_step"]


@dataclass(frozen=True)
class Owed:
    """What a state calls for under one rule set."""

    title: Promise | str
    means: Promise | str
    source: Promise | str


REVIEW = _("信访人不服的，自收到书面答复之日起三十日内可以请求复查。")
# State -> (under the rules of 2005, of 2022). States and verbs themselves stand in petitions.workflow.
STEPS: dict[str, tuple[Owed, Owed]] = {
    "registered": (
        Owed(_("登记并分送"), _("转送有权处理的行政机关；重要的交办。"), _("《信访条例》（2005）第二十一条")),
        Owed(
            _("登记并分送"),
            _("转送有权处理的机关、单位；重要的交办，紧急重大的立即上报。"),
            _("《信访工作条例》（2022）第二十二条"),
        ),
    ),
    "routed": (
        Owed(
            _("承办单位办理并书面答复"),
            _("承办单位自收到之日起十五日内决定是否受理并书面告知，自受理之日起六十日内办结。"),
            _("《信访条例》（2005）第二十二条、第三十三条"),
        ),
        Owed(
            _("承办单位办理并书面答复"),
            _("承办单位自收到之日起十五日内告知受理情况；属于第三十一条第六项的，自受理之日起六十日内办结。"),
            _("《信访工作条例》（2022）第二十三条、第三十四条"),
        ),
    ),
    "concluded": (
        Owed(_("已经答复"), REVIEW, _("《信访条例》（2005）第三十四条")),
        Owed(_("已经答复"), REVIEW, _("《信访工作条例》（2022）第三十五条")),
    ),
}


SHOWN = 2  # acts that stand open; the others are behind a button
# State -> the acts that it calls for; the first that is allowed stands out.
FIRST: dict[str, tuple[str, ...]] = {
    "registered": ("forward",),
    "routed": ("accept", "accept_simply", "take_up"),
    "accepted": ("opine",),
    "studying": ("reply",),
    "examining": ("feed_back",),
    "reviewing": ("opine_review",),
    "rereviewing": ("opine_rereview",),
}


@dataclass(frozen=True)
class Act:
    """A button: an act that the workflow, the matter and the actor's postings allow, with its page."""

    verb: str
    label: Promise | str
    icon: str
    href: str


@dataclass(frozen=True)
class Step:
    """The card: what is owed, the acts that do it, and what else may be done."""

    title: Promise | str
    means: Promise | str
    source: str
    due_on: date | None
    light: Light | None
    first: tuple[Act, ...]
    others: tuple[Act, ...]


def next_step(
    found: CaseFile,
    clocks: Sequence[ClockView],
    allowed: Sequence[Transition],
    letters: Sequence[Offer] = (),
) -> Step:
    """What is owed next, under the rules of the day of receipt; a running clock knows its own article."""
    state = found.matter.state
    new = timezone.localdate(found.matter.received_at) >= IN_FORCE_2022
    owed = STEPS[state][new] if state in STEPS else Owed(found.state.label, "", "")
    running = next((clock for clock in clocks if clock.light.kind not in ("none", "stopped")), None)
    acts = _in_order(state, [*_acts(found.matter.number, allowed), *_letters(found.matter.number, letters)])
    return Step(
        title=owed.title,
        means=owed.means,
        source=f"{running.law}{running.article}" if running else str(owed.source),
        due_on=running.due_on if running else None,
        light=running.light if running else None,
        first=acts[:SHOWN],
        others=acts[SHOWN:],
    )


def _acts(number: str, allowed: Sequence[Transition]) -> Iterator[Act]:
    for row in allowed:
        if row.verb in PAGES:
            href = reverse("workbench:matter_act", args=[number, row.verb])
            yield Act(row.verb, row.label, PAGES[row.verb].icon, href)


def _letters(number: str, letters: Sequence[Offer]) -> Iterator[Act]:
    """Acts whose letter is drafted: sealing it does them."""
    for offer in letters:
        what = offer.verb or offer.kind.key
        if what not in PAGES:
            href = reverse("workbench:letter_new", args=[number, what])
            yield Act(what, offer.label, "file-earmark-text", href)


def _in_order(state: str, acts: list[Act]) -> tuple[Act, ...]:
    """The act that the state calls for first."""
    first = FIRST.get(state, ())
    return tuple(sorted(acts, key=lambda act: first.index(act.verb) if act.verb in first else len(first)))
