"""What an administrator does on the settings pages."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from xinfang.registers.calendars.queries import calendar
from xinfang.registers.organisations.models import Unit
from xinfang.registers.staff.models import Posting, User


@pytest.fixture
def admin(client, posted, district):
    posted("admin", district.root, "second")
    client.force_login(posted("admin", district.root))
    return client


def sheet(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("table.csv", text.encode())


def test_a_unit_is_added_and_stands_in_the_tree(admin, district):
    fields = {"parent": district.street.pk, "kind": "community", "code": "YX-ZH-02", "name": "和平社区"}
    assert "和平社区" in admin.post("/settings/", fields, follow=True).text
    assert Unit.objects.get(code="YX-ZH-02").is_child_of(Unit.objects.get(pk=district.street.pk))


def test_an_error_stands_in_the_title_the_summary_and_at_the_field_in_the_same_words(admin, district):
    fields = {"parent": district.street.pk, "kind": "community", "code": "YX-ZH", "name": ""}
    page = admin.post("/settings/", fields).text
    assert "<title>错误：" in page
    assert '<a href="#id_name">请填写“名称”。</a>' in page
    assert '<p class="error" id="id_name_error">请填写“名称”。</p>' in page
    assert 'value="YX-ZH"' in page  # what was typed is kept


def test_a_refusal_of_the_action_stands_at_its_field(admin, district):
    fields = {"parent": district.root.pk, "kind": "community", "code": "N", "name": "和平社区"}
    assert '<a href="#id_parent">社区（村）不能放在“云溪区”下面' in admin.post("/settings/", fields).text


def test_door_rename_merge_and_close_each_work(admin, district):
    street = f"/settings/units/{district.street.pk}/"
    admin.post(street, {"act": "door", "address": "中和大道 8 号", "hours": "9:00—17:00", "telephone": "1"})
    admin.post(street, {"act": "rename", "name": "中和新街道", "on": "2026-11-01"})
    admin.post(f"/settings/units/{district.community.pk}/", {"act": "close", "last_day": "2026-12-31"})
    admin.post(street, {"act": "merge", "into": district.other.pk, "on": "2027-01-01"})
    district.street.refresh_from_db()
    assert (district.street.address, district.street.name) == ("中和大道 8 号", "中和新街道")
    assert district.street.successor == district.other


def test_an_import_is_tried_first_and_names_the_wrong_rows(admin, district):
    text = "编码,名称,类别,上级编码\nYX-N,新街道,街道,YX\nYX-M,某街道,县,YX\n"
    page = admin.post("/settings/units/import/", {"act": "try", "sheet": sheet(text)}).text
    assert "还没有写入" in page
    assert "第 3 行" in page
    assert not Unit.objects.filter(code="YX-N").exists()
    admin.post("/settings/units/import/", {"act": "take", "sheet": sheet(text)})
    again = admin.post("/settings/units/import/", {"act": "take", "sheet": sheet(text)}).text
    assert "新增 0" in again
    assert Unit.objects.filter(code="YX-N").count() == 1


def test_a_file_that_is_no_table_is_refused_in_a_sentence(admin):
    page = admin.post("/settings/units/import/", {"act": "try", "sheet": sheet("")}).text
    assert "<title>错误：" in page


def test_an_account_is_made_posted_and_given_a_password_once(admin, client, district):
    admin.post("/settings/people/", {"username": "li", "title": "登记员 3 号"})
    person = User.objects.get(username="li")
    address = f"/settings/people/{person.pk}/"
    admin.post(
        address, {"act": "post", "role": "clerk", "unit": district.street.pk, "valid_from": "2026-01-01"}
    )
    assert person.postings.get().unit == district.street
    page = admin.post(address, {"act": "password"}).text
    password = page.split("<code>")[1].split("</code>")[0]
    assert User.objects.get(pk=person.pk).check_password(password)
    assert password not in admin.get(address).text
    admin.post(address, {"act": "end", "posting": person.postings.get().pk, "last_day": "2026-12-31"})
    assert person.postings.get().valid_to.isoformat() == "2026-12-31"
    admin.post(address, {"act": "deactivate"})
    assert not User.objects.get(pk=person.pk).is_active


def test_the_posting_of_another_account_is_not_ended(admin, district, posted):
    one, other = posted("clerk", district.street), posted("clerk", district.other)
    wanted = {"act": "end", "posting": other.postings.get().pk, "last_day": "2026-12-31"}
    assert "没有找到这个岗位" in admin.post(f"/settings/people/{one.pk}/", wanted).text
    assert not Posting.objects.filter(valid_to__isnull=False).exists()


def test_what_each_role_may_do_is_said_in_words(admin, district):
    page = admin.get(f"/settings/people/{User.objects.get(username='second').pk}/").text
    assert "说明理由后查看信访人的完整信息（留痕）" in page


def test_a_day_is_changed_and_a_rest_day_is_not_told_by_colour_alone(admin):
    day = {"act": "day", "day": "2026-11-02", "working": "0", "name": "停办公"}
    page = admin.post("/settings/calendar/2026/", day, follow=True).text
    assert '<span class="day holiday" title="停办公">2<i>休</i></span>' in page
    assert "<i>班</i>" in page
    assert not calendar().is_working(date(2026, 11, 2))


def test_an_unannounced_year_is_provisional_and_not_confirmed_empty(admin):
    assert "暂定" in admin.get("/settings/calendar/2027/").text
    page = admin.post("/settings/calendar/2027/", {"act": "confirm", "source": "通知"}).text
    assert "只录入了 0 个放假日" in page


def test_a_sheet_of_days_is_taken_or_its_wrong_rows_are_named(admin):
    good, bad = "日期,安排\n2027-01-01,休\n", "日期,安排\n昨天,休\n"
    assert "第 2 行" in admin.post("/settings/calendar/2027/", {"act": "import", "sheet": sheet(bad)}).text
    assert admin.post("/settings/calendar/2027/", {"act": "import", "sheet": sheet(good)}).status_code == 302


def test_classes_are_searched_by_initials_and_nothing_found_says_what_to_do(admin):
    assert "城乡建设 › 安全生产 › 安全生产管理" in admin.get("/settings/classes/?class=aqscgl").text
    assert "看全部分类" in admin.get("/settings/classes/?class=qqqq").text


def test_going_on_gives_a_token_that_holds_and_the_time_left(admin):
    told = admin.get("/session/").json()
    assert told["seconds"] > 120
    assert len(told["token"]) == 64
