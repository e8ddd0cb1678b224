"""Whenever the demonstration is begun, somebody can still come to its first reception."""

from datetime import datetime

import pytest
from tests.conftest import SHANGHAI

from xinfang.faces.cli.demonstration.coming import first_day_of, hours_of


@pytest.mark.parametrize("hour", range(24))
def test_the_first_reception_is_not_over(hour):
    now = datetime(2026, 11, 27, hour, 59, tzinfo=SHANGHAI)
    day = first_day_of(now)
    _begins, ends = hours_of(day, now)
    assert datetime.combine(day, ends, SHANGHAI) > now
