"""Supervision, backlog, sweeps and notices from above keep matters, places, topics and counts: no field or
table of theirs is a person's.

Who is in charge is an account (`leader`); a petitioner, a 'key person', a score of one is nowhere.
"""

import re

from django.apps import apps
from django.db.models import CASCADE, CharField, Field, ForeignKey, Model
from django.test.utils import isolate_apps

from xinfang.casework.petitions.models import Participant, Petition
from xinfang.registers.petitioners.models import Person

ROOMS = ("supervision", "backlog", "outreach", "upward")
WORD = re.compile(
    r"person|people|petitioner|participant|suspect|watch_?list|key_|risk|score|rank|phone|mobile|id_number|"
    r"pinyin|birth|sex|name_of|who$",
    re.IGNORECASE,
)
TABLES = (Person, Participant, Petition)


def ours() -> list[type[Model]]:
    """The tables of the rooms."""
    places = tuple(f"xinfang.casework.{room}." for room in ROOMS)
    return [model for model in apps.get_models() if model.__module__.startswith(places)]


def faults(models: list[type[Model]]) -> list[str]:
    """Names of tables and fields that speak of a person, and references to the tables of people."""
    found = [model.__name__ for model in models if WORD.search(model.__name__)]
    for model in models:
        for field in model._meta.get_fields():
            own = isinstance(field, Field) and not field.auto_created
            if own and (WORD.search(field.name) or getattr(field, "related_model", None) in TABLES):
                found.append(f"{model.__name__}.{field.name}")
    return found


def test_no_table_or_field_of_oversight_is_a_persons() -> None:
    assert len(ours()) >= 15
    assert faults(ours()) == []


def test_the_guard_sees_a_planted_field_and_table() -> None:
    with isolate_apps("xinfang.kernel"):
        meta = type("Meta", (), {"app_label": "kernel"})
        module = "xinfang.casework.outreach.models"
        fields = {"risk": CharField(), "subject": ForeignKey(Person, CASCADE, related_name="+")}
        planted = type("KeyPersons", (Model,), {"__module__": module, "Meta": meta, **fields})
    assert faults([planted]) == ["KeyPersons", "KeyPersons.risk", "KeyPersons.subject"]
