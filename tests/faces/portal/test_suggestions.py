"""A suggestion is studied and answered: no review is held out, and no step is called as an accusation's."""

import pytest

from xinfang.casework.petitions.models import Matter
from xinfang.casework.reviews.models import Review

pytestmark = pytest.mark.django_db
WHY = {"facts": "我不同意你们不采纳的理由。", "demand": ""}


@pytest.fixture
def answered(letter, enter):
    told = letter("take_up", "reply", purpose="suggestion")
    enter(told)
    return told


def test_no_review_is_offered(client, answered):
    page = client.get(f"/follow/{answered.number}/").content.decode()
    assert Matter.objects.get().state == "concluded"
    assert "申请复查" not in page
    assert client.get(f"/follow/{answered.number}/review/").status_code == 302


def test_who_asks_all_the_same_is_told_in_plain_words_and_loses_nothing(client, answered):
    answer = client.post(f"/follow/{answered.number}/review/", WHY, follow=True)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "提建议没有复查、复核" in page
    assert WHY["facts"] in page
    assert "撤销导入" not in page
    assert not Review.objects.exists()


def test_its_step_is_called_as_suggestions_are_handled(client, answered):
    page = client.get(f"/follow/{answered.number}/").content.decode()
    assert "收下建议，开始研究" in page
    assert "开始核查" not in page
