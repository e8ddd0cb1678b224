"""What a petitioner has said since."""

from xinfang.casework.petitions.models import TimelineEntry

__all__ = ["wants_to_withdraw"]


def wants_to_withdraw(matter_id: int) -> bool:
    """Whether the petitioner said so and it was neither done nor overtaken by raising the matter anew."""
    told = TimelineEntry.objects.filter(
        matter_id=matter_id, verb__in=["ask_withdrawal", "withdraw", "reopen"]
    )
    last = told.order_by("-at", "-pk").values_list("verb", flat=True).first()
    return last == "ask_withdrawal"
