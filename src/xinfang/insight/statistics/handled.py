"""What measures are called of a unit below the district: it counts what it registered or was given."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from xinfang.insight.statistics.registry import Measure, Text
from xinfang.registers.organisations.models import Unit
from xinfang.registers.organisations.queries import holds_district
from xinfang.registers.staff.scope import Scope

__all__ = ["below", "called"]

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


def below(scope: Scope, unit_id: int | None) -> bool:
    """Whether figures of a unit, or without one of all in reach, are of a part of the district."""
    if unit_id is None:
        return not holds_district(scope, "see_figures")
    return Unit.objects.filter(pk=unit_id, depth__gt=1).exists()


def called(each: Measure, *, part: bool) -> Measure:
    """The measure with the words for the district, or for a part of it; its count is the same."""
    if not part or each.key not in DEFINITIONS:
        return each
    name = NAMES.get(each.key, each.name)
    return replace(each, name=name, definition=DEFINITIONS[each.key])
