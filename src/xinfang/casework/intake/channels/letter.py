"""Letters (来信): signed by one person or by fewer than five."""

from django.utils.translation import gettext_lazy as _

from xinfang.casework.intake.channels.cell import Cell

__all__ = ["CELL"]

CELL = Cell(
    key="letter",
    name=_("来信"),
    icon="envelope",
    channel="letter",
    form="single",
    heads_label=_("署名人数"),
    max_heads=4,
    asks=frozenset({"sent_on", "addressee", "page_count"}),
)
