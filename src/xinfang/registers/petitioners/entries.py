"""A person as a form or a table gives it, before it is matched with the register."""

from dataclasses import dataclass

__all__ = ["PersonEntry"]


@dataclass(frozen=True)
class PersonEntry:
    """One person's fields as typed. `person_id` names a known person; blanks then add nothing."""

    name: str = ""
    role: str = "petitioner"
    id_kind: str = ""
    id_number: str = ""
    phone: str = ""
    address: str = ""
    sex: str = ""
    birth: str = ""  # ISO date
    person_id: int | None = None
