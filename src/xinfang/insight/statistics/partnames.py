"""What the parts of dimensions are called, as of a day where names change: keys -> names, in print order."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from xinfang.casework.petitions.models import Channel, Form, Purpose, RaisingKind, Result
from xinfang.casework.rota.models import ReceptionDay
from xinfang.registers.organisations.models import Unit, UnitKind
from xinfang.registers.organisations.queries import short_names_on
from xinfang.registers.topics.models import ContentClass, SpecialTopic, TopicProblem

__all__ = [
    "channels",
    "classes",
    "complained",
    "forms",
    "levels",
    "month_name",
    "months",
    "purposes",
    "quarters",
    "results",
    "sizes",
    "streets",
    "subclasses",
    "topics",
    "turns",
    "units",
]

Names = dict[str, str]


def channels(keys: list[str], day: date | None = None) -> Names:
    """Ways in."""
    return {key: str(label) for key, label in Channel.choices}


def forms(keys: list[str], day: date | None = None) -> Names:
    """One or a few, a joint letter, a group visit."""
    return {key: str(label) for key, label in Form.choices}


def turns(keys: list[str], day: date | None = None) -> Names:
    """First, again, joined."""
    return {key: str(label) for key, label in RaisingKind.choices}


def purposes(keys: list[str], day: date | None = None) -> Names:
    """What is wanted."""
    return {key: str(label) for key, label in Purpose.choices}


def results(keys: list[str], day: date | None = None) -> Names:
    """What was decided; most have nothing yet."""
    return {"": _("还没有结果"), **{key: str(label) for key, label in Result.choices}}


def levels(keys: list[str], day: date | None = None) -> Names:
    """The level that received it, from the district down."""
    words = {
        UnitKind.DISTRICT: _("到区"),
        UnitKind.DEPARTMENT: _("到部门"),
        UnitKind.STREET: _("到街道"),
        UnitKind.COMMUNITY: _("到社区（村）"),
    }
    return {str(key): name for key, name in words.items()}


def sizes(keys: list[str], day: date | None = None) -> Names:
    """How many came or signed."""
    return {
        "1": _("1 人"),
        "2-4": _("2 至 4 人"),
        "5-29": _("5 至 29 人"),
        "30-49": _("30 至 49 人"),
        "50-99": _("50 至 99 人"),
        "100-": _("100 人以上"),
        "": _("不详"),
    }


def months(keys: list[str], day: date | None = None) -> Names:
    """January to December."""
    return {str(number): month_name(number) for number in range(1, 13)}


def month_name(number: int) -> str:
    """5月; May."""
    return date_format(date(2000, number, 1), _("n月"))


def quarters(keys: list[str], day: date | None = None) -> Names:
    """First to fourth."""
    return {str(number): _("第%(n)d季度") % {"n": number} for number in range(1, 5)}


def classes(keys: list[str], day: date | None = None) -> Names:
    """Content classes of the first level."""
    known = ContentClass.objects.filter(level=1, code__in=keys).order_by("listing__valid_from", "pk")
    return {"": _("未分类"), **dict(known.values_list("code", "name"))}


def subclasses(keys: list[str], day: date | None = None) -> Names:
    """Classes of the second level after their first; what was classed no finer stands under the first."""
    known = ContentClass.objects.filter(level__lte=2, code__in={key[:2] for key in keys} | set(keys))
    rows = dict(known.order_by("listing__valid_from", "pk").values_list("code", "name"))
    named = {
        key: f"{rows.get(key[:2], key[:2])} · {rows[key]}" for key in keys if len(key) > 2 and key in rows
    }
    coarse = {key: _("%(name)s（没有细分）") % {"name": rows.get(key, key)} for key in keys if len(key) == 2}
    return {"": _("未分类"), **named, **coarse}


def units(keys: list[str], day: date | None = None) -> Names:
    """Units under the names that they bore on the day."""
    known = short_names_on(day, [int(key) for key in keys if key])
    return {"": _("未分送"), **{str(pk): name for pk, name in known.items()}}


def complained(keys: list[str], day: date | None = None) -> Names:
    """Units complained of; most matters name none, and accusations never do."""
    return {**units(keys, day), "": _("没有登记被投诉单位")}


def streets(keys: list[str], day: date | None = None) -> Names:
    """Streets and departments by their path; a shorter path is the whole district."""
    rows = {unit.path: unit.pk for unit in Unit.objects.filter(path__in=[key for key in keys if key])}
    known = short_names_on(day, list(rows.values()))
    return {"": _("地点不详"), **{path: known[pk] for path, pk in rows.items()}}


def topics(keys: list[str], day: date | None = None) -> Names:
    """Special topics."""
    known = SpecialTopic.objects.filter(pk__in=[int(key) for key in keys if key])
    return {str(pk): name for pk, name in known.values_list("pk", "name")}


def problems(keys: list[str], day: date | None = None) -> Names:
    """Problems of special topics, each behind its topic's name; the keys are topic-problem."""
    pairs = {key: key.partition("-")[::2] for key in keys if key}
    named = topics([topic for topic, _problem in pairs.values()])
    known = TopicProblem.objects.filter(
        pk__in=[int(problem) for _topic, problem in pairs.values() if problem]
    )
    names = {(str(topic), str(pk)): name for pk, topic, name in known.values_list("pk", "topic_id", "name")}
    names |= {(topic, ""): _("其他") for topic in named}
    return {key: f"{named[pair[0]]}：{names[pair]}" for key, pair in pairs.items() if pair in names}


def posts(keys: list[str], day: date | None = None) -> Names:
    """Posts as the plans of receptions name them."""
    known = ReceptionDay.objects.filter(post__in=keys).order_by().values_list("post", flat=True).distinct()
    return {post: post for post in known}
