"""An import reaches as far as its owner: no further, and into no compartment."""

from dataclasses import replace

import pytest
from tests.faces.exchange.conftest import CLERK, HEADER, ROWS

from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.models import Matter
from xinfang.faces.exchange.queries import refused_rows
from xinfang.faces.exchange.runs import run

LAMP = ROWS[1]
ANSWERED = [*LAMP[:5], "已修好。", "2019/5/3 8:00"]
ACCUSED = ["姓名", "收到时间", "事项", "事实和理由", "信访目的", "答复意见", "答复时间"]
ACCUSATION = ["王小明", "2026-03-04", "反映收费", "某人违规收费。", "检举控告", "", ""]


@pytest.fixture
def run_as(upload, posted, district):
    """Import as a person with a posting: run_as(rows, "clerk", unit); without, from the command line."""

    def go(rows, role="", unit=None, **options):
        batch = upload(rows, **options)
        if role:
            batch.owner = posted(role, unit)
            batch.save(update_fields=["owner"])
        return run(batch.pk, by=replace(CLERK, user_id=batch.owner_id))

    return go


def test_an_answer_to_a_matter_of_another_unit_is_refused(run_as, imported, district):
    imported([HEADER, LAMP])
    batch = run_as([HEADER, ANSWERED], "clerk", district.street)
    assert (batch.refused, batch.already, batch.answers) == (1, 0, 0)
    assert "不能补答复" in next(refused_rows(batch))[2]
    assert Matter.objects.get().state == "registered"
    assert not Document.objects.exists()


def test_the_same_answer_from_the_matters_own_office_is_taken(run_as, imported, district):
    imported([HEADER, LAMP])
    assert run_as([HEADER, ANSWERED], "clerk", district.root).answers == 1
    assert Matter.objects.get().state == "concluded"


@pytest.mark.parametrize("role", ["", "office_head"])
def test_an_answer_never_concludes_an_earlier_accusation(run_as, imported, district, role):
    imported([ACCUSED, ACCUSATION], channel="letter")
    answered = [*ACCUSATION[:5], "已查。", "2026-04-01"]
    batch = run_as([ACCUSED, answered], role, district.root, channel="letter")
    assert (batch.refused, batch.answers) == (1, 0)
    assert Matter.objects.get().state == "registered"


def test_the_same_register_of_answered_accusations_again_refuses_nothing(imported):
    table = [ACCUSED, [*ACCUSATION[:5], "已查。", "2026-04-01"]]
    first, again = imported(table, channel="letter"), imported(table, channel="letter")
    assert (first.registered, first.answers, again.already, again.refused) == (1, 1, 1, 0)


def test_a_repeat_is_not_linked_to_a_matter_out_of_reach(run_as, imported, district):
    imported([HEADER, LAMP])
    again = ["9", *LAMP[1:3], "2019/6/1", *LAMP[4:]]
    batch = run_as([HEADER, again], "clerk", district.street)
    assert (batch.registered, batch.linked) == (1, 0)
