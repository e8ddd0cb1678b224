"""Letters, messages and calls."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xinfang.insight.statistics.registry import HEADS, measure

__all__ = ["joint_letter_signatories", "joint_letters", "letters", "online", "phone"]

SECTION = _("来信、网上和来电")
FORMS = _("《信访工作条例》（2022）第十七条；《信访条例》（2005）第十七条")


@measure(
    "letters",
    _("来信"),
    _("件"),
    section=SECTION,
    definition=_("本期收到的来信，含联名信；一封算一件。"),
    source=FORMS,
)
def letters() -> Q:
    """Letters, joint ones included."""
    return Q(channel="letter")


@measure(
    "joint_letters",
    _("联名信"),
    _("件"),
    section=SECTION,
    definition=_("五人以上署名的来信，一封算一件。"),
    source=FORMS,
    base="letters",
)
def joint_letters() -> Q:
    """Letters signed by five or more."""
    return Q(form="joint")


@measure(
    "joint_letter_signatories",
    _("联名信署名"),
    _("人次"),
    section=SECTION,
    definition=_("联名信上署名的人数之和。"),
    source=FORMS,
    weight=HEADS,
)
def joint_letter_signatories() -> Q:
    """Those who signed them."""
    return Q(form="joint")


@measure(
    "online",
    _("网上信访"),
    _("件"),
    section=SECTION,
    definition=_("本期由信息网络收到的信访件。"),
    source=FORMS,
    base="received",
)
def online() -> Q:
    """Messages from the web."""
    return Q(channel="online")


@measure(
    "phone",
    _("来电"),
    _("件"),
    section=SECTION,
    definition=_("本期登记的来电，一次通话算一件。"),
    source=FORMS,
    base="received",
)
def phone() -> Q:
    """Telephone calls."""
    return Q(channel="phone")
