"""Days of another year bear it; English counts people and has its own brackets; a long title is refused."""

from datetime import datetime
from zoneinfo import ZoneInfo

from tests.faces.case.conftest import page

from xinfang.casework.petitions.models import Matter

OLD = datetime(2008, 10, 6, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_days_of_another_year_are_told_with_their_year(matter, as_):
    shown = as_("clerk").get(page(matter(received_at=OLD))).content.decode()
    assert "最迟 2008年" in shown
    assert "2008年10月6日收到" in shown
    shown = as_("clerk").get(page(matter())).content.decode()
    assert "最迟 10月30日" in shown
    assert "2026年10月15日收到" not in shown


def test_english_says_people_and_writes_its_own_brackets(matter, as_):
    client = as_("clerk")
    case = matter(cell="group_visit", head_count=6, place="中和街道")
    client.cookies["django_language"] = "en"
    shown = client.get(page(case)).content.decode()
    assert "6 people" in shown
    assert "（" not in shown.split('<section class="card next"')[1].split("</section>")[0]


def test_a_title_that_is_too_long_to_split_off_is_refused_in_words(matter, as_):
    case = matter("routed")
    client = as_("clerk")
    assert 'maxlength="200"' not in client.get(page(case, "split")).content.decode()
    answer = client.post(page(case, "split"), {"title-1": "长" * 600, "purpose-1": "request"})
    assert "标题最多 200 个字，现在有 600 个" in answer.content.decode()
    assert not Matter.objects.filter(split_from=case).exists()
