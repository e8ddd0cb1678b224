"""An accusation against the district itself would be hidden from all of it: it goes to the higher office."""

import pytest

from xinfang.casework.acts.actions import name_accused
from xinfang.casework.intake import actions
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal

BY = Actor(1, "登记员1号")


def test_it_is_not_registered_against_the_district(arrival, district, at):
    against = arrival(title="检举", purpose="accusation", accused_unit_id=district.root.pk)
    with pytest.raises(Refusal, match="移送上一级"):
        actions.register(against, unit_id=district.root.pk, by=BY, at=at)


def test_nor_is_the_district_named_afterwards(arrival, district, at):
    unknown = arrival(title="检举", purpose="accusation", accused="unknown")
    told = actions.register(unknown, unit_id=district.root.pk, by=BY, at=at)
    with pytest.raises(Refusal, match="移送上一级"):
        name_accused(
            matter_id=told.matter_id, unit_id=district.root.pk, reason="来信第二页写明了单位", by=BY, at=at
        )
