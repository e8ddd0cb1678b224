"""Joint letters (联名信): signed by five or more; counted as one letter, signatories as heads."""

from django.utils.translation import gettext_lazy as _

from xinfang.casework.intake.channels.cell import Cell

__all__ = ["CELL"]

CELL = Cell(
    key="joint_letter",
    name=_("联名信"),
    icon="envelope-paper",
    channel="letter",
    form="joint",
    min_heads=5,
    heads_label=_("署名人数"),
    asks=frozenset({"sent_on", "addressee", "page_count", "sheet"}),
    anonymous_allowed=False,
)
