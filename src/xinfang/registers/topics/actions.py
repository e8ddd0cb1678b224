"""The only writer of class lists and special topics."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.clock.reason import EARLIEST, FAR, TERM, beyond_reason, far_problems
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.organisations.models import Unit
from xinfang.registers.topics.models import ClassList, ContentClass, SpecialTopic, TopicProblem
from xinfang.registers.topics.seed import fill

__all__ = ["ProblemEntry", "TopicEntry", "open_topic", "seed", "set_end", "take_back"]

SHORTEST_WHY = 4  # characters of a reason
SHORTEST, LONGEST = 2, 20  # characters of a word that a topic is known by


@dataclass(frozen=True)
class ProblemEntry:
    """A problem as it is written down."""

    name: str
    words: Sequence[str] = ()
    classes: Sequence[str] = ()


@dataclass(frozen=True)
class TopicEntry:
    """A topic as it is written down. `area_ids`: units, with all below them; none: the whole district."""

    name: str
    since: date
    until: date | None = None
    words: Sequence[str] = ()
    classes: Sequence[str] = ()
    area_ids: Sequence[int] = ()
    problems: Sequence[ProblemEntry] = field(default_factory=tuple)


@transaction.atomic
def open_topic(*, entry: TopicEntry, by: Actor, at: datetime) -> SpecialTopic:
    """Open a special topic with its problems. Refuses a doubled name, an empty one, a period that runs back,
    one that is known by nothing, a class that is in no list, and an area that does not exist."""
    if found := [*_problems(entry), *_period(entry.since, entry.until, timezone.localdate(at))]:
        raise Refusal(problems=found)
    topic = SpecialTopic.objects.create(
        name=entry.name.strip(),
        since=entry.since,
        until=entry.until,
        words=_clean(entry.words),
        classes=_clean(entry.classes),
        opened_at=at,
        opened_by=by.label,
    )
    topic.areas.set(entry.area_ids)
    for place, each in enumerate(entry.problems, start=1):
        TopicProblem.objects.create(
            topic=topic,
            position=place,
            name=each.name.strip(),
            words=_clean(each.words),
            classes=_clean(each.classes),
        )
    record(Record("topic.opened", "topic", topic.pk, topic.name), by=by, at=at)
    return topic


@transaction.atomic
def set_end(*, topic_id: int, until: date, by: Actor, at: datetime) -> None:
    """Say until which day a topic lasts; what arrived later is proposed for it no more."""
    topic = SpecialTopic.objects.select_for_update().get(pk=topic_id)
    if found := _period(topic.since, until, timezone.localdate(at)):
        raise Refusal(problems=found)
    before, topic.until = topic.until, until
    topic.save(update_fields=["until"])
    told = {"until": before.isoformat() if before else ""}, {"until": until.isoformat()}
    record(Record("topic.ended", "topic", topic.pk, topic.name, *told), by=by, at=at)


@transaction.atomic
def take_back(*, topic_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Undo a topic that was opened wrongly: it is gone with its name, and the audit keeps that and why.

    The room above has seen that no matter was confirmed for it. Refuses one that reports, items, circulars or
    meetings name: it can be ended.
    """
    topic = SpecialTopic.objects.select_for_update().get(pk=topic_id)
    why = reason.strip()
    if len("".join(why.split())) < SHORTEST_WHY:
        raise Refusal(
            problems=[Problem("reason", _("请写明为什么取消，至少 %(n)d 个字。") % {"n": SHORTEST_WHY})]
        )
    told = Record("topic.taken_back", "topic", topic.pk, topic.name, after={"reason": why})
    try:
        with transaction.atomic():
            topic.delete()
    except ProtectedError:
        raise Refusal(_("已经有信息、通报或者会议用到这个专题，不能取消，可以定下结束的日期。")) from None
    record(told, by=by, at=at)


def _problems(entry: TopicEntry) -> list[Problem]:
    return [*_name_and_period(entry), *_known_by(entry), *_names_of_problems(entry)]


def _name_and_period(entry: TopicEntry) -> list[Problem]:
    found, name = [], entry.name.strip()
    if not name or len(name) > 40:
        found.append(Problem("name", _("请填写专题名称，最多 40 个字。")))
    elif SpecialTopic.objects.filter(name=name).exists():
        found.append(Problem("name", _("已经有叫“%(name)s”的专题。") % {"name": name}))
    if Unit.objects.filter(pk__in=entry.area_ids).count() != len(set(entry.area_ids)):
        found.append(Problem("areas", _("所选的区域里有不存在的单位，请重新选择。")))
    return found


def _period(since: date, until: date | None, today: date) -> list[Problem]:
    """What is wrong with when a topic begins and ends: a wrong year would keep its name for ever."""
    found = []
    if wrong := beyond_reason(since, first=EARLIEST, last=today + TERM):
        found.append(Problem("since", wrong))
    elif until and until < since:
        found.append(Problem("until", _("专题结束的日期早于开始的日期。")))
    elif until:
        found += far_problems("until", until, on=max(since, today), within=FAR)
    return found


def _known_by(entry: TopicEntry) -> list[Problem]:
    found = []
    marks = [(entry.words, entry.classes), *((each.words, each.classes) for each in entry.problems)]
    words = [word for said, _codes in marks for word in _clean(said)]
    codes = [code for _words, said in marks for code in _clean(said)]
    if not _clean(entry.words) and not _clean(entry.classes):
        found.append(Problem("words", _("请至少写一个关键词，或者选一个内容分类。")))
    if odd := [word for word in words if not SHORTEST <= len(word) <= LONGEST]:
        found.append(Problem("words", _("关键词要有 2 到 20 个字：%(word)s。") % {"word": odd[0]}))
    known = set(ContentClass.objects.filter(code__in=codes).values_list("code", flat=True))
    if unknown := sorted(set(codes) - known):
        found.append(Problem("classes", _("没有编码为“%(code)s”的内容分类。") % {"code": unknown[0]}))
    return found


def _names_of_problems(entry: TopicEntry) -> list[Problem]:
    names = [each.name.strip() for each in entry.problems]
    if any(not name or len(name) > 40 for name in names) or len(set(names)) != len(names):
        return [Problem("problems", _("每个突出问题要有自己的名称，最多 40 个字，不能重复。"))]
    return []


def _clean(texts: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(text.strip() for text in texts if text.strip()))


@transaction.atomic
def seed() -> None:
    """Load the shipped list where it is missing; no audit: it is part of the product."""
    fill(ClassList.objects, ContentClass.objects)
