"""Arrivals composed from our own phrases by a seeded chance: the same seed gives the same texts."""

import random
from dataclasses import dataclass
from datetime import date, datetime
from uuid import NAMESPACE_DNS, UUID, uuid5
from zlib import crc32

from xinfang.casework.intake.arrivals import Arrival
from xinfang.faces.cli.demonstration.office import COMMUNITIES, Office
from xinfang.faces.cli.demonstration.people import Crowd
from xinfang.faces.cli.demonstration.topics import TOPICS, Topic
from xinfang.registers.petitioners.entries import PersonEntry
from xinfang.registers.topics.queries import class_tree

__all__ = ["Brought", "Composer", "form_key"]

QUAKE = date(2008, 5, 12)
CALM = date(2009, 1, 1)  # from here on the quake's matters are over
ESTATES = ("柳塘新居", "青杉花园", "渡口家园", "禾溪雅苑", "竹园小区", "云台苑", "石桥新村", "杏林公寓")
FIRMS = ("云溪机械配件厂", "禾丰纸品有限公司", "南坪建材厂", "青杉服装有限公司", "白云渡物流公司")
NAMESPACE = uuid5(NAMESPACE_DNS, "demonstration.xinfang.invalid")


def form_key(text: str) -> UUID:
    """A fixed key, so that running the demonstration twice registers nothing twice."""
    return uuid5(NAMESPACE, text)


@dataclass(frozen=True)
class Brought:
    """An arrival with what the rest of its story needs: where it goes, whose it is."""

    arrival: Arrival
    unit_code: str
    people: tuple[PersonEntry, ...]


class Composer:
    """Composes arrivals of one district."""

    def __init__(self, office: Office, chance: random.Random, series: int) -> None:
        self._office, self._chance = office, chance
        self._crowd = Crowd(chance, COMMUNITIES, series)
        self._classes = {node.code: node.id for node in class_tree()}

    def compose(self, key: str, cell: str, moment: datetime, heads: int) -> Brought:
        """A new arrival through a channel's cell, by as many heads."""
        chance = self._chance
        topic = self._topic(moment.date(), together=cell in {"joint_letter", "group_visit"})
        place = chance.choice(COMMUNITIES)
        words = {
            "place": place,
            "estate": chance.choice(ESTATES),
            "number": chance.randrange(1, 25),
            "firm": chance.choice(FIRMS),
        }
        unit_code = topic.unit or self._office.street_of[place]
        people = self._people(cell, heads)
        accusation = topic.purpose == "accusation"
        arrival = Arrival(
            cell=cell,
            received_at=moment,
            title=chance.choice(topic.titles).format(**words),
            facts=chance.choice(topic.facts).format(**words),
            demand=chance.choice(topic.demands).format(**words),
            people=people,
            head_count=heads if cell not in {"online", "phone"} else None,
            page_count=chance.randrange(1, 6) if "letter" in cell else None,
            addressee="党工委书记" if "letter" in cell and chance.random() < 0.5 else "",
            urgent=chance.random() < 0.02,
            class_id=None if chance.random() < 0.03 else self._classes[topic.class_code],
            purpose=topic.purpose,
            place=f"云溪区{place}",
            place_unit_id=self._office.community[place].pk,
            accused_unit_id=self._office.community[place].pk if accusation else None,
            complained_unit_id=None if accusation else self._complained(key, topic, unit_code, place),
            form_key=form_key(key),
        )
        return Brought(arrival, unit_code, people)

    def _complained(self, key: str, topic: Topic, unit_code: str, place: str) -> int | None:
        """One request in four says whom it complains of: the competent unit, or the community. By the key and
        not by chance, so that nothing else of the demonstration moves."""
        drawn = crc32(key.encode()) % 12
        if topic.purpose == "suggestion" or drawn > 2:
            return None
        unit = self._office.community[place] if drawn == 2 else self._office.units[unit_code]
        return int(unit.pk)

    def _topic(self, day: date, *, together: bool) -> Topic:
        shaken = QUAKE <= day < CALM
        fitting = [topic for topic in TOPICS if topic.groups or not together]
        weights = [topic.after if shaken else topic.before for topic in fitting]
        return self._chance.choices(fitting, weights)[0]

    def _people(self, cell: str, heads: int) -> tuple[PersonEntry, ...]:
        crowd = self._crowd
        if cell == "group_visit":
            return crowd.many(min(heads, self._chance.randrange(2, 6)), "representative")
        if cell == "joint_letter":
            return crowd.many(min(heads, self._chance.randrange(3, 7)), "signatory")
        return (crowd.one(), *crowd.many(min(heads - 1, 1), "companion"))
