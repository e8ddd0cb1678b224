"""What a report calls things: its title, the place, the office, the period; and as of when."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from xinfang.casework.wording.known import issuer_name
from xinfang.engines.letterpress import chinese_date
from xinfang.insight.composition.composing import BASE, RUNNING
from xinfang.insight.composition.facts import Asked
from xinfang.insight.composition.saying import OF_THE_DISTRICT
from xinfang.insight.yearbook.kinds import Kind
from xinfang.registers.organisations.queries import names_on

__all__ = ["undated", "words_of"]


def words_of(kind: Kind, asked: Asked) -> dict[str, str]:
    """The words of a report, its title among them; in the language that is on."""
    names = names_on(min(asked.period.last, timezone.localdate(asked.at)))
    place, period = names.get(asked.unit.pk, asked.unit.name), asked.period.label
    topic = asked.topic.name if asked.topic else ""
    today = timezone.localdate(asked.at)
    running = f"（{period}还没有过完，各数截至{chinese_date(today)}。）" if today <= asked.period.last else ""
    own = asked.unit.depth == 1  # all that the district counts it registered, or a unit below it did
    base = f"（各数按{place}登记或者承办的信访件计，不都是它收到的；几个单位的数相加会重复。）"
    return {
        RUNNING: running,
        BASE: "" if own else base,
        **(OF_THE_DISTRICT if own else dict.fromkeys(OF_THE_DISTRICT, "登记或者承办")),
        "title": kind.title.format(place=place, period=period, topic=topic),
        "period": period,
        "place": place,
        "office": issuer_name(asked.unit, names),
        "cut_off": timezone.localtime(asked.at).strftime("%Y-%m-%d %H:%M"),
    }


def undated(words: Mapping[str, Any]) -> dict[str, Any]:
    """Words without the moment, which is another each time; whether a period runs stays among them."""
    told = {key: said for key, said in words.items() if key not in ("cut_off", RUNNING)}
    return {**told, RUNNING: bool(words.get(RUNNING))}
