"""Who opens which page of bulletins, what is offered there, and what is refused."""

import re

import pytest
from django.urls import reverse

from xinfang.casework.bulletins.models import CircularDuty, Item, Reading, Report
from xinfang.kernel import clock


@pytest.fixture
def sample(sample):
    """What the network of the sample office has sent."""
    return sample.network


@pytest.fixture
def signed_in(client, posted):
    def sign_in(role, unit):
        client.force_login(posted(role, unit, f"{role} of {unit.code}"))
        return client

    return sign_in


def page(client, name, **kwargs):
    return client.get(reverse(f"workbench:{name}", kwargs=kwargs))


def test_an_informant_begins_at_the_reports_and_opens_no_matter(signed_in, sample, district):
    client = signed_in("informant", district.community)
    assert client.get("/").url == reverse("workbench:bulletins")
    assert page(client, "worklist").status_code == 403
    html = page(client, "bulletins").content.decode()
    assert "报一条信息" in html
    assert "归并" not in html
    assert page(client, "bulletins_report", pk=sample.report).status_code == 200
    assert page(client, "bulletins_item", pk=sample.sent).status_code == 404
    assert page(client, "bulletins_merge").status_code == 403


def test_another_street_opens_nothing_of_this_one(signed_in, sample, district):
    client = signed_in("unit_head", district.other)
    for name in ("bulletins_report", "bulletins_photo"):
        assert page(client, name, pk=sample.report).status_code == 404
    assert page(client, "bulletins_circular", pk=sample.circular).status_code == 404
    address = reverse("workbench:bulletins_check", kwargs={"pk": sample.report})
    assert client.post(address, {"do": "pass_up"}).status_code == 404
    assert Report.objects.get(pk=sample.report).at_unit == district.street


def test_the_street_checks_and_passes_up(signed_in, sample, district):
    client = signed_in("handler", district.street)
    address = reverse("workbench:bulletins_check", kwargs={"pk": sample.report})
    kept = client.post(address, {"do": "return", "reason": "缺地"}).content.decode()
    assert "请写明要补充什么" in kept
    assert ">\n缺地</textarea>" in kept
    client.post(address, {"do": "pass_up", "reason": "属实"})
    assert Report.objects.get(pk=sample.report).at_unit == district.root
    late = client.post(address, {"do": "pass_up", "reason": "再报一次"})
    assert late.status_code == 409
    assert "现在在云溪区" in late.content.decode()
    assert "再报一次" in late.content.decode()


def test_an_urgent_report_is_signed_for_by_a_press_and_not_by_looking(signed_in, sample, district):
    client = signed_in("handler", district.street)
    page(client, "bulletins_report", pk=sample.report)
    assert not Reading.objects.filter(read_at__isnull=False).exists()
    client.post(reverse("workbench:bulletins_read", args=[sample.report, district.street.pk]))
    assert Reading.objects.get(unit=district.street).read_at
    assert (
        client.post(reverse("workbench:bulletins_read", args=[sample.report, district.root.pk])).status_code
        == 404
    )


def test_a_report_with_a_telephone_number_is_refused_at_its_field_and_kept_in_the_form(
    signed_in, sample, district
):
    client = signed_in("informant", district.community)
    before = Report.objects.count()
    form = page(client, "bulletins_new").context["form"]
    said = {
        "form_key": form["form_key"].value(),
        "what": "住户电话13912340217，外墙瓷砖脱落。",
        "place": "朝阳社区",
        "heads": "30",
        "since": "2026-10-01",
    }
    html = client.post(reverse("workbench:bulletins_new"), said).content.decode()
    assert "第 5 个字起有电话号码（139****0217）" in html
    assert "住户电话13912340217" in html
    assert Report.objects.count() == before
    made = client.post(reverse("workbench:bulletins_new"), said | {"what": "外墙瓷砖脱落，住户担心余震。"})
    assert made.status_code == 302
    assert Report.objects.count() == before + 1


def test_nobody_signs_what_they_wrote_and_the_head_signs(signed_in, sample, district):
    client = signed_in("office_head", district.root)
    sign = reverse("workbench:bulletins_item_sign", kwargs={"pk": sample.submitted})
    shown = page(client, "bulletins_item", pk=sample.submitted).content.decode()
    assert re.search(r"送审</b>\s*<span[^>]*>另一位登记员 · ", shown)
    assert client.post(sign, {"do": "nothing"}).status_code == 404
    unread = client.post(sign, {"do": "send_on_paper", "revision": "9"}).content.decode()
    assert "这条信息又改过" in unread
    client.post(sign, {"do": "send_on_paper", "revision": "1"})
    item = Item.objects.get(pk=sample.submitted)
    assert (item.state, item.serial) == ("sent", 2)
    shown = page(client, "bulletins_item", pk=sample.submitted).content.decode()
    pdf = reverse("workbench:bulletins_item_pdf", kwargs={"pk": sample.submitted})
    assert pdf in shown
    assert "请打印、盖章后送出" in shown
    assert reverse("workbench:bulletins_item_receipt", kwargs={"pk": sample.submitted}) not in shown
    assert page(client, "bulletins_item_pdf", pk=sample.submitted)["Content-Type"] == "application/pdf"
    sent = reverse("workbench:bulletins_item_dispatch", kwargs={"pk": sample.submitted})
    lacking = client.post(sent, {"dispatched_on": clock.today().isoformat()}).content.decode()
    assert "请写明怎样送的" in lacking
    client.post(sent, {"dispatched_on": clock.today().isoformat(), "way": "机要交换"})
    shown = page(client, "bulletins_item", pk=sample.submitted).content.decode()
    assert "机要交换" in shown
    assert sent not in shown
    assert "按签发时的文字重新排印" in shown
    assert client.post(sent, {"dispatched_on": "2026-01-01", "way": "再送"}).status_code == 409
    receipt = reverse("workbench:bulletins_item_receipt", kwargs={"pk": sample.submitted})
    day = clock.today().isoformat()
    told = client.post(receipt, {"received_on": "", "receipt": "x"}, follow=True).content.decode()
    assert "请填日期" in told
    assert 'value="x"' in told
    client.post(receipt, {"received_on": day, "receipt": "收文3号"})
    feedback = reverse("workbench:bulletins_item_feedback", kwargs={"pk": sample.submitted})
    client.post(feedback, {"answered_on": day, "feedback": "已转有关部门。"})
    assert Item.objects.get(pk=sample.submitted).state == "answered"


def test_a_unit_answers_a_circular_for_itself_only(signed_in, sample, district):
    client = signed_in("handler", district.street)
    address = reverse("workbench:bulletins_circular_answer", args=[sample.circular, sample.duty])
    client.post(address, {"do": "receive"})
    client.post(address, {"do": "answer", "answer": "已逐栋排查并列出清单。"})
    assert CircularDuty.objects.get(pk=sample.duty).answer == "已逐栋排查并列出清单。"
    other = CircularDuty.objects.exclude(pk=sample.duty).get()
    address = reverse("workbench:bulletins_circular_answer", args=[sample.circular, other.pk])
    assert client.post(address, {"do": "receive"}).status_code == 404


def test_a_refused_answer_is_kept_and_the_page_of_a_unit_speaks_of_that_unit(signed_in, sample, district):
    client = signed_in("handler", district.street)
    address = reverse("workbench:bulletins_circular_answer", args=[sample.circular, sample.duty])
    html = client.post(address, {"do": "answer", "answer": "联系人张建国已办"}).content.decode()
    assert "人名" in html
    assert "联系人张建国已办</textarea>" in html
    assert "本单位还没有答复" in html
    client.post(address, {"do": "answer", "answer": "已逐栋排查并列出清单。"})
    html = page(client, "bulletins_circular", pk=sample.circular).content.decode()
    assert "本单位已经答复" in html
    assert "都答复了" not in html
    late = client.post(address, {"do": "answer", "answer": "再答复一次。"})
    assert late.status_code == 409
    assert "再答复一次。" in late.content.decode()


def test_a_circular_is_withdrawn_with_its_reason_and_nobody_owes_an_answer(signed_in, sample, district):
    client = signed_in("handler", district.street)
    address = reverse("workbench:bulletins_circular_withdraw", args=[sample.circular])
    assert client.post(address, {"reason": "期限写错了"}).status_code == 403
    client = signed_in("office_head", district.root)
    assert "请写明为什么撤回" in client.post(address, {"reason": "错"}).content.decode()
    assert client.post(address, {"reason": "期限写错了"}).status_code == 302
    assert client.post(address, {"reason": "期限写错了"}).status_code == 409
    assert "期限写错了" in page(client, "bulletins_circular", pk=sample.circular).content.decode()
    client = signed_in("informant", district.street)
    assert "提交答复" not in page(client, "bulletins_circular", pk=sample.circular).content.decode()
    answer = reverse("workbench:bulletins_circular_answer", args=[sample.circular, sample.duty])
    assert client.post(answer, {"do": "answer", "answer": "已逐栋排查并列出清单。"}).status_code == 409
    assert CircularDuty.objects.get(pk=sample.duty).answered_at is None


def test_what_was_typed_over_an_item_that_moved_on_is_kept(signed_in, sample, district):
    client = signed_in("office_head", district.root)
    receipt = reverse("workbench:bulletins_item_receipt", kwargs={"pk": sample.item})
    late = client.post(receipt, {"received_on": clock.today().isoformat(), "receipt": "收文9号"})
    assert late.status_code == 409
    assert "收文9号" in late.content.decode()
    edit = reverse("workbench:bulletins_item_edit", kwargs={"pk": sample.sent})
    assert client.post(edit, {"title": "改了标题"}).status_code == 409


def test_an_informant_takes_an_own_report_back_and_files_it_put_right(client, posted, district):
    worker = posted("informant", district.community, "worker here")
    client.force_login(worker)
    form = client.get(reverse("workbench:bulletins_new")).context["form"]
    said = {"form_key": form["form_key"].value(), "what": "三栋楼外墙瓷砖脱落，住户担心，多次询问。"}
    said |= {"place": "三组团", "heads": 120, "since": clock.today().isoformat()}
    page = client.post(reverse("workbench:bulletins_new"), said, follow=True)
    assert "写错了，取回更正" in page.content.decode()
    pk = page.context["report"].pk
    address = reverse("workbench:bulletins_recall", args=[pk])
    assert "为什么取回，至少" in client.post(address, {"reason": "错"}).content.decode()
    page = client.post(address, {"reason": "人数写错了"}, follow=True).content.decode()
    assert "已取回" in page
    assert "更正后再报" in page
    assert client.post(address, {"reason": "人数写错了"}).status_code == 409
    client.post(reverse("workbench:bulletins_again", args=[pk]), said | {"heads": 12})
    client.force_login(posted("informant", district.community, "colleague here"))
    assert client.post(address, {"reason": "人数写错了"}).status_code == 404
