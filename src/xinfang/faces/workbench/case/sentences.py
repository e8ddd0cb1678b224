"""Standard sentences as they are put into a text on a matter: with what is known of it filled in."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from xinfang.casework.letters.facts import facts
from xinfang.casework.letters.queries import Document
from xinfang.casework.petitions.queries import CaseFile
from xinfang.casework.wording.grammar import filled, unknown
from xinfang.casework.wording.queries import modules_for
from xinfang.registers.staff.scope import Scope

__all__ = ["Sentence", "sentences"]

BLANK = "＿＿"


@dataclass(frozen=True)
class Sentence:
    """A standard sentence: its title, the letters that call it, and what it puts in."""

    title: str
    letters: str
    text: str


def sentences(scope: Scope, case: CaseFile, at: datetime) -> list[Sentence]:
    """The actor's sentences, filled for a matter; its petitioner is not named."""
    found = list(modules_for(scope))
    if not found:
        return []
    with translation.override("zh-hans"):
        blank = Document(
            matter=case.matter, kind="opinion", unit_id=scope.actor.unit_id, drafter=scope.actor.label
        )
        # What is written as a part names nobody: names stand in what is sealed alone.
        values = facts(blank, at, masked=True) | {"petitioner": _("信访人")}
        values["subject"] = values["title"]
        values = {key: said or BLANK for key, said in values.items()}
    return [
        Sentence(each.title, each.initials, each.text if unknown(each.text) else filled(each.text, values))
        for each in found
    ]
