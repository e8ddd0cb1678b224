"""What a finding must not hold: whatever points at one person."""

import re

__all__ = ["points_at_a_person"]

# A mobile number, an ID number of the old or new length; written with blanks or hyphens too.
NUMBER = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|\d{15}|\d{17}[\dXx])(?!\d)")
BETWEEN = re.compile(r"(?<=\d)[\s\-－　]+(?=[\dXx])")


def points_at_a_person(text: str) -> bool:
    """Whether a text holds a telephone number or an ID number."""
    return bool(NUMBER.search(BETWEEN.sub("", text)))
