"""Leaders' receptions: leaders, leader-days, batches, persons, and what the arrivals came to.

They are a book of their own: an arrival is, or becomes, a visit of the register and is counted there once. So
none of these figures is added to the letters and visits received.
"""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xinfang.insight.statistics.books import ARRIVALS, RECEPTION_DAYS
from xinfang.insight.statistics.registry import HEADS, measure, rate

__all__ = ["accepted", "aided", "answered", "batches", "days", "explained", "leaders", "persons"]

SECTION = _("领导接访")
SOURCE = _("《信访工作条例》（2022）第十八条；《信访条例》（2005）第十条")


@measure(
    "reception_leaders",
    _("参与接访的领导"),
    _("位"),
    section=SECTION,
    definition=_("本期至少接访过一次的领导，每位只算一次。"),
    source=SOURCE,
    subject=RECEPTION_DAYS,
    distinct="leader_id",
)
def leaders() -> Q:
    """Different leaders over the days held."""
    return Q()


@measure(
    "reception_leader_days",
    _("接访"),
    _("个工作日(次)"),
    section=SECTION,
    definition=_("本期举行的接访，一位领导一天算一个工作日(次)；取消的不算。"),
    source=SOURCE,
    subject=RECEPTION_DAYS,
)
def days() -> Q:
    """Each leader's each day."""
    return Q()


@measure(
    "reception_batches",
    _("接待群众"),
    _("批"),
    section=SECTION,
    definition=_("本期领导接访接待的批次。接访的每一批也在来访里登记一次，这里不另加到来访总量。"),
    source=SOURCE,
    subject=ARRIVALS,
)
def batches() -> Q:
    """Every arrival."""
    return Q()


@measure(
    "reception_persons",
    _("接待群众（人次）"),
    _("人次"),
    section=SECTION,
    definition=_("本期领导接访接待的人次，每次来都算；不另加到来访人次。"),
    source=SOURCE,
    weight=HEADS,
    subject=ARRIVALS,
)
def persons() -> Q:
    """Their heads."""
    return Q()


@measure(
    "reception_instructed",
    _("领导批示处理意见"),
    _("件"),
    section=SECTION,
    definition=_("接访的批次中，领导批示了处理意见的。"),
    source=SOURCE,
    base="reception_batches",
    subject=ARRIVALS,
)
def instructed() -> Q:
    """With an instruction."""
    return Q(instruction__isnull=False)


@measure(
    "reception_settled_on_spot",
    _("现场处理解决"),
    _("件"),
    section=SECTION,
    definition=_("接访的批次中，当场处理解决的，一批算一件。"),
    source=SOURCE,
    base="reception_batches",
    subject=ARRIVALS,
)
def settled() -> Q:
    """Settled on the spot."""
    return Q(result="settled")


@measure(
    "reception_explained",
    _("解释说明"),
    _("件"),
    section=SECTION,
    definition=_("接访的批次中，不能解决、作了解释说明的，不含同时帮扶的。"),
    source=SOURCE,
    base="reception_batches",
    subject=ARRIVALS,
)
def explained() -> Q:
    """Explained."""
    return Q(result="explained")


@measure(
    "reception_aided",
    _("解释并帮扶"),
    _("件"),
    section=SECTION,
    definition=_("接访的批次中，不能解决、作了解释并给予帮扶的。"),
    source=SOURCE,
    base="reception_batches",
    subject=ARRIVALS,
)
def aided() -> Q:
    """Explained, with aid."""
    return Q(result="aided")


@measure(
    "reception_supervised",
    _("纳入督办"),
    _("件"),
    section=SECTION,
    definition=_("接访的批次中，交给承办单位限期答复、纳入督办的，一批算一件；对应的督办件不另计入“督办”。"),
    source=SOURCE,
    base="reception_batches",
    subject=ARRIVALS,
)
def supervised() -> Q:
    """Put under supervision."""
    return Q(result="supervised")


@measure(
    "reception_supervised_answered",
    _("接访督办件已办理回复"),
    _("件"),
    section=SECTION,
    definition=_("接访后纳入督办的，承办单位截至统计时已经答复的。"),
    source=SOURCE,
    base="reception_supervised",
    subject=ARRIVALS,
)
def answered() -> Q:
    """The unit has answered the instruction."""
    return Q(result="supervised", instruction__answered_at__isnull=False)


@measure(
    "reception_accepted",
    _("群众接受处理意见"),
    _("件"),
    section=SECTION,
    definition=_("已经答复的督办件中，信访人表示接受处理意见的。"),
    source=SOURCE,
    base="reception_supervised_answered",
    subject=ARRIVALS,
)
def accepted() -> Q:
    """The petitioner accepts."""
    return Q(result="supervised", instruction__answered_at__isnull=False, accepts=True)


rate(
    "reception_accepted_share_at_least",
    _("群众接受处理意见的至少"),
    of="reception_accepted",
    base="reception_supervised_answered",
    definition=_("接受处理意见的占已经答复的督办件的百分比，舍去小数，作为下限。"),
    at_least=True,
)
