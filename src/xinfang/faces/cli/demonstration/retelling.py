"""Who came before, so that a repeat is linked to the earlier matter of the same people."""

import random
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from xinfang.faces.cli.demonstration.composing import Brought

__all__ = ["Memory"]

SHARE = 0.125
BACK = (timedelta(days=9), timedelta(days=150))


class Memory:
    """The first arrivals of a year with the matters they opened."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._kept: list[tuple[Brought, int]] = []

    def keep(self, brought: Brought, matter_id: int) -> None:
        """Remember a first arrival."""
        self._kept.append((brought, matter_id))

    def again(self, cell: str, moment: datetime) -> tuple[Brought, int] | None:
        """Now and then somebody who came some weeks ago; people alone or in twos, never groups."""
        if cell not in {"letter", "visit", "online", "phone"} or self._chance.random() >= SHARE:
            return None
        fitting = [
            kept
            for kept in self._kept
            if kept[0].arrival.cell in {"letter", "visit"}
            and kept[0].arrival.purpose != "accusation"  # each opens a confined matter of its own
            and BACK[0] <= moment - (kept[0].arrival.received_at or moment) <= BACK[1]
        ]
        return self._chance.choice(fitting) if fitting else None

    def retold(
        self, earlier: tuple[Brought, int], key: UUID, cell: str, moment: datetime, heads: int
    ) -> Brought:
        """The same people with the same matter again."""
        brought, matter_id = earlier
        people = brought.people[: 1 if heads == 1 else 2]
        arrival = replace(
            brought.arrival,
            cell=cell,
            received_at=moment,
            people=people,
            head_count=heads,
            page_count=None,
            addressee="",
            facts=brought.arrival.facts + "此前反映过，尚未得到答复。",
            complained_unit_id=None,  # it stands on the matter already
            repeats_matter_id=matter_id,
            raising_kind="repeat",
            form_key=key,
        )
        return Brought(arrival, brought.unit_code, people)
