"""Which documents are a petitioner's to see."""

from xinfang.casework.desks.taking import Paper, paper, to_petitioner
from xinfang.casework.intake.queries import Followed

__all__ = ["papers_of", "taken"]


def papers_of(followed: Followed) -> list[Paper]:
    """What was issued to this petitioner: not what is addressed to others who raised the same matter."""
    own = to_petitioner(followed.own_matter_id) if followed.kind != "joined" else []
    return [*_together(followed), *own]


def _together(followed: Followed) -> list[Paper]:
    """What was issued to a further petitioner of the matter that is worked on, or to who came again."""
    own = followed.further or followed.kind == "repeat"
    return to_petitioner(followed.matter_id, followed.petition_id) if own else []


def taken(followed: Followed, pk: int) -> tuple[str, bytes] | None:
    """(file name, PDF) of one of them; raises Refusal when the bytes are lost."""
    if pk in {each.pk for each in _together(followed)}:
        return paper(followed.matter_id, pk, followed.petition_id)
    return paper(followed.own_matter_id, pk)
