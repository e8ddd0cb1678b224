"""The next legal step of a matter: what, under which article, by when, and the acts that do it."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from xinfang.casework.deadlines.light import Light
from xinfang.casework.deadlines.queries import ClockView
from xinfang.casework.desks.papers import Issued
from xinfang.casework.desks.queries import UnderWay
from xinfang.casework.letters.queries import Offer
from xinfang.casework.petitions.queries import CaseFile
from xinfang.casework.workflow import IN_FORCE_2022, Transition
from xinfang.faces.workbench.acts.offered import PAGES
from xinfang.faces.workbench.case.owed import CLOCKS, LAPSED, NOTICES, Owed, owed
from xinfang.faces.workbench.case.pending import Line, Paper, lines_of, papers_of
from xinfang.faces.workbench.case.settled import Settled
from xinfang.kernel.templatetags.ui import run_on

__all__ = ["Act", "Papers", "Step", "acts_of", "next_step"]

# State -> the acts that it calls for, the first that is allowed stands out; of two equal ones both do.
FIRST: dict[str, tuple[str, ...]] = {
    "registered": ("forward",),
    "routed": ("accept", "accept_simply", "take_up"),
    "objected": ("receive_back", "take_back", "keep"),
    "disputed": ("rule",),
    "accepted": ("opine", "contribute", "report_back"),
    "studying": ("reply", "report_back"),
    "examining": ("feed_back", "report_back"),
    "opined": ("serve", "report_back"),
    "served": ("conclude", "report_back"),
    "concluded": ("report_back",),
    "reviewing": ("opine_review",),
    "review_opined": ("serve_review",),
    "rereviewing": ("opine_rereview",),
    "rereview_hearing": ("close_hearing",),
    "rereview_opined": ("serve_rereview",),
}
EQUAL = {"objected"}


@dataclass(frozen=True)
class Act:
    """A button: an act that the workflow, the matter and the actor's postings allow, with its page."""

    verb: str
    label: Promise | str
    icon: str
    href: str


@dataclass(frozen=True)
class Papers:
    """The letters that bear on the step: those that may be begun, those under way, those that went out; and
    what is to be done on the page of a review that runs. `back`: by when it goes back to be decided anew;
    `settled`: what binds the unit."""

    offers: Sequence[Offer] = ()
    under_way: Sequence[UnderWay] = ()
    documents: Sequence[Issued] = ()
    review: tuple[Act, ...] = ()
    back: date | None = None
    settled: Settled | None = None


@dataclass(frozen=True)
class Step:
    """The card: what is owed, which letters are under way, the acts that do it, and what else may be done."""

    title: Promise | str
    means: Promise | str
    source: str
    due_on: date | None
    light: Light | None
    under_way: tuple[Line, ...]
    first: tuple[Act, ...]
    others: tuple[Act, ...]


NO_PAPERS = Papers()


def next_step(
    found: CaseFile,
    clocks: Sequence[ClockView],
    allowed: Sequence[Transition],
    papers: Papers = NO_PAPERS,
) -> Step:
    """What is owed next, under the rules of the day on which its clock began; without one, of the receipt."""
    matter = found.matter
    running = next((each for each in clocks if _runs(each, matter.state)), None)
    duty = owed(found, _standing(matter.state, running, papers))
    new = (running.started_on if running else timezone.localdate(matter.received_at)) >= IN_FORCE_2022
    source = f"{running.law}{running.article}" if running else duty.source(new=new) if duty else ""
    busy = {each.verb for each in papers.under_way} - {""}
    mine = papers_of(matter.number, matter.state, papers.under_way, papers.documents)
    begun = [offer for offer in papers.offers if offer.verb not in busy]
    acts = (
        *map(_act, mine),
        *acts_of(matter.number, allowed),
        *_letters(matter.number, begun),
        *papers.review,
    )
    first = tuple(_act(each) for each in mine if each.waits)
    first = first or _first(matter.state, matter.procedure == "simple", acts, busy) or papers.review
    return Step(
        title=duty.title if duty else found.state.label,
        means=_lapsed(clocks, matter.state) or (_words(duty, papers, new=new) if duty else ""),
        source=source,
        due_on=running.due_on if running else None,
        light=running.light if running else None,
        under_way=lines_of(matter.number, papers.under_way),
        first=first,
        others=tuple(act for act in acts if act not in first),
    )


def _words(duty: Owed, papers: Papers, *, new: bool) -> str:
    """What it means, with the last day of what goes back, and with who bound the unit."""
    back, told = papers.back, papers.settled.told if papers.settled else ""
    day = _("重新办理的最后期限是 %(day)s。") % {"day": date_format(back, _("Y年n月j日"))} if back else ""
    return run_on([each for each in (duty.words(new=new), told, day) if each])


def _standing(state: str, running: ClockView | None, papers: Papers) -> str:
    """What neither state nor result tells of how a matter stands."""
    if papers.back:
        return "back"
    if papers.settled:
        return papers.settled.act
    if running and running.family == "redo" and running.fixed:
        return "redo"
    notice = NOTICES.get(state)
    waits = any(each.key == notice and each.state == "issued" and each.printed for each in papers.documents)
    return "unserved" if waits else ""


def _lapsed(clocks: Sequence[ClockView], state: str) -> str:
    """That the petitioner's term for going on is over, be it that the right was used once and given back; ''
    while it runs, or where there is none."""
    terms = [each for each in clocks if each.family in CLOCKS.get(state, ()) and not each.duty]
    newest = max(terms, key=lambda each: each.started_on, default=None)
    return str(LAPSED.get(state, "")) if newest and newest.lapsed else ""


def _runs(clock: ClockView, state: str) -> bool:
    mine = clock.family in CLOCKS.get(state, ()) and not clock.target
    return mine and clock.light.kind not in ("none", "stopped")


def _first(state: str, simple: bool, acts: Sequence[Act], busy: Container[str] = ()) -> tuple[Act, ...]:
    """The one act that the state calls for first, or all that are equal; none while its letter lies with
    somebody else."""
    order = list(FIRST.get(state, ()))
    if simple and "accept_simply" in order:
        order.insert(0, "accept_simply")
    mine: list[Act] = []
    for verb in dict.fromkeys(order):
        mine += [act for act in acts if act.verb == verb]
        if verb in busy:
            break
    return tuple(mine if state in EQUAL else mine[:1])


def _act(paper: Paper) -> Act:
    return Act(paper.verb, paper.label, paper.icon, paper.href)


def acts_of(number: str, allowed: Sequence[Transition]) -> Iterator[Act]:
    """A button for each act that has a page."""
    for row in allowed:
        if row.verb in PAGES:
            href = reverse("workbench:matter_act", args=[number, row.verb])
            yield Act(row.verb, row.label, PAGES[row.verb].icon, href)


def _letters(number: str, letters: Sequence[Offer]) -> Iterator[Act]:
    """Acts whose letter is drafted: sealing it does them. Beside a page of the same act it is told apart."""
    for offer in letters:
        what = offer.verb or offer.kind.key
        href = reverse("workbench:letter_new", args=[number, what])
        if what in PAGES:
            yield Act(
                offer.kind.key, _("起草%(kind)s") % {"kind": offer.kind.label}, "file-earmark-text", href
            )
        else:
            yield Act(what, offer.label, "file-earmark-text", href)
