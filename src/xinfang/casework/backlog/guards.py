"""What the room knows against acts of the workflow: a listed case is resolved where it is listed."""

from datetime import date

from django.utils.translation import gettext as _

from xinfang.casework.acts.guards import Guard
from xinfang.casework.backlog.models import BacklogCase, CaseState
from xinfang.casework.petitions.models import Matter

__all__ = ["GUARDS"]


def _listed(matter: Matter, _day: date) -> str:
    if not BacklogCase.objects.filter(matter=matter, state=CaseState.OPEN).exists():
        return ""
    return _("正作为积案化解，不能并入别的事项：请先在积案里办结或者移出，或者反过来，把另一件并入这一件。")


GUARDS: dict[str, Guard] = {"merge": _listed}
