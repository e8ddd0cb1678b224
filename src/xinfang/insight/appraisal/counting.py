"""What a unit reached: the statistics' own rows, narrowed to what the unit itself handled.

The pages of statistics count a matter for the unit that registered it too; nobody is appraised for what was
only registered there. Accusations stay in their compartment and are not appraised.
"""

from typing import Any

from django.db.models import QuerySet

from xinfang.insight.statistics.periods import Period
from xinfang.insight.statistics.queries import known
from xinfang.insight.statistics.registry import MATTERS
from xinfang.insight.statistics.rows import counted
from xinfang.registers.organisations.models import Unit
from xinfang.registers.staff.scope import Scope

__all__ = ["base_of", "reached", "short_of"]


def reached(scope: Scope, key: str, period: Period, unit: Unit) -> QuerySet[Any]:
    """The rows that count for a rate: its numerator."""
    return _own(scope, known(key).of, period, unit)


def base_of(scope: Scope, key: str, period: Period, unit: Unit) -> QuerySet[Any]:
    """The rows of which they are a share."""
    return _own(scope, known(key).base or "", period, unit)


def short_of(scope: Scope, key: str, period: Period, unit: Unit) -> QuerySet[Any]:
    """The rows of the base that do not count: what the unit would look at."""
    return base_of(scope, key, period, unit).exclude(pk__in=reached(scope, key, period, unit).values("pk"))


def _own(scope: Scope, key: str, period: Period, unit: Unit) -> QuerySet[Any]:
    measure = known(key)
    found = counted(scope, measure, period).filter(unit__path__startswith=unit.path)
    return found.filter(confined=False) if measure.subject == MATTERS else found
