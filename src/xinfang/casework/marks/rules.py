"""What a mark may say: something about the matter, never who brought it (ADR 0004)."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from xinfang.casework.petitions.models import Participant
from xinfang.engines.masking import mask_text
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.petitioners.rules import name_digest

__all__ = ["LONGEST", "checked", "somebody_is_named"]

LONGEST = 12  # characters
NAMES = range(2, 9)  # lengths of names that are looked for in a text
# Words for people to be watched, one a line; in a file of data, since the code itself may hold none of them.
WORDS = Path(__file__).with_name("data") / "refused.txt"


def checked(name: str, matter_ids: Sequence[int]) -> str:
    """The mark without needless space. Raises Refusal (field `mark`) for one that is empty, too long, holds a
    number or the name of somebody who brought one of the matters, or a word for people to be watched."""
    words = " ".join(name.split())
    for wrong, sentence in (
        (not words, _("请写标记，例如“涉灾”。")),
        (len(words) > LONGEST, _("标记最多 12 个字，请写短一些。")),
        (mask_text(words) != words, _("标记里不要写证件号或电话号码。")),
        (
            any(word in words for word in _refused()),
            _("标记说的是事，不是人：不能给信访人贴标签。请换一个词。"),
        ),
    ):
        if wrong:
            raise _refusal(sentence)
    if somebody_is_named(words, matter_ids):
        raise _refusal(_("标记里有信访人的姓名；标记说的是事，不是人。请换一个词。"))
    return words


def somebody_is_named(text: str, matter_ids: Sequence[int], *, but: int | None = None) -> bool:
    """Whether a short text holds the full name of somebody who took part in one of the matters; `but`: not
    counting those of a petition. Every piece of the text is asked for by its digest: no name is opened."""
    pieces = {text[start : start + size] for size in NAMES for start in range(len(text) - size + 1)}
    marks = [name_digest(piece) for piece in pieces]
    took_part = Participant.objects.filter(petition__raisings__matter_id__in=list(matter_ids))
    own = Participant.objects.filter(petition_id__in=[but] if but else []).values("person__name_digest")
    return took_part.filter(person__name_digest__in=marks).exclude(person__name_digest__in=own).exists()


def _refusal(sentence: str) -> Refusal:
    return Refusal(problems=[Problem("mark", sentence)])


@cache
def _refused() -> tuple[str, ...]:
    return tuple(WORDS.read_text("utf-8").split())
