"""The clerk's page without JavaScript: full-page posts, errors beside fields, one receipt for one form."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from xinfang.casework.intake.channels import CELLS
from xinfang.casework.intake.models import Draft
from xinfang.casework.petitions.models import Matter, Participant, Petition
from xinfang.kernel import clock
from xinfang.kernel.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("cell", list(CELLS))
def test_each_channel_opens_with_the_cursor_in_the_first_field(clerk, cell):
    page = clerk.get(f"/register/{cell}/").content.decode()
    assert page.count("autofocus") == 1
    assert str(CELLS[cell].name) in page


def test_a_saved_letter_shows_its_receipt_beside_an_empty_form(clerk, post):
    page = post(clerk)
    petition = Petition.objects.get()
    shown = page.content.decode()
    assert petition.number in shown
    assert "查询码" in shown
    assert 'name="title" id="f-title"' in shown
    assert "墙体开裂" not in shown.split('id="panel"')[0]


def test_the_same_form_posted_twice_gives_the_same_receipt(clerk, form):
    given = form()
    first = clerk.post("/register/letter/", given)
    assert clerk.post("/register/letter/", given).url == first.url
    assert Petition.objects.count() == 1


def test_the_same_key_with_another_content_is_refused_in_a_sentence(clerk, post):
    key = str(uuid.uuid4())
    post(clerk, form_key=key)
    page = post(clerk, form_key=key, title="另一件事")
    assert page.status_code == 409
    assert "已经登记为" in page.content.decode()
    assert Petition.objects.count() == 1


def test_faults_are_told_together_at_their_fields_and_what_was_typed_stays(clerk, post):
    page = post(clerk, title="", received_at="昨天", id_number="510104199001011234", facts="漏水三年")
    shown = page.content.decode()
    assert page.status_code == 422
    for sentence in ("请用一句话写明反映的是什么事", "看不懂这个日期", "校验码不符"):
        assert sentence in shown
    assert "漏水三年" in shown
    assert "错误：" in shown
    assert Petition.objects.count() == 0


def test_the_summary_names_the_field_and_the_field_keeps_its_own_sentence(clerk, post):
    shown = post(clerk, page_count="很多").content.decode()
    assert "页数：请填写数字，例如 7。</a>" in shown
    assert '<p class="error">请填写数字，例如 7。</p>' in shown


def test_a_number_that_is_too_large_is_told_as_such(clerk, post):
    shown = post(clerk, page_count="1234567890").content.decode()
    assert "页数：数字太大，请核对。" in shown
    assert "请填写数字" not in shown


def test_an_empty_place_and_accused_unit_read_as_not_given(clerk):
    shown = clerk.get("/register/letter/").content.decode()
    assert "不限" not in shown.split('name="place_unit_id"')[1].split("</select>")[0]
    assert '<option value="" selected>未填</option>' in shown.split('name="accused_unit_id"')[1]


def test_a_name_given_together_with_anonymous_is_refused(clerk, post):
    page = post(clerk, anonymous="on")
    assert page.status_code == 422
    assert '<p class="error">已经填了姓名，就不是匿名；' in page.content.decode()
    assert post(clerk, anonymous="on", name="", phone="").status_code == 200
    assert Petition.objects.get().anonymous


def test_a_first_arrival_that_names_a_matter_to_join_is_refused(clerk, post):
    post(clerk)
    page = post(clerk, repeats_matter_id=Matter.objects.get().pk, raising_kind="first")
    assert page.status_code == 422
    assert "却记为初次" in page.content.decode()
    assert Petition.objects.count() == 1


def test_a_future_day_and_a_wrong_count_are_refused(clerk, post):
    tomorrow = timezone.localdate(clock.now() + timedelta(days=2)).isoformat()
    assert "还没有到" in post(clerk, received_at=tomorrow).content.decode()
    assert "集体访至少 5 人" in post(clerk, "group_visit", head_count="3").content.decode()
    assert "请填写数字" in post(clerk, head_count="很多").content.decode()


def test_a_day_alone_and_a_chinese_date_are_read(clerk, post):
    post(clerk, received_at="2026年10月14日", sent_on="20261010")
    petition = Petition.objects.get()
    assert timezone.localtime(petition.received_at).isoformat() == "2026-10-14T00:00:00+08:00"
    assert petition.sent_on.isoformat() == "2026-10-10"


def test_a_pasted_list_registers_its_people_with_representatives(clerk, post):
    sheet = "姓名\t电话\t代表\n李一\t13900000001\t是\n李二\t13900000002\t\n李三\t\t\n李四\t\t\n王小明\t\t是"
    post(clerk, "group_visit", sheet=sheet, head_count="7")
    roles = Participant.objects.order_by("position").values_list("role", flat=True)
    assert list(roles) == ["representative", "representative", "companion", "companion", "companion"]
    assert Petition.objects.get().head_count == 7


def test_a_sixth_representative_is_refused(clerk, post):
    sheet = "\n".join(f"李{n}\t\t\t\t是" for n in "一二三四五")
    assert "代表最多 5 人" in post(clerk, "group_visit", sheet=sheet, head_count="9").content.decode()


def test_a_wrong_cell_of_the_list_is_named_by_its_line(clerk, post):
    sheet = "李一\t510104199001011234\n李二\n李三\n李四\n"
    assert "名单第 1 行：校验码不符" in post(clerk, "joint_letter", sheet=sheet).content.decode()


def test_companions_of_a_visit_are_registered(clerk, post):
    post(clerk, "visit", **{"companion-1-name": "赵一", "companion-1-phone": "13900000009"}, head_count="2")
    assert list(Participant.objects.order_by("position").values_list("role", flat=True)) == [
        "petitioner", "companion",
    ]  # fmt: skip


def test_an_accusation_is_not_sent_to_the_accused(clerk, district, post):
    page = post(
        clerk, purpose="accusation", accused_unit_id=district.street.pk, to_unit_id=district.street.pk
    )
    assert page.status_code == 422
    assert "不能把检举控告转给被检举的单位" in page.content.decode()
    assert Petition.objects.count() == 0


def test_a_known_person_is_named_by_key_and_the_masks_say_nothing(clerk, post):
    post(clerk)
    person = Participant.objects.get().person
    post(clerk, person_id=person.pk, name="王**", phone="139****0217", title="另一件事")
    assert set(Participant.objects.values_list("person_id", flat=True)) == {person.pk}
    assert person.contacts.count() == 1
    assert "重新输入完整内容" in post(clerk, name="王**").content.decode()


def test_a_repeat_is_linked_and_opens_no_matter_of_its_own(clerk, post):
    post(clerk)
    matter = Matter.objects.get()
    page = post(clerk, act=f"repeat:{matter.pk}").content.decode()
    assert f"记为 {matter.number} 的重复件" in page
    post(clerk, repeats_matter_id=matter.pk, raising_kind="repeat")
    assert Matter.objects.count() == 1
    assert matter.raisings.count() == 2


def test_of_a_known_persons_matters_only_what_can_be_linked_is_offered(client, district, posted, post):
    client.force_login(posted("office_head", district.root))
    for title in ("墙体开裂要求鉴定", "要求公开采购清单", "楼道照明不亮"):
        post(client, title=title)
    plain, secret, gone = Matter.objects.order_by("pk")
    accused = {"purpose": "accusation", "accused_unit": district.street, "confined": True}
    Matter.objects.filter(pk=secret.pk).update(**accused)
    Matter.objects.filter(pk=gone.pk).update(state="withdrawn")
    page = post(client, title="").content.decode()
    assert "以前来过" in page
    offered = [f'value="repeat:{each.pk}"' in page for each in (plain, secret, gone)]
    assert offered == [True, False, False]
    for each, why in ((secret, "不在您可以查看的范围内"), (gone, "已经撤回")):
        said = post(client, title="屋顶漏水", repeats_matter_id=each.pk, raising_kind="repeat")
        assert why in said.content.decode()


def test_what_is_like_a_withdrawn_matter_is_not_offered_as_its_repeat(clerk, post):
    post(clerk)
    Matter.objects.update(state="withdrawn")
    matter = Matter.objects.get()
    page = clerk.post(
        "/register/hints/", {"cell": "letter", "title": matter.title, "facts": matter.facts}
    ).content.decode()
    assert "已经撤回，不能再并入；请记为初次" in page
    assert [f"{kind}:{matter.pk}" in page for kind in ("repeat", "joined", "aside")] == [False, False, True]


def test_saving_and_next_keeps_the_day_of_a_pile(clerk, post):
    page = post(clerk, act="next", received_at="2026-10-13", addressee="区长")
    assert 'value="2026-10-13"' in page.content.decode()
    assert 'value="区长"' in page.content.decode()


def test_registering_deletes_the_draft(clerk, form, post):
    key = str(uuid.uuid4())
    assert clerk.post("/register/draft/", form(form_key=key, cell="letter")).json()["revision"] == 1
    post(clerk, form_key=key)
    assert Draft.objects.count() == 0


def test_a_handler_has_no_door_here(client, district, posted, post):
    client.force_login(posted("handler", district.street))
    assert client.get("/register/").status_code == 403
    assert post(client).status_code == 403
    assert Petition.objects.count() == 0


def test_nothing_of_a_person_reaches_the_audit(clerk, post):
    post(clerk)
    clerk.post("/register/people/", {"text": "王小明"})
    assert "王小明" not in str(list(AuditEntry.objects.values()))
    assert AuditEntry.objects.get(event="people.searched").after == {"kind": "name", "found": 1}


def test_a_person_typed_anew_is_recognised_by_name_and_telephone(clerk, form, post):
    post(clerk)
    shown = clerk.post("/register/hints/", form(cell="letter")).content.decode()
    assert "以前来过 1 件" in shown
    assert "同人+相似 100%" in shown
    other = clerk.post("/register/hints/", form(cell="letter", phone="13900000000")).content.decode()
    assert "以前来过" not in other
    assert AuditEntry.objects.filter(event="people.searched", after__kind="recognised").count() == 1


def test_an_accusation_says_against_whom_it_is_or_that_nobody_knows(clerk, district, post):
    refused = post(clerk, purpose="accusation")
    assert "请选择被检举的单位" in refused.content.decode()
    assert not Matter.objects.exists()
    for said, words in (("unknown", "不详"), ("outside", "不是本区单位")):
        assert f'<option value="{said}">{words}</option>' in refused.content.decode()
        post(clerk, purpose="accusation", accused_unit_id=said, title=words)
        assert Matter.objects.get(title=words).accused == said
    post(clerk, title="修路", accused_unit_id="unknown")  # no accusation: the field is not shown and not read
    assert Matter.objects.get(title="修路").accused == ""


def test_a_list_whose_second_column_is_no_document_is_asked_about(clerk, post):
    sheet = "李一\t01\n李二\t11\n李三\t45\n李四\n"
    page = post(clerk, "joint_letter", sheet=sheet)
    assert page.status_code == 422
    assert "名单第 1、2、3 行第 2 列不像证件号码" in page.content.decode()


def test_somebody_who_stands_in_the_list_eight_times_is_no_group(clerk, post):
    page = post(clerk, "group_visit", sheet="同一人\n" * 8, head_count="9")
    assert page.status_code == 422
    assert "名单第 2、3、4、5、6、7、8 行和第 1 行完全相同" in page.content.decode()
    assert Petition.objects.count() == 0


@pytest.mark.parametrize(
    ("birth", "told"),
    [
        ("2030-01-01", "出生日期 2030-01-01 晚于收到的日子 2026-10-14，请改正。"),
        ("2999-01-01", "日期 2999-01-01 还没有到，请改正。"),
        ("1899-12-31", "日期 1899-12-31 早于 1900 年，请改正。"),
    ],
)
def test_a_date_of_birth_that_cannot_be_is_refused_at_its_field(clerk, post, birth, told):
    page = post(clerk, birth=birth)
    assert page.status_code == 422
    assert told in page.content.decode()
    assert 'href="#f-birth"' in page.content.decode()
    assert Petition.objects.count() == 0


def test_signs_that_nobody_sees_do_not_enter_the_register(clerk, post):
    post(clerk, title="墙体\u202e开裂\u200f👨\u200d👩\u200d👧", place="中和\u200b街道")
    matter = Matter.objects.get()
    assert (matter.title, matter.place) == ("墙体开裂👨\u200d👩\u200d👧", "中和街道")
