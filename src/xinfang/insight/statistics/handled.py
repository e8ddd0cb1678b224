"""What measures are called of a unit below the district: it counts what it registered or was given."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from xinfang.insight.statistics.books import BOOKS
from xinfang.insight.statistics.registry import COUNT, Measure, Text
from xinfang.registers.organisations.models import Unit
from xinfang.registers.organisations.queries import holds_district
from xinfang.registers.staff.scope import Scope

__all__ = ["below", "called", "counts_own"]

# Where name or definition say 收到: what a unit that is below the district says of the same count.
NAMES: Mapping[str, Text] = {"received": _("登记或者承办的信访件")}
DEFINITIONS: Mapping[str, Text] = {
    "received": _(
        "本期登记或者承办、计入统计的信访件，来信、来访、网上、来电每次算一件，含重复件；"
        "不都是它收到的，几个单位的数相加会重复。"
    ),
    "received_letters_and_persons": _(
        "本期登记或者承办的来信件数，加来访人次。联名信一封算一件，集体访按实到人数算。"
    ),
    "received_letters_and_batches": _("本期登记或者承办的来信件数，加来访批次。同一批来的人只算一批。"),
    "letters": _("本期登记或者承办的来信，含联名信；一封算一件。"),
    "online": _("本期登记或者承办的、由信息网络来的信访件。"),
}
# What stands behind the definition of a book that counts a leader's own days (books.read).
OWN = _("%(definition)s本人在别的单位的计划里接访的也算在内，所以各单位的数相加可能少于这个数。")


def below(scope: Scope, unit_id: int | None) -> bool:
    """Whether figures of a unit, or without one of all in reach, are of a part of the district."""
    if unit_id is None:
        return not holds_district(scope, "see_figures")
    return Unit.objects.filter(pk=unit_id, depth__gt=1).exists()


def counts_own(scope: Scope, unit_id: int | None) -> bool:
    """Whether figures of receptions count a leader's own, wherever the plan stands: of no unit alone."""
    return unit_id is None and scope.may("instruct") and below(scope, None)


def called(each: Measure, *, part: bool, own: bool = False) -> Measure:
    """The measure with the words for the district, or for a part of it; its count is the same. `own`: and
    that a leader's own receptions are counted too (`counts_own`)."""
    if own and each.kind == COUNT and each.subject in BOOKS and BOOKS[each.subject].leader:
        return replace(each, definition=str(OWN) % {"definition": each.definition})
    if not part or each.key not in DEFINITIONS:
        return each
    name = NAMES.get(each.key, each.name)
    return replace(each, name=name, definition=DEFINITIONS[each.key])
