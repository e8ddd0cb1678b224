"""The only writers of ties between matters and special topics."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.petitions.models import Matter
from xinfang.casework.themes.models import LookBack, TieState, TopicTie
from xinfang.casework.themes.naming import points_at_a_person
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record_many
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.topics import actions as topics
from xinfang.registers.topics.actions import TopicEntry, open_topic
from xinfang.registers.topics.matching import Looked, Topic, matches, problem_of
from xinfang.registers.topics.models import SpecialTopic, TopicProblem
from xinfang.registers.topics.queries import topics_to_match

__all__ = ["decide", "go_on_looking_back", "look_back", "propose", "start", "take_back"]

AT_ONCE = 2000
WINDOW = 5000  # matters that opening a topic looks back at itself; the schedule goes on with the others
WINDOWS = 10  # that the schedule looks at in a minute


@transaction.atomic
def propose(*, matter_ids: Sequence[int], by: Actor, at: datetime) -> int:
    """Propose every topic that fits matters; returns how many ties are new.

    What was decided is not asked again. An accusation is proposed for nothing: its compartment has no lists.
    """
    found = topics_to_match()
    return _propose(found, list(matter_ids), at) if found else 0


@transaction.atomic
def start(*, entry: TopicEntry, by: Actor, at: datetime) -> tuple[SpecialTopic, int]:
    """Open a special topic and look back; returns it and how many ties are proposed. Of a large register it
    looks at the newest; the schedule goes on with the others.

    Refuses a topic that is about somebody: what gathers the petitions of one person is a watch (ADR 4).
    """
    texts = {
        "name": entry.name,
        "words": "，".join(entry.words),
        "problems": "，".join(word for each in entry.problems for word in (each.name, *each.words)),
    }
    told = _("这里写到了人（姓名、号码或者称呼）：专题归集的是事，不是人，请改用问题、地方的说法。")
    named = [field for field, text in texts.items() if points_at_a_person(text, by=by, at=at)]
    if named:
        raise Refusal(problems=[Problem(field, told) for field in named])
    topic = open_topic(entry=entry, by=by, at=at)
    known = _topic(topic.pk)
    assert known is not None
    count, before = _look_at(known, None, at)
    if before is not None:
        LookBack.objects.create(topic=topic, before=before)
    return topic, count


@transaction.atomic
def take_back(*, topic_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Undo a topic that was opened wrongly, with what it proposed. Refuses one with a confirmed matter."""
    LookBack.objects.filter(topic_id=topic_id).delete()  # it waits for a stretch under way
    ties = TopicTie.objects.select_for_update().filter(topic_id=topic_id)
    if ties.filter(state=TieState.CONFIRMED).exists():
        raise Refusal(_("已经有事项确认属于这个专题，不能取消，可以定下结束的日期。"))
    ties.delete()
    topics.take_back(topic_id=topic_id, reason=reason, by=by, at=at)


@transaction.atomic
def look_back(*, topic_id: int, by: Actor, at: datetime) -> int:
    """Propose one topic for all that was registered before it was opened; returns how many ties are new."""
    topic = _topic(topic_id)
    if topic is None:
        raise Refusal(_("没有这个专题，可能已经改了；请刷新后再试。"))
    count, before = _look_at(topic, None, at)
    while before is not None:
        more, before = _look_at(topic, before, at)
        count += more
    return count


def go_on_looking_back(*, by: Actor, at: datetime) -> int:
    """Look at some more of what was registered before topics were opened; returns how many ties are new.

    Each stretch is a transaction of its own: whoever works on one of its matters does not wait for the rest.
    """
    found = 0
    for _turn in range(WINDOWS):
        more = _next_window(at)
        if more is None:
            break
        found += more
    return found


@transaction.atomic
def _next_window(at: datetime) -> int | None:
    """The next stretch of the oldest duty; None when there is none."""
    row = LookBack.objects.select_for_update(skip_locked=True).order_by("pk").first()
    if row is None:
        return None
    topic = _topic(row.topic_id)
    found, before = _look_at(topic, row.before, at) if topic else (0, None)
    if before is None:
        row.delete()
    else:
        row.before = before
        row.save(update_fields=["before"])
    return found


def _topic(topic_id: int) -> Topic | None:
    return next((each for each in topics_to_match() if each.pk == topic_id), None)


def _look_at(topic: Topic, before: int | None, at: datetime) -> tuple[int, int | None]:
    """(new ties, the matter below which to go on, None at the end) among the next matters, newest first."""
    since = timezone.make_aware(datetime.combine(topic.since, datetime.min.time()))
    rows = Matter.objects.filter(received_at__gte=since)
    below = rows if before is None else rows.filter(pk__lt=before)
    keys = list(below.order_by("-pk").values_list("pk", flat=True)[:WINDOW])
    if not keys:
        return 0, None
    fit = rows.filter(_may_fit(topic), confined=False, pk__range=(keys[-1], keys[0]))
    found = list(fit.order_by("pk").values_list("pk", flat=True))
    parts = (found[start : start + AT_ONCE] for start in range(0, len(found), AT_ONCE))
    return sum(_propose([topic], part, at) for part in parts), keys[-1] if len(keys) == WINDOW else None


@transaction.atomic
def decide(
    *,
    tie_ids: Sequence[int],
    belongs: bool,
    by: Actor,
    at: datetime,
    problem_id: int | None = None,
) -> int:
    """Confirm that matters belong to a topic, or refuse it; returns how many changed.

    `problem_id` puts them under another problem of the topic than the one proposed. The callers hand in what
    the actor may see.
    """
    ties = list(
        TopicTie.objects.select_for_update(of=("self",))
        .filter(pk__in=list(tie_ids))
        .select_related("matter", "topic")
        .order_by("pk")
    )
    _refuse_other(ties, problem_id)
    state = TieState.CONFIRMED if belongs else TieState.REFUSED
    changed = [tie for tie in ties if tie.state != state or problem_id not in (None, tie.problem_id)]
    for tie in changed:
        tie.state, tie.decided_at, tie.decider = state, at, by.label
        if problem_id is not None:
            tie.problem_id = problem_id
        tie.save(update_fields=["state", "decided_at", "decider", "problem"])
    told = {"state": str(state)}
    record_many(
        [
            Record(
                "matter.topic",
                "matter",
                tie.matter_id,
                tie.matter.number,
                after={**told, "topic": tie.topic.name},
            )
            for tie in changed
        ],
        by=by,
        at=at,
    )
    return len(changed)


def _may_fit(topic: Topic) -> Q:
    """What the database leaves out before anything is looked at here: matters without a word or class of the
    topic, which are nearly all. `matches` decides about the others."""
    found = Q(pk__in=[])
    for code in topic.classes:
        found |= Q(content_class__code__startswith=code)
    for word in topic.words:
        found |= Q(title__contains=word) | Q(facts__contains=word) | Q(demand__contains=word)
    return found


def _refuse_other(ties: Sequence[TopicTie], problem_id: int | None) -> None:
    if problem_id is None:
        return
    topic = TopicProblem.objects.filter(pk=problem_id).values_list("topic_id", flat=True).first()
    if any(tie.topic_id != topic for tie in ties):
        raise Refusal(_("这个突出问题不是这个专题的，请重新选择。"))


def _propose(wanted: Sequence[Topic], ids: Sequence[int], at: datetime) -> int:
    known = set(TopicTie.objects.filter(matter_id__among=list(ids)).values_list("matter_id", "topic_id"))
    matters = Matter.objects.filter(pk__among=list(ids), confined=False).exclude(state="reverted")
    fresh = []
    for matter in matters.select_related("content_class", "place_unit").order_by("pk"):
        looked = _looked(matter)
        for topic in wanted:
            if (matter.pk, topic.pk) not in known and matches(topic, looked):
                problem = problem_of(topic, looked)
                pk = problem.pk if problem else None
                fresh.append(TopicTie(matter=matter, topic_id=topic.pk, problem_id=pk, proposed_at=at))
    TopicTie.objects.bulk_create(fresh, ignore_conflicts=True)  # two may look at one matter at once
    return len(fresh)


def _looked(matter: Matter) -> Looked:
    return Looked(
        title=matter.title,
        text=f"{matter.facts}\n{matter.demand}",
        class_code=matter.content_class.code if matter.content_class else "",
        path=matter.place_unit.path if matter.place_unit else "",
        day=timezone.localdate(matter.received_at),
    )
