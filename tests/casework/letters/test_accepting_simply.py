"""The simplified procedure asks first which of its conditions is met; the answer stays with the act."""

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.casework.letters.written import written

from xinfang.casework.letters import actions
from xinfang.casework.wording.kinds import KINDS
from xinfang.kernel.errors import Refusal

KIND = KINDS["acceptance_notice"]


def test_it_is_asked_for_the_simplified_procedure_alone():
    assert "simple_ground" in {part.key for part in KIND.asked("accept_simply")}
    for verb in ("accept", "take_up"):
        assert "simple_ground" not in {part.key for part in KIND.asked(verb)}


@pytest.mark.parametrize("ground", ["", "clear"])
def test_nothing_is_accepted_simply_without_it(walk, people, at, ground):
    matter = walk("accept_simply")
    parts = written("acceptance_notice") | {"simple_ground": ground}
    made = actions.draft(
        matter_id=matter.pk,
        verb="accept_simply",
        kind="",
        unit_id=matter.unit_id,
        parts=parts,
        form_key=uuid4(),
        by=people.handler,
        at=at,
    )
    later = at + timedelta(minutes=1)
    if not ground:
        with pytest.raises(Refusal) as refused:
            actions.seal(document_id=made.pk, by=people.handler, at=later)
        assert list(refused.value.by_field()) == ["simple_ground"]
        matter.refresh_from_db()
        assert matter.state == "routed"
        return
    sealed = actions.seal(document_id=made.pk, by=people.handler, at=later)
    assert "事实清楚、责任明确" in sealed.text
    assert matter.timeline.get(verb="accept_simply").data["simple_ground"] == "clear"
