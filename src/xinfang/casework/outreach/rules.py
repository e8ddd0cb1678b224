"""What a finding must not hold: whatever points at one person."""

import re

from xinfang.registers.petitioners.mentions import speaks_of_people

__all__ = ["points_at_a_person"]

BETWEEN = re.compile(r"(?<=\d)[\s\-－　]+(?=[\dXx])")


def points_at_a_person(text: str) -> bool:
    """Whether a text holds somebody's number, written with blanks or hyphens too, or speaks of somebody."""
    return speaks_of_people(text) or speaks_of_people(BETWEEN.sub("", text))
