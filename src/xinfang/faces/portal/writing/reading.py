"""From the pages to an arrival, and from the rules' answers back to the pages."""

from datetime import datetime
from uuid import UUID

from django.http import QueryDict

from xinfang.casework.intake import rules
from xinfang.casework.intake.arrivals import Arrival
from xinfang.casework.intake.queries import Written
from xinfang.casework.petitions.queries import ACCUSED
from xinfang.engines.identity import without_invisible
from xinfang.faces.portal.writing.forms import STEPS, Page, page_of
from xinfang.registers.petitioners.entries import PersonEntry

__all__ = ["arrival_of", "as_typed", "blank", "page", "pages", "problems_at", "visited"]

NO_KEY = UUID(int=0)  # of a draft that is only looked at
FIELD = {"accused_unit_id": "against", "accused": "against", "place_unit_id": "place_unit", "people": "name"}


def pages(fields: dict[str, str]) -> list[str]:
    """The pages that are to be filled in, in their order; whom it is against is asked of accusations."""
    return [step for step in STEPS if step != "against" or fields.get("purpose") == "accusation"]


def visited(fields: dict[str, str]) -> set[str]:
    """The pages that were filled in, rightly or wrongly."""
    return {step for step, form in STEPS.items() if form.base_fields.keys() & fields.keys()}


def as_typed(step: str, data: QueryDict) -> dict[str, str]:
    """What a page holds, to be kept."""
    return STEPS[step](data).kept


def blank(step: str, fields: dict[str, str]) -> Page:
    """A page to be filled in, with what was kept of it."""
    return _asked(STEPS[step](initial=fields), fields)


def page(step: str, fields: dict[str, str], at: datetime) -> Page:
    """A page with what was kept of it, and what is wrong with it by its own rules and the register's."""
    form = _asked(STEPS[step](fields), fields)
    if form.is_valid():
        for name, sentence in problems_at(fields, at):
            if page_of(name) == step:
                form.add_error(name if name in form.fields else None, sentence)
    return form


def problems_at(fields: dict[str, str], at: datetime) -> list[tuple[str, str]]:
    """What the register would refuse: the page's field, and the sentence."""
    found = rules.problems(arrival_of(Written(NO_KEY, fields, (), at), at), at)
    return [(FIELD.get(problem.field, problem.field), problem.sentence) for problem in found]


def arrival_of(draft: Written, at: datetime) -> Arrival:
    """The draft as the register takes it in. Without a name nothing of a person is kept."""

    def said(name: str) -> str:
        return without_invisible(draft.fields.get(name, "")).strip()

    named = said("named") == "yes"
    against = said("against") if said("purpose") == "accusation" else ""
    person = PersonEntry(name=said("name"), phone=said("phone"), address=said("address"))
    return Arrival(
        cell="online",
        received_at=at,
        title=said("title"),
        facts=said("facts"),
        demand=said("demand"),
        people=(person,) if named else (),
        anonymous=not named,
        purpose=said("purpose"),
        place=said("place"),
        place_unit_id=_key(said("place_unit")),
        accused_unit_id=None if against in ACCUSED else _key(against),
        accused=against if against in ACCUSED else "",
        by_text=named and said("by_text") == "on" and said("purpose") != "accusation",
        form_key=draft.form_key,
    )


def _asked(form: Page, fields: dict[str, str]) -> Page:
    """Of an accusation nobody is told by text message who did not choose so with the code (intake/rules)."""
    if fields.get("purpose") == "accusation":
        form.fields.pop("by_text", None)
    return form


def _key(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
