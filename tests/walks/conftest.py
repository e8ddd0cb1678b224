"""The sample with an accusation on which somebody has written."""

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.casework.letters.written import written

from xinfang.casework.acts import actions as acts
from xinfang.casework.letters import actions as letters
from xinfang.casework.petitions.models import Matter
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor

HAND = "上官纪检"  # a name that stands in no account, so that it is met only where the act is told


@pytest.fixture
def sealed(sample, district, posted):
    """The sample, its accusation taken up by a letter that a discipline handler wrote and sealed."""
    officer, unit = posted("discipline_handler", district.department, "discipline"), district.department.pk
    matter, now = Matter.objects.get(number=sample.accusation), clock.now()
    acts.route(matter_ids=[matter.pk], to_unit_id=unit, by=Actor(None, "登记员"), at=now)
    by, when = Actor(officer.pk, HAND, unit), now + timedelta(seconds=1)
    parts = written("acceptance_notice") | {"contact": "纪检监察机关 028-8500 0217"}
    asked = {"verb": "take_up", "kind": "", "unit_id": unit, "parts": parts, "form_key": uuid4()}
    made = letters.draft(matter_id=matter.pk, **asked, by=by, at=when)
    letters.seal(document_id=made.pk, by=by, at=when)
    assert matter.timeline.get(verb="take_up").actor == HAND
    return sample
