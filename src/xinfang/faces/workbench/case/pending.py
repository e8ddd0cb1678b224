"""What a case page says of letters that are not done with: under way, or sealed and not served."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.casework.desks.papers import Issued
from xinfang.casework.desks.queries import UnderWay
from xinfang.casework.wording.kinds import KINDS

__all__ = ["Line", "Paper", "lines_of", "papers_of", "unserved"]

# Where it lies, in words; %(who)s has it.
LIES: dict[str, Promise | str] = {
    "draft": _("%(who)s正在起草"),
    "submitted": _("等%(who)s签发"),
    "returned": _("已退回%(who)s修改"),
    "signed": _("已签发，等%(who)s用印"),
}
# (right, state) -> what whoever has it does next; and whether it waits for just that.
NEXT: dict[tuple[str, str], tuple[Promise | str, bool]] = {
    ("sign", "submitted"): (_("审签%(kind)s"), True),
    ("seal", "signed"): (_("%(kind)s用印"), True),
    ("save", "returned"): (_("修改%(kind)s"), True),
    ("save", "draft"): (_("继续写%(kind)s"), False),
}
SERVING = ("opined", "served", "review_opined", "rereview_opined")  # states whose step is to serve the answer


@dataclass(frozen=True)
class Line:
    """A letter under way: what it is, where it lies, and the way to it for those who may open it."""

    kind: Promise | str
    lies: str
    remark: str
    href: str


@dataclass(frozen=True)
class Paper:
    """Something to do with a letter. `waits`: nothing else can be done with it by anybody before."""

    verb: str
    label: str
    icon: str
    href: str
    waits: bool = False


def lines_of(number: str, found: Sequence[UnderWay]) -> tuple[Line, ...]:
    """The letters under way in words."""
    return tuple(Line(each.kind, _lies(each), each.remark, _href(number, each)) for each in found)


def papers_of(
    number: str, state: str, found: Sequence[UnderWay], documents: Sequence[Issued]
) -> tuple[Paper, ...]:
    """What the reader may do with letters under way, and the proof of service that the state calls for."""
    return (*_written(number, found), *_served(number, state, documents))


def unserved(state: str, documents: Sequence[Issued]) -> list[Issued]:
    """Letters to the petitioner that were sealed and whose receipt nobody has proven."""
    return [
        each
        for each in documents
        if each.state == "issued" and each.printed and KINDS[each.key].to == "petitioner"
        if not (state in SERVING and KINDS[each.key].service)
    ]


def _lies(each: UnderWay) -> str:
    who = _t("、").join(each.holders[:3]) or _t("本单位负责人")
    return str(LIES[each.state]) % {"who": who}


def _href(number: str, each: UnderWay) -> str:
    if not each.rights:
        return ""
    page = "letter_sign" if "sign" in each.rights else "letter"
    return reverse(f"workbench:{page}", args=[number, each.pk])


def _written(number: str, found: Sequence[UnderWay]) -> Iterator[Paper]:
    for each in found:
        for (right, state), (label, waits) in NEXT.items():
            if state == each.state and right in each.rights:
                said = str(label) % {"kind": each.kind}
                yield Paper(each.verb, said, "pen", _href(number, each), waits)


def _served(number: str, state: str, documents: Sequence[Issued]) -> Iterator[Paper]:
    for each in documents:
        kind = KINDS.get(each.key)
        if state in SERVING and kind and kind.service and "serve" in each.rights:
            href = reverse("workbench:paper_service", args=[number, each.pk])
            yield Paper(kind.service[0], _t("登记送达"), "envelope-check", href, waits=True)
