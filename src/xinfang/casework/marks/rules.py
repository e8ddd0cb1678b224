"""What a mark may say: something about the matter, never who brought it (ADR 0004)."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from xinfang.casework.petitions.queries.people import somebody_is_named
from xinfang.engines.masking import mask_text
from xinfang.kernel.errors import Problem, Refusal

__all__ = ["LONGEST", "checked"]

LONGEST = 12  # characters
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


def _refusal(sentence: str) -> Refusal:
    return Refusal(problems=[Problem("mark", sentence)])


@cache
def _refused() -> tuple[str, ...]:
    return tuple(WORDS.read_text("utf-8").split())
