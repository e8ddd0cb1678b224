"""The parts of a kind of document as the fields of a form."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xinfang.casework.wording.kinds import Kind, Part
from xinfang.kernel.templatetags.ui import run_on

__all__ = ["LetterForm", "SignForm"]

LONG = 8  # a text of which at least so many characters are asked gets a tall box


def _text(part: Part) -> forms.Widget:
    return forms.Textarea(attrs={"rows": 6 if part.least >= LONG else 3, "data-modules": "text-modules"})


def _choice(part: Part) -> forms.Widget:
    return forms.Select(choices=[("", _("请选择")), *part.choices])


def _number(part: Part) -> forms.Widget:
    return forms.NumberInput(attrs={"min": part.least, "max": part.most, "inputmode": "numeric"})


def _fitted(part: Part, channel: str, barred: Mapping[str, str]) -> Part:
    """The part with the choices that can be true of what came in by the channel and are not barred; its help
    says why those are, and what to do instead."""
    if not part.channels:
        return part
    offered = part.offered(channel) if channel else part.choices
    why = [barred[key] for key, _label in offered if key in barred]
    left = tuple(each for each in offered if each[0] not in barred)
    return replace(part, choices=left, help=run_on([str(each) for each in (part.help, *why) if each]))


WIDGETS: dict[str, Callable[[Part], forms.Widget]] = {
    "text": _text,
    "line": lambda part: forms.TextInput(),
    "choice": _choice,
    "date": lambda part: forms.DateInput(attrs={"type": "date"}),
    "number": _number,
}


class PartField(forms.CharField):
    """What is typed, as it is typed: what must stand there is a rule of the kind, asked when it goes out.

    `differs`: somebody else's newer text says something else here, `newer`.
    """

    differs = False
    newer = ""

    def __init__(self, part: Part) -> None:
        super().__init__(
            label=str(part.label),
            help_text=str(part.help),
            required=False,
            strip=False,
            widget=WIDGETS[part.kind](part),
        )
        if part.kind in ("text", "line"):
            self.widget.attrs["data-most"] = part.most
        self.optional = not part.required and not part.when
        self.validators = []

    def bound_data(self, data: Any, initial: Any) -> Any:
        """NUL cannot be stored."""
        return data.replace("\x00", "") if isinstance(data, str) else data


class LetterForm(forms.Form):
    """The form of a kind. It can always be saved; refusals put their sentences at its fields. `barred`:
    choices that this matter does not allow, with the sentence why."""

    overtaken = False  # somebody else saved a newer text

    def __init__(
        self,
        kind: Kind,
        parts: Mapping[str, str],
        data: Any = None,
        *,
        channel: str = "",
        verb: str = "",
        barred: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(data, initial=dict(parts))
        self.parts = [_fitted(part, channel, barred) for part in kind.asked(verb)]
        self.fields.update({part.key: PartField(part) for part in self.parts})
        said = self.written()
        self.uncalled = [part.key for part in self.parts if part.uncalled(said[part.key])]

    def compare(self, parts: Mapping[str, str]) -> None:
        """Mark the fields in which a newer text differs from what is typed here, with what it says."""
        said = self.written()
        self.overtaken = True
        for part in self.parts:
            newer = parts.get(part.key, "")
            if newer.replace("\r\n", "\n") != said[part.key].replace("\r\n", "\n"):
                field = self.fields[part.key]
                assert isinstance(field, PartField)
                field.differs, field.newer = True, str(dict(part.choices).get(newer, newer))

    def differing(self) -> list[forms.BoundField]:
        """The fields that were marked so."""
        return [self[name] for name, field in self.fields.items() if getattr(field, "differs", False)]

    def written(self) -> dict[str, str]:
        """The parts as they were typed; a choice that is not offered here is none."""
        said = {name: str(self[name].value() or "") for name in self.fields}
        gone = [part.key for part in self.parts if part.channels and said[part.key] not in dict(part.choices)]
        return said | dict.fromkeys(gone, "")


class SignForm(forms.Form):
    """One text for both answers: a remark of the signer, or why it goes back."""

    reason = forms.CharField(
        label=_("审签意见"),
        help_text=_("同意的可以不写；退回的写明要改什么。"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
