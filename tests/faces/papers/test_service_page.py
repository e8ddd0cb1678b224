"""The page of the proof of service: what it asks, what it tells first, what it does."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.pictures import PNG

from xinfang.casework.letters.models import Document, Service
from xinfang.casework.petitions.models import Hold, Matter
from xinfang.faces.workbench.acts.proof import ServiceForm, proof_of
from xinfang.faces.workbench.papers.receipt import receipt_sheet
from xinfang.registers.documents.models import StoredFile
from xinfang.registers.staff.models import User


def url(document: Document) -> str:
    return reverse("workbench:paper_service", args=[document.matter.number, document.pk])


MAIL = {"way": "mail", "received_on": "2026-10-15", "server": "承办人1号", "tracking": "XA12345678951"}
LEFT = {
    "way": "left",
    "received_on": "2026-10-15",
    "server": "承办人1号",
    "refusal": "本人在家，拒绝签收。",
    "witness": "朝阳社区干部",
    "place": "朝阳路1号",
}


def test_which_clock_begins_is_told_before_it_is_confirmed(handler, opinion):
    page = handler.get(url(opinion)).text
    for words in ("申请复查", "从此起算", "2026年11月", "次日起算"):
        assert words in page


def test_a_letter_that_begins_no_clock_says_so(handler, walk, draft, out, quick):
    notice = out(draft(walk("accept"), "accept"))
    assert "没有新的期限起算" in handler.get(url(notice)).text


def test_served_by_mail_the_matter_is_concluded(handler, opinion):
    assert "这件事项办结（答复已经作出并送达）" in handler.get(url(opinion)).text
    page = handler.post(url(opinion), MAIL, follow=True).text
    assert "送达已登记，该件现在是“已办结”" in page
    assert "邮寄送达，2026-10-15 收到，送达人 承办人1号" in page
    assert Matter.objects.get().state == "concluded"


def test_what_is_held_is_served_and_said_to_be(handler, opinion, at):
    Hold.objects.create(matter=opinion.matter, reason="督办未销", pinned_by="supervision", pinned_at=at)
    assert "这件事项还不办结：督办未销" in handler.get(url(opinion)).text
    assert "已办结" not in handler.post(url(opinion), MAIL, follow=True).text
    assert Matter.objects.get().state == "served"


def test_what_is_missing_stands_at_its_field(handler, opinion):
    page = handler.post(url(opinion), {**LEFT, "witness": ""}).text
    assert "<title>错误：" in page
    assert '<a href="#id_witness">请填写见证人姓名和单位。</a>' in page
    assert '<div id="id_photo_error"><p class="error">请上传送达过程的照片。</p>' in page
    assert not Service.objects.exists()


def test_a_refused_one_counts_with_reason_witness_and_photo(handler, opinion):
    photo = SimpleUploadedFile("现场.png", PNG)
    handler.post(url(opinion), {**LEFT, "photo": photo})
    made = Service.objects.get()
    assert (made.way, made.witness, made.photo.name) == ("left", "朝阳社区干部", "现场.png")
    address = reverse("workbench:paper_photo", args=[opinion.matter.number, opinion.pk])
    assert address in handler.get(reverse("workbench:matter", args=[opinion.matter.number])).text
    assert handler.get(address).getvalue() == PNG


@pytest.mark.parametrize(
    "photo", [SimpleUploadedFile("p.png", b"no picture"), SimpleUploadedFile("p.exe", PNG)]
)
def test_a_photo_that_is_none_is_refused_at_its_field_and_nothing_is_kept(handler, opinion, photo):
    photo.seek(0)
    page = handler.post(url(opinion), {**LEFT, "photo": photo}).text
    assert '<div id="id_photo_error"><p class="error">' in page
    assert not Service.objects.exists()


def test_a_photo_of_a_refused_proof_is_not_kept(handler, opinion):
    handler.post(url(opinion), {**LEFT, "witness": "", "photo": SimpleUploadedFile("现场.png", PNG)})
    assert not StoredFile.objects.exists()


def test_a_public_notice_serves_on_the_day_that_the_law_says_and_nobody_chooses(handler, opinion, at, now):
    posted = {"way": "posted", "received_on": "2026-10-16", "server": "承办人1号", "place": "街道公告栏"}
    page = handler.post(url(opinion), posted).text
    assert "请填写公告张贴或者刊登的日期。" in page
    posted |= {"posted_on": "2026-10-15"}
    page = handler.post(url(opinion), posted).text
    assert '<a href="#id_posted_on">自发出公告之日起经过 30 日才视为送达，2026年11月14日 期满后再登记' in page
    now(at + timedelta(days=40))
    handler.post(url(opinion), {**posted, "received_on": ""})
    assert Service.objects.get().received_on.isoformat() == "2026-11-14"


def test_what_another_way_asks_for_is_left_out(handler, opinion):
    handler.post(url(opinion), {**MAIL, "refusal": "写错了地方", "consent": "同意"})
    made = Service.objects.get()
    assert (made.refusal, made.consent) == ("", "")


def test_it_is_served_once(handler, opinion):
    handler.post(url(opinion), MAIL)
    assert handler.get(url(opinion)).status_code == 404


def test_the_leader_reads_and_does_not_serve(client, posted, district, opinion, now):
    client.force_login(posted("leader", district.street))
    assert client.get(url(opinion)).status_code == 403
    page = client.get(reverse("workbench:matter", args=[opinion.matter.number])).text
    assert opinion.number in page
    assert "/papers/" not in page  # a letter names the petitioner; a leader sees the people masked


def test_the_form_says_what_was_served_and_how(handler, opinion, at):
    blank = str(receipt_sheet(opinion, at).body)
    assert opinion.number in blank
    assert "信访事项处理意见书" in blank
    assert "XA12345678951" not in blank
    handler.post(url(opinion), MAIL)
    filled = str(receipt_sheet(opinion, at).body)
    for words in ("邮寄送达", "2026年10月15日", "XA12345678951", "承办人1号"):
        assert words in filled


def test_the_head_corrects_a_wrong_day_and_both_are_shown(client, people, handler, opinion, now, at):
    now(at + timedelta(days=2))
    handler.post(url(opinion), MAIL)
    head = Client()
    head.force_login(User.objects.get(username=people.head.label))
    page = head.get(url(opinion)).text
    assert "更正送达" in page
    assert 'name="server" value="承办人1号"' in page  # who served, not who corrects
    assert "原来的登记错在哪里" in page
    page = head.post(url(opinion), {**MAIL, "received_on": "2026-10-16", "reason": ""}).text
    assert '<a href="#id_reason">' in page
    right = {**MAIL, "received_on": "2026-10-16", "reason": "回执上的签收日期看错了。"}
    page = head.post(url(opinion), right, follow=True).text
    assert "送达已更正" in page
    assert "已更正，不再算数：" in page
    assert "更正的理由：回执上的签收日期看错了。" in page
    assert "更正送达日期：2026-10-15 改为 2026-10-16" in page


@pytest.mark.parametrize("late", ["head", "handler"])
def test_a_form_of_a_service_that_was_registered_meanwhile_corrects_nothing(
    people, handler, opinion, now, at, late
):
    now(at + timedelta(days=2))
    second = Client()
    second.force_login(User.objects.get(username=getattr(people, late).label))
    assert "登记送达" in second.get(url(opinion)).text
    handler.post(url(opinion), MAIL)
    answer = second.post(url(opinion), {**MAIL, "received_on": "2026-10-16", "tracking": "XB00000000000"})
    assert answer.status_code == 409
    told = (people.handler.label, "登记送达", "邮寄送达，2026-10-15 收到", "XB00000000000", "2026-10-16")
    for words in told:
        assert words in answer.text
    assert "原来的登记错在哪里" not in answer.text
    assert Service.objects.get().received_on.isoformat() == "2026-10-15"


def test_a_proof_is_read_from_a_form_and_leaves_the_form_as_it_was(people):
    form = ServiceForm({**MAIL, "receiver": "王小明", "relationship": "self"})
    assert form.is_valid()
    before = dict(form.cleaned_data)
    assert proof_of(form.cleaned_data, people.handler).tracking == MAIL["tracking"]
    assert form.cleaned_data == before


def test_the_same_form_sent_twice_registers_it_once(handler, opinion):
    handler.post(url(opinion), MAIL)
    again = handler.post(url(opinion), MAIL, follow=True)
    assert again.status_code == 200
    assert "刚才已经由您" in again.text
    assert Service.objects.count() == 1


def test_another_form_of_ones_own_is_kept_beside_what_is_recorded(handler, opinion):
    direct = {**MAIL, "way": "direct", "receiver": "王小明", "relationship": "self", "place": "朝阳路1号"}
    handler.post(url(opinion), direct)
    again = handler.post(url(opinion), {**direct, "receiver": "其妻李某", "relationship": "family"})
    assert again.status_code == 409
    for words in ("收件人姓名 王小明", "信访人本人", "其妻李某", "同住成年家属"):
        assert words in again.text
    assert "刚才已经由您" not in again.text
    assert Service.objects.count() == 1
