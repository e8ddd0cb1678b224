"""Whether a text points at somebody, as far as its writer may know who petitioned."""

from datetime import datetime

from xinfang.casework.petitions.models import Matter, Participant
from xinfang.engines.mentions import pieces, speaks_of_people
from xinfang.kernel.actor import Actor
from xinfang.registers.petitioners.rules import name_digest
from xinfang.registers.staff.scope import scope_for

__all__ = ["points_at_a_person"]


def points_at_a_person(text: str, *, by: Actor, at: datetime) -> bool:
    """The one rule for texts about places and problems: whether one speaks of people, or holds the name of
    somebody who took part in a matter that its writer may open. Others' names are not asked for: a refusal
    would tell the writer, name by name, who has petitioned."""
    if speaks_of_people(text):
        return True
    marks = {name_digest(piece) for piece, _start, _end in pieces(text)}
    took_part = Participant.objects.filter(person__name_digest__in=marks, petition__reverted_at=None)
    raised = set(took_part.values_list("petition__raisings__matter_id", flat=True))
    return Matter.objects.visible_to(scope_for(by, at)).filter(pk__in=raised - {None}).exists()
