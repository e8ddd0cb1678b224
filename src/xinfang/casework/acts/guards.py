"""What speaks against an act although the state allows it, by verb; what a reason must say.

A room above says what it knows against an act with `guard_with`, once, when Django is ready. Of several that
speak against one act the highest room is heard first: it knows what is to be done about it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from xinfang.casework.acts.simple import not_simple
from xinfang.casework.acts.together import came_again
from xinfang.casework.petitions.models import Hold, Matter, Participant, Raising, RaisingKind, TimelineEntry
from xinfang.casework.workflow import Transition, cited
from xinfang.kernel.errors import Problem, Refusal

__all__ = [
    "GUARDS",
    "SHORTEST",
    "Guard",
    "against",
    "concerned",
    "fits",
    "guard_with",
    "names_nobody",
    "refuse_short",
    "refuse_unfit",
    "short",
]

SHORTEST = 6  # characters of a reason

Guard = Callable[[Matter, date], str]  # of the day of the act: a sentence; "" when nothing speaks against it
Sweep = Callable[[Sequence[Matter]], set[int]]  # of many matters the ids of those of which a guard may speak


def _simple(matter: Matter, _day: date) -> str:
    return "" if matter.procedure == "simple" else _("这件事项不是简易办理，不用转为普通程序。")


def _open_to_settle(matter: Matter, _day: date) -> str:
    return _("已经登记过息诉息访。") if matter.settled_at else ""


def _settled(matter: Matter, _day: date) -> str:
    return "" if matter.settled_at else _("还没有登记息诉息访。")


def _asked_again(matter: Matter, _day: date) -> str:
    """After the third level only who came again since, with the same, is told that it is taken no more; and a
    new matter only where one of its petitioners went through the three levels before (条例 2022, 36)."""
    if matter.state != "final":
        return (
            ""
            if _ended_before(matter)
            else _(
                "登记里没有这位信访人走完三级程序的事项，不能不再受理；以前在纸上走完的，请先登记那一件并补录。"
            )
        )
    told = _("三级程序走完以后，信访人没有再次提出同一事项，不用告知。")
    return "" if came_again(matter.pk) else told


def _ended_before(matter: Matter) -> bool:
    people = Participant.objects.filter(petition__raisings__matter=matter, petition__reverted_at=None)
    theirs = Matter.objects.filter(raisings__petition__participants__person__in=people.values("person"))
    earlier = theirs.filter(state="final", received_at__lte=matter.received_at)
    return earlier.exclude(pk=matter.pk).exists()


def _for_others(matter: Matter, _day: date) -> str:
    """One person's wish ends nothing that others brought."""
    if inside := list(
        Matter.objects.filter(merged_into=matter, state="merged").values_list("number", flat=True)
    ):
        told = _("还有并入的事项（%(numbers)s）一起办理；请先取消并入，再登记撤回。")
        return told % {"numbers": _("、").join(inside)}
    joined = Raising.objects.filter(matter=matter, kind=RaisingKind.JOINED, petition__reverted_at=None)
    if numbers := list(joined.values_list("petition__number", flat=True)):
        told = _("还有别的信访人反映同一件事（%(numbers)s），不能凭一人的申请撤回。")
        return told % {"numbers": _("、").join(numbers)}
    return ""


def _office_answers(matter: Matter, _day: date) -> str:
    """Nobody answers its own objection: an office that has it again is answered by whoever sent it."""
    if matter.unit_id != matter.registered_unit_id:
        return ""
    return _("登记单位就是提出异议的单位，由转来的单位答复。")


def _sent_on(matter: Matter, _day: date) -> str:
    """The office takes back what it sent itself: then there is no other that could have it again."""
    if matter.sent_by_unit_id not in (None, matter.registered_unit_id, matter.unit_id):
        return ""
    return _("这件事项是登记单位直接分送的；同意退回的，回到待分送。")


def _held(matter: Matter, _day: date) -> str:
    """A hold keeps a matter from being concluded; merged into another it would be concluded with that one."""
    held = Hold.objects.filter(matter=matter, released_at=None).first()
    return _("暂时不能并入别的事项：%(reason)s。") % {"reason": held.reason} if held else ""


def _agreement_received(matter: Matter, _day: date) -> str:
    """An agreement binds nobody before its parties have signed and received it (条例 2022, 33)."""
    if not _unsigned(matter):
        return ""
    return _(
        "的调解（和解）协议书还没有登记送达，不能办结。双方签名、收到以后，请先在事项页点“登记送达”；"
        "没有签成的，由单位负责人起草更正决定书，继续办理。"
    )


def _came_to_nothing(matter: Matter, _day: date) -> str:
    """An answer that was served is changed by review alone; an agreement that nobody signed binds nobody."""
    if matter.state != "served" or _unsigned(matter):
        return ""
    return _("的答复已经送达，不能更正；不服的可以申请复查。")


def _unsigned(matter: Matter) -> bool:
    lines = TimelineEntry.objects.filter(matter=matter, verb__in=("agree", "serve", "serve_agreement"))
    return lines.order_by("-pk").values_list("verb", flat=True).first() == "agree"


GUARDS: dict[str, tuple[Guard, ...]] = {
    "conclude": (_agreement_received,),
    "correct": (_came_to_nothing,),
    "take_back": (_office_answers,),
    "receive_back": (_sent_on,),
    "accept_simply": (not_simple,),
    "turn_ordinary": (_simple,),
    "settle": (_open_to_settle,),
    "unsettle": (_settled,),
    "withdraw": (_for_others,),
    "stop_taking": (_asked_again,),
    "merge": (_held,),
}


# The guards of acts on many matters at once that need not ask about each: one question tells them of which.
SWEEPS: dict[Guard, Sweep] = {}


def guard_with(guards: Mapping[str, Guard], sweeps: Mapping[Guard, Sweep] | None = None) -> None:
    """Add the guards of a room above, one a verb, before those of the rooms below it; twice is once."""
    SWEEPS.update(sweeps or {})
    for verb, guard in guards.items():
        known = GUARDS.get(verb, ())
        GUARDS[verb] = known if guard in known else (guard, *known)


def against(matter: Matter, verb: str, day: date) -> str:
    """The first sentence that is said against an act on a day; "" when nothing speaks against it."""
    said = (guard(matter, day) for guard in GUARDS.get(verb, ()))
    return next(filter(None, said), "")


def concerned(matters: Sequence[Matter], verb: str) -> set[int]:
    """Of many matters the ids of those of which a guard of the verb may have something to say."""
    guards = GUARDS.get(verb, ())
    every = {each.pk for each in matters}
    return set().union(*(SWEEPS[each](matters) if each in SWEEPS else every for each in guards))


def fits(matter: Matter, row: Transition, day: date) -> bool:
    """Whether nothing of the matter's own speaks against the act on a day."""
    return not against(matter, row.verb, day)


def names_nobody(matter: Matter) -> str:
    """Why no unit complained of is named: whom an accusation is against stays in its compartment; or ''."""
    if not matter.confined:
        return ""
    return _(
        "检举控告不登记“被投诉单位”，也不进这项统计；它针对哪个单位，"
        "由可以查看检举控告的人用“指明被检举单位”登记（《信访工作条例》第三十条）。"
    )


def refuse_unfit(matter: Matter, row: Transition, day: date) -> None:
    """Raise Refusal with the sentence that is said against the act, and the act's article."""
    if sentence := against(matter, row.verb, day):
        raise Refusal(cited(f"{matter.number} {sentence}", row.verb, day))


def short(text: str, field: str, sentence: str) -> list[Problem]:
    """What is wrong with a text that says too little, at its field."""
    enough = len("".join(text.split())) >= SHORTEST
    return [] if enough else [Problem(field, sentence % {"n": SHORTEST})]


def refuse_short(text: str, field: str, sentence: str) -> str:
    """The text without needless space; raises Refusal at its field when it says too little."""
    if found := short(text, field, sentence):
        raise Refusal(problems=found)
    return text.strip()
