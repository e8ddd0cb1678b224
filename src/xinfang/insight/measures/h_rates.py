"""The three rates (三率) for both bodies: told in time, decided in time, satisfied; each with its base."""

from django.db.models import F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.casework.deadlines.models import ClockState
from xinfang.casework.satisfaction import queries as counting
from xinfang.casework.satisfaction.models import Body, Invitation, Score, Stage
from xinfang.insight.statistics.registry import MATTERS, measure, rate
from xinfang.insight.statistics.rows import NOTIFY, newest_of

__all__ = ["notices_due", "notices_in_time", "offer", "ratable", "ratable_unit"]

Text = Promise | str
SECTION = _("三率")
NOTICE = _("《信访工作条例》（2022）第二十三条；《信访条例》（2005）第二十二条")
RATING = _("《信访工作条例》（2022）第二十一条；《信访事项办理群众满意度评价工作办法》")
GOOD = (Score.SATISFIED, Score.BASICALLY)


def _first(invited: QuerySet[Invitation]) -> Q:
    """The matters whose first answer is among these: what counts is the room's own definition."""
    return Q(pk__in=invited.filter(stage=Stage.FIRST).values("matter_id"))


rate(
    "timely_routing_rate",
    _("信访部门及时分送率"),
    of="matters_routed_in_time",
    base="matters_to_route",
    section=SECTION,
    definition=_("按期分送的占应分送的百分比；导入时分送期限已经过了、何时分送无从知道的，不在基数里。"),
    version=2,
)


@measure(
    "notices_due",
    _("到期应告知"),
    _("件"),
    section=SECTION,
    definition=_(
        "承办单位告知信访人的十五日期限在本期届满的事项；姓名、地址不清的、最后一日还没有过去的不在内。"
    ),
    source=NOTICE,
    subject=MATTERS,
    version=2,  # what is not yet due is not in it
    dated="notify_due",
)
def notices_due() -> Q:
    """The term of the deciding unit for its notice ends in the period; what was taken back is left out."""
    return Q(pk__in=NOTIFY.values("matter_id"))


@measure(
    "notices_in_time",
    _("按期告知"),
    _("件"),
    section=SECTION,
    definition=_("到期应告知的事项中，期限届满前受理、不予受理或者告知途径的。"),
    source=NOTICE,
    base="notices_due",
    subject=MATTERS,
    version=2,
    dated="notify_due",
)
def notices_in_time() -> Q:
    """Of those due: told on or before the last day, by the unit whose term makes it due."""
    met = newest_of(NOTIFY).filter(state=ClockState.MET, met_at__date__lte=F("due_on"))
    return Q(pk__in=met.values("matter_id"))


rate(
    "timely_notice_rate",
    _("责任单位及时受理率"),
    of="notices_in_time",
    base="notices_due",
    definition=_("按期告知的占到期应告知的百分比。本期没有过完的，期限最后一日还没有过去的不在基数里。"),
    version=2,
)


@measure(
    "matters_ratable",
    _("可以评价"),
    _("件"),
    section=SECTION,
    definition=_(
        "初次答复后可以评价的事项：初次信访、实名、不保密的，按开放评价的日期计；没有评价、答复就被撤销的不在内。"
    ),
    source=RATING,
    subject=MATTERS,
    dated="invited_on",
)
def ratable() -> Q:
    """The petitioner was invited after the first answer."""
    return _first(counting.ratable(Body.OFFICE))


@measure(
    "matters_ratable_unit",
    _("可以评价责任单位"),
    _("件"),
    section=SECTION,
    definition=_("可以评价的事项中，由本区单位答复的。"),
    source=RATING,
    base="matters_ratable",
    subject=MATTERS,
    dated="invited_on",
)
def ratable_unit() -> Q:
    """And one of our units decided."""
    return _first(counting.ratable(Body.UNIT))


def offer(body: Body, rated: tuple[Text, Text], satisfied: tuple[Text, Text], base: str) -> None:
    """Register who rated a body, and who was satisfied with it: (name, definition) of each."""
    where = {"section": SECTION, "source": RATING, "subject": MATTERS, "dated": "invited_on"}
    key = f"matters_rated_{body}"
    measure(key, rated[0], _("件"), definition=rated[1], base=base, **where)(  # type: ignore[arg-type]
        lambda: _first(counting.rated(body))
    )
    measure(
        f"matters_satisfied_{body}",
        satisfied[0],
        _("件"),
        definition=satisfied[1],
        base=key,
        **where,  # type: ignore[arg-type]
    )(lambda: _first(counting.scored(body, *GOOD)))


offer(
    Body.OFFICE,
    (_("评价信访部门的"), _("可以评价的事项中，信访人评价了信访部门的。")),
    (_("对信访部门满意的"), _("评价了信访部门的事项中，满意或者基本满意的。")),
    "matters_ratable",
)
offer(
    Body.UNIT,
    (_("评价责任单位的"), _("可以评价责任单位的事项中，信访人评价了它的。")),
    (_("对责任单位满意的"), _("评价了责任单位的事项中，满意或者基本满意的。")),
    "matters_ratable_unit",
)
for _body, _name, _base in (
    ("office", _("信访部门参评率"), "matters_ratable"),
    ("unit", _("责任单位参评率"), "matters_ratable_unit"),
):
    rate(
        f"rating_share_{_body}",
        _name,
        of=f"matters_rated_{_body}",
        base=_base,
        definition=_("评价了的占可以评价的百分比。"),
    )
for _body, _name in (("office", _("信访部门满意率")), ("unit", _("责任单位满意率"))):
    rate(
        f"satisfaction_{_body}",
        _name,
        of=f"matters_satisfied_{_body}",
        base=f"matters_rated_{_body}",
        definition=_("满意和基本满意的占评价了的百分比；没有评价的不在基数里。"),
    )
