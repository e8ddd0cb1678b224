"""A list of the backlog is turned page by page: by the day of the plan, without a plan, those that ended."""

from datetime import timedelta

import pytest
from tests.casework.satisfaction.conftest import BY

from xinfang.casework.backlog import actions, queries
from xinfang.casework.backlog.models import BacklogCase

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_open_cases_stand_first_and_each_page_says_how_many_there_are(registered, district, scope, at):
    today = at.date()
    chosen = actions.make_list(name="积案", listed_on=today, unit_id=district.root.pk, by=BY, at=at)
    listed = actions.Listed("old", today)
    unplanned, later, ended, sooner = (
        actions.put_on(list_id=chosen, matter_id=registered().matter_id, listed=listed, by=BY, at=at)
        for _n in range(4)
    )
    for case, days in ((later, 20), (sooner, 10)):
        BacklogCase.objects.filter(pk=case).update(plan="约双方到场。", due_on=today + days * DAY)
    actions.remove(case_id=ended, reason="列错了，是另一件事项", by=BY, at=at)
    office = scope("office_head", district.root)
    first = queries.cases(office, today, list_id=chosen, size=2)
    assert (first.count, [each.pk for each in first.rows]) == (4, [sooner, later])
    second = queries.cases(office, today, list_id=chosen, size=2, older=first.older)
    assert [each.pk for each in second.rows] == [unplanned, ended]
    assert (second.older, bool(second.newer)) == ("", True)
