"""Whether a text names a petitioner, or points at a person at all. It tells where, never who."""

from collections.abc import Callable, Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.engines.masking import mask_id, mask_name, mask_phone
from xinfang.engines.mentions import Mention, people, pieces
from xinfang.kernel.errors import Problem
from xinfang.registers.petitioners.models import Person
from xinfang.registers.petitioners.rules import name_digest

__all__ = ["named", "personal_problems", "petitioner_problems"]

_KINDS: dict[str, Promise | str] = {
    "id": _("证件或者银行卡号码"),
    "phone": _("电话号码"),
    "contact": _("电子邮箱或者社交账号"),
    "name": _("人名"),
    "label": _("给人贴标签的说法"),
}
_MASKS: dict[str, Callable[[str], str]] = {
    "id": mask_id,
    "phone": mask_phone,
    "contact": lambda text: text[:2] + "****",
    "name": mask_name,
    "label": str,
}


def named(text: str, known: Iterable[str] = ()) -> list[Mention]:
    """The pieces of a text that are the name of somebody who petitioned; `known`: words that are no names.

    Asked only by rooms whose callers may look petitioners up anyway: the answer tells that somebody did.
    """
    spans: dict[bytes, list[tuple[int, int]]] = {}
    for piece, start, end in pieces(text, known):
        spans.setdefault(name_digest(piece), []).append((start, end))
    held = Person.objects.filter(name_digest__among=list(spans)).values_list("name_digest", flat=True)
    found = {span for digest in set(map(bytes, held)) for span in spans[digest]}
    # 王小 is in 王小明: the longer one is told.
    whole = [span for span in found if not any(span != other and _inside(span, other) for other in found)]
    return [Mention(start, end, "name") for start, end in sorted(whole)]


def personal_problems(texts: Mapping[str, tuple[Promise | str, str]], known: Iterable[str]) -> list[Problem]:
    """What speaks of people in texts by field: (label on the form, text), each told where.

    `known`: words that are no names, such as those of units. It asks no register of names.
    """
    words = tuple(known)
    return [
        problem
        for field, (label, text) in texts.items()
        for problem in _told(field, label, text, people(text, words))
    ]


def petitioner_problems(
    texts: Mapping[str, tuple[Promise | str, str]], known: Iterable[str]
) -> list[Problem]:
    """The same, and every petitioner's name, wherever it stands. For callers as those of `named`."""
    words = tuple(known)
    found = personal_problems(texts, words)
    told = {problem.sentence for problem in found}
    for field, (label, text) in texts.items():
        fresh = _told(field, label, text, named(text, words))
        found += [problem for problem in fresh if problem.sentence not in told]
    return found


def _told(field: str, label: Promise | str, text: str, found: Iterable[Mention]) -> list[Problem]:
    """Where in a text something personal stands; what stands there is told masked."""
    sentence = _t(
        "“%(label)s”第 %(place)d 个字起有%(kind)s（%(masked)s）。"
        "这里不能有个人的姓名、证件号码和电话，请删去或者改写。"
    )
    # What is wrong with such a word is no name and no number: people are not sorted here (ADR 4).
    labelled = _t(
        "“%(label)s”第 %(place)d 个字起的“%(masked)s”是%(kind)s，这里只写事情和地方，请删去或者改写。"
    )
    return [
        Problem(
            field,
            (labelled if each.kind == "label" else sentence)
            % {
                "label": label,
                "place": each.start + 1,
                "kind": _KINDS[each.kind],
                "masked": _MASKS[each.kind](text[each.start : each.end]),
            },
        )
        for each in found
    ]


def _inside(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] <= span[0] and span[1] <= other[1]
