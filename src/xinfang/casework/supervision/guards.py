"""What the room knows against acts of the workflow: a matter under supervision does not vanish in another."""

from datetime import date

from django.utils.translation import gettext as _

from xinfang.casework.acts.guards import Guard
from xinfang.casework.petitions.models import Matter
from xinfang.casework.supervision.models import OPEN, Order, OrderState

__all__ = ["GUARDS"]


def _supervised(matter: Matter, _day: date) -> str:
    if not Order.objects.filter(matter=matter, state__in=(*OPEN, OrderState.DRAFTED)).exists():
        return ""
    return _(
        "有督办还没有结束，不能并入别的事项：请先在督办里审核通过或者撤回，或者反过来，把另一件并入这一件。"
    )


GUARDS: dict[str, Guard] = {"merge": _supervised}
