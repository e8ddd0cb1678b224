"""What a kind of document is made of. The words that are printed stand in texts/<key>.txt."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.engines.letterpress import Form
from xinfang.kernel.errors import Problem

__all__ = ["REASON", "Free", "Kind", "Part", "Text"]

Text = Promise | str
LONGEST = 20_000  # characters of one part
NUMBER = re.compile(r"\d(?:[-—\s()（）]*\d){4,}")  # of a telephone: a hotline has five figures


@dataclass(frozen=True)
class Part:
    """One thing to be written. `first`: what stands there at the beginning, with placeholders; `column`: the
    column of the matter that it fixes; `least`, `most`: characters of a text, or bounds of a number;
    `channels`: the one channel in which a choice can be true, for those that are not true in all; `only`: the
    acts of the kind for which it is asked, if not for all; `when`: another part and the choice there with
    which alone it must be written; `phone`: a number to call should stand in it."""

    key: str
    label: Text
    help: Text = ""
    kind: Literal["text", "line", "choice", "date", "number"] = "text"
    required: bool = True
    choices: tuple[tuple[str, Text], ...] = ()
    channels: tuple[tuple[str, str], ...] = ()
    only: tuple[str, ...] = ()
    when: tuple[str, str] | None = None
    first: str = ""
    column: str = ""
    phone: bool = False
    least: int = 1
    most: int = LONGEST

    def offered(self, channel: str) -> tuple[tuple[str, Text], ...]:
        """The choices that can be true of what came in by a channel."""
        only = dict(self.channels)
        return tuple(each for each in self.choices if only.get(each[0], channel) == channel)

    def problem(self, value: str) -> Problem | None:
        """What is wrong with a value, at its field; None when nothing is."""
        if not value.strip():
            told = _t("请选择“%(label)s”。") if self.kind == "choice" else _t("请填写“%(label)s”。")
            return Problem(self.key, told % {"label": self.label}) if self.required else None
        return _CHECKS[self.kind](self, value.strip())

    def uncalled(self, value: str) -> bool:
        """Whether something stands where a number to call should, and no number with it."""
        return self.phone and bool(value.strip()) and not NUMBER.search(value)

    def said(self, value: str) -> str:
        """The value as it is printed; one that is not (yet) right is printed as it was typed."""
        if self.kind == "choice":
            return str(dict(self.choices).get(value, ""))
        if self.kind == "date" and value and not _date(self, value):
            day = date.fromisoformat(value)
            return f"{day.year}年{day.month}月{day.day}日"
        return value.strip()


def _text(part: Part, value: str) -> Problem | None:
    if len("".join(value.split())) < part.least:
        return Problem(part.key, _t("“%(label)s”写得太少，至少 %(n)d 个字。") % _named(part, part.least))
    if len(value) > part.most:
        told = _t("“%(label)s”太长，最多 %(n)d 个字，现在有 %(now)d 个。")
        return Problem(part.key, told % (_named(part, part.most) | {"now": len(value)}))
    return None


def _choice(part: Part, value: str) -> Problem | None:
    known = value in dict(part.choices)
    return None if known else Problem(part.key, _t("请选择“%(label)s”。") % {"label": part.label})


def _date(part: Part, value: str) -> Problem | None:
    try:
        date.fromisoformat(value)
    except ValueError:
        return Problem(part.key, _t("日期应写成 2026-10-15 这样。"))
    return None


def _number(part: Part, value: str) -> Problem | None:
    if value.isascii() and value.isdigit() and part.least <= int(value[:9]) <= part.most:
        return None
    told = _t("“%(label)s”应是 %(least)d 到 %(most)d 之间的整数。")
    return Problem(part.key, told % {"label": part.label, "least": part.least, "most": part.most})


def _named(part: Part, n: int) -> dict[str, object]:
    return {"label": part.label, "n": n}


_CHECKS = {"text": _text, "line": _text, "choice": _choice, "date": _date, "number": _number}


@dataclass(frozen=True)
class Free:
    """Where a document without an act of its own may be drafted, and by whom."""

    states: tuple[str, ...]
    permission: str
    seat: str


@dataclass(frozen=True)
class Kind:
    """A kind of document (文书).

    `series`: what its numbers have between the agency's code and the year, '' for none; `effect`: the acts
    that its sealing performs; `prepared`: the acts after which it is made ready by itself; `service`: the
    acts that its proof of service performs; `signed`: the head signs before it is sealed; `upward`: the
    signer's name is printed (it goes up); `sealed`: it bears the unit's seal; `together`: it is for a further
    petitioner, whom it names by petition, and there where there is one.
    """

    key: str
    label: Text
    series: str
    issuers: tuple[str, ...]  # seats of the workflow: unit, office, reviewer, superior, either
    to: Literal["petitioner", "unit", "above", "file"]
    form: Form
    parts: tuple[Part, ...] = ()
    effect: tuple[str, ...] = ()
    prepared: tuple[str, ...] = ()
    service: tuple[str, ...] = ()
    free: tuple[Free, ...] = ()
    signed: bool = False
    upward: bool = False
    sealed: bool = True
    together: bool = False

    def part(self, key: str) -> Part | None:
        """The part with a key."""
        return next((part for part in self.parts if part.key == key), None)

    def asked(self, verb: str) -> list[Part]:
        """The parts that are written for an act."""
        return [part for part in self.parts if not part.only or verb in part.only]

    def problems(self, values: dict[str, str], verb: str = "") -> list[Problem]:
        """What is wrong with what was written for an act, part by part."""
        called = [part for part in self.asked(verb) if not part.when]
        called += [
            replace(part, required=True)
            for part in self.asked(verb)
            if part.when and values.get(part.when[0]) == part.when[1]
        ]
        found = (part.problem(values.get(part.key, "")) for part in called)
        return [problem for problem in found if problem]


REASON = Part("reason", _("理由"), _("写明事实和考虑，让信访人看得懂为什么。"), least=6)
