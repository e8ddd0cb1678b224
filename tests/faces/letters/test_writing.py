"""Drafting the letter of an act: offered to whom, what is filled in, what is refused, what sealing does."""

import json
import re
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from tests.faces.letters.conftest import new, typed, url

from xinfang.casework.letters.models import Document
from xinfang.casework.wording import terms
from xinfang.kernel.audit.models import AuditEntry


def said(answer) -> str:
    return answer.content.decode()


def case(matter) -> str:
    return reverse("workbench:matter", args=[matter.number])


def keep(matter) -> str:
    return reverse("workbench:letter_keep", args=[matter.number])


def test_the_step_offers_what_is_owed_first(people, matter):
    found = matter()
    page = said(people.handler.get(case(found)))
    step = page[page.index("next-title") :]
    assert step.index("受理…") < step.index("不予受理…")
    assert f'class="btn primary" href="{new(found, "accept")}"' in step
    done = matter("accept")
    assert f'class="btn primary" href="{new(done, "opine")}"' in said(people.handler.get(case(done)))


def test_who_does_not_handle_it_is_offered_nothing(people, matter):
    found = matter()
    assert new(found, "accept") not in said(people.clerk.get(case(found)))
    for client in (people.clerk, people.stranger):
        assert client.get(new(found, "accept")).status_code == 404
        assert client.post(new(found, "accept"), typed("acceptance_notice", "seal")).status_code == 404
    for what in ("forward", "nonsense"):
        assert people.handler.get(new(found, what)).status_code == 404
    for client in (people.handler, people.head):  # who drafts it, who signs it
        for told in (client.get(new(found, "extend")), client.get(f"{case(found)}acts/extend/")):
            assert told.status_code == 409
            assert "不能这样做" in told.context["why"]
            assert "第三十四条" in told.context["why"]
            assert "撤销导入" not in told.context["why"]
    assert people.stranger.get(f"{case(found)}acts/extend/").status_code == 404
    assert not Document.objects.filter(verb="accept").exists()


def test_what_is_known_is_filled_in_and_looking_stores_nothing(people, matter):
    found = matter()
    page = said(people.handler.get(new(found, "accept")))
    for words in (
        "起草受理告知书",
        "鉴定房屋，限期修缮。",
        "handler 1号",
        "受理的事项",
        "事项变为“已受理，办理中”",
        "2026-12-14",
    ):
        assert words in page
    assert "王小明" not in page
    assert "王**" in page
    assert not Document.objects.filter(verb="accept").exists()


def test_sealing_accepts(people, matter):
    found = matter()
    done = people.handler.post(new(found, "accept"), typed("acceptance_notice", "seal"), follow=True)
    assert "已制发" in said(done)
    found.refresh_from_db()
    document = Document.objects.get(verb="accept")
    assert (found.state, document.state, document.serial) == ("accepted", "issued", 1)


def test_what_is_missing_stands_at_its_field_and_is_kept(people, matter):
    found = matter()
    page = said(people.handler.post(new(found, "accept"), typed("acceptance_notice", "seal", accepted="")))
    assert 'class="error-summary"' in page
    assert '<a href="#id_accepted">请填写“受理的事项”。</a>' in page
    document = Document.objects.get(verb="accept")
    assert (document.state, document.parts["accepted"]) == ("draft", "")
    assert f'action="{url(document)}"' in page
    found.refresh_from_db()
    assert found.state == "routed"


def test_one_form_begins_one_document(people, matter):
    found = matter()
    form = typed("acceptance_notice", "save")
    people.handler.post(new(found, "accept"), form)
    people.handler.post(new(found, "accept"), form | {"accepted": "只受理房屋鉴定一项。"})
    document = Document.objects.get(verb="accept")
    assert document.parts["accepted"] == "只受理房屋鉴定一项。"
    assert people.handler.get(new(found, "accept")).headers["Location"] == url(document)


def test_the_key_of_another_matters_form_opens_nothing(people, matter):
    first, second = matter(), matter(title="另一件")
    form = typed("acceptance_notice", "save")
    people.handler.post(new(first, "accept"), form)
    assert people.handler.post(new(second, "accept"), form | {"accepted": "别的"}).status_code == 404
    assert Document.objects.get(verb="accept").parts["accepted"] != "别的"


def test_it_is_kept_while_it_is_typed_and_a_newer_one_is_never_written_over(people, matter):
    found = matter()
    form = typed("acceptance_notice", "", accepted="一") | {"what": "accept", "pk": ""}
    told = json.loads(people.handler.post(keep(found), form).content)
    document = Document.objects.get(verb="accept")
    assert (told["pk"], told["href"]) == (document.pk, url(document))
    assert "制发以后" in told["shown"]
    now = form | {"pk": str(told["pk"]), "revision": str(told["revision"]), "accepted": "二"}
    assert people.handler.post(keep(found), now).status_code == 200
    stale = people.handler.post(keep(found), now | {"accepted": "三"})
    assert (stale.status_code, "没有覆盖" in json.loads(stale.content)["told"]) == (409, True)
    page = said(people.handler.post(url(document), now | {"accepted": "四", "act": "seal"}))
    assert "handler 1号在 " in page
    assert "没有覆盖" in page
    assert "刷新页面" not in page
    assert "四</textarea>" in page
    document.refresh_from_db()
    assert (document.parts["accepted"], document.state) == ("二", "draft")


def test_what_differs_from_a_newer_draft_is_shown_with_the_way_to_it(people, matter):
    found = matter()
    form = typed("acceptance_notice", "save", accepted="第一稿")
    people.handler.post(new(found, "accept"), form)
    document = Document.objects.get(verb="accept")
    ours, theirs = (form | {"revision": "1", "accepted": words} for words in ("我的一稿", "负责人的一稿"))
    people.head.post(url(document), theirs)
    page = said(people.handler.post(url(document), ours))
    assert "我的一稿</textarea>" in page
    assert "没有覆盖" in page
    assert f'<a href="{url(document)}" target="_blank"' in page
    assert page.count("现在的一稿写的是：") == 1
    assert "<p>负责人的一稿</p>" in page
    assert '<a href="#id_accepted">受理的事项</a>' in page
    document.refresh_from_db()
    assert document.parts["accepted"] == "负责人的一稿"
    lacking = {"revision": str(document.revision), "accepted": "", "act": "seal"}
    page = said(people.handler.post(url(document), form | lacking))
    assert "请填写“受理的事项”" in page
    assert "现在的一稿" not in page  # nobody else has written: only something lacks


def test_who_has_seen_the_newer_draft_may_keep_the_own_one_on_record(people, matter):
    found = matter()
    form = typed("acceptance_notice", "save", accepted="第一稿")
    people.handler.post(new(found, "accept"), form)
    document = Document.objects.get(verb="accept")
    ours, theirs = (form | {"revision": "1", "accepted": words} for words in ("我的一稿", "负责人的一稿"))
    people.head.post(url(document), theirs)
    page = said(people.handler.post(url(document), ours))
    assert "草稿已保存 " not in page  # nothing was
    over = re.search(r'<button class="btn" name="over" value="(\d+)">.*用我写的这一份', page)[1]
    people.head.post(url(document), theirs | {"revision": over, "accepted": "负责人又改了"})
    mine = {name: value for name, value in ours.items() if name != "act"} | {"over": over}
    page = said(people.handler.post(url(document), mine))
    assert "没有覆盖" in page  # a newer one still, which nobody here has seen
    assert "<p>负责人又改了</p>" in page
    people.handler.post(url(document), mine | {"over": str(int(over) + 1)})
    document.refresh_from_db()
    assert document.parts["accepted"] == "我的一稿"
    kept = AuditEntry.objects.get(event="document.kept_mine")
    assert (kept.subject, kept.after["over"]) == (found.number, int(over) + 1)


def test_a_contact_without_a_number_is_warned_of(people, matter):
    found, warned = matter(), "这里没有电话号码"
    people.handler.post(new(found, "accept"), typed("acceptance_notice", "save", contact="承办人1号"))
    document = Document.objects.get(verb="accept")
    assert warned in said(people.handler.get(url(document)))
    people.handler.post(url(document), typed("acceptance_notice", "save") | {"revision": "1"})
    assert warned not in said(people.handler.get(url(document)))


def test_two_who_begin_the_same_are_told(people, matter):
    found = matter()
    people.handler.post(new(found, "accept"), typed("acceptance_notice", "save"))
    page = said(people.head.post(new(found, "accept"), typed("acceptance_notice", "save", accepted="另写的")))
    assert "没有覆盖" in page
    assert Document.objects.get(verb="accept").parts["accepted"] != "另写的"


def test_a_draft_is_given_up_once_asked(people, matter):
    found = matter()
    people.handler.post(new(found, "accept"), typed("acceptance_notice", "save"))
    document = Document.objects.get(verb="accept")
    assert "确认放弃" in said(people.handler.get(url(document)))
    people.handler.post(url(document), {"act": "void"})
    document.refresh_from_db()
    assert document.state == "void"
    assert people.handler.get(url(document)).status_code in (302, 404)


def test_a_kind_of_the_head_is_submitted_and_taken_back(people, submitted):
    document = submitted()
    assert document.state == "submitted"
    page = said(people.handler.get(url(document)))
    assert "取回修改" in page
    assert 'value="seal"' not in page
    assert people.handler.post(url(document), {"act": "seal"}).status_code == 404
    assert people.handler.post(url(document), {"act": "nonsense"}).status_code == 404
    told = said(people.handler.post(url(document), {"act": "send_back"}, follow=True))
    assert "已取回，可以继续修改" in told
    assert "已退回修改" not in told
    assert "送审人取回修改" in said(people.handler.get(url(document)))


def test_elsewhere_a_document_is_not_there(people, submitted, matter):
    document, other = submitted(), matter()
    for step in ("letter", "letter_preview"):
        assert people.stranger.get(url(document, step)).status_code == 404
    wrong = reverse("workbench:letter", args=[other.number, document.pk])
    assert people.handler.get(wrong).status_code == 404


@pytest.mark.parametrize("days", ["30", "10"])
def test_an_extension_tells_the_new_day(people, matter, days):
    found = matter("accept")
    form = typed("extension_notice", "", days=days) | {"what": "extend", "pk": ""}
    shown = json.loads(people.handler.post(keep(found), form).content)["shown"]
    assert "由 2026-12-14 延到" in shown
    assert {"30": "2027-01-13", "10": "2026-12-24"}[days] in shown


def test_the_sample_sheet_is_on_record(people, submitted):
    document = submitted()
    answer = people.handler.get(url(document, "letter_preview"))
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert AuditEntry.objects.filter(event="document.previewed", subject_id=document.matter_id).count() == 1


def test_a_forged_key_is_no_fault(people, matter):
    found = matter()
    form = typed("acceptance_notice", "save") | {"form_key": "x", "revision": "九"}
    assert people.handler.post(new(found, "accept"), form).status_code == 302
    lost = typed("acceptance_notice", "", accepted="\x00") | {
        "what": "accept",
        "pk": "",
        "form_key": str(uuid4()),
    }
    assert people.handler.post(keep(found), lost).status_code == 409


def test_a_day_in_a_year_not_announced_is_said_to_be_provisional_where_the_letter_is_written(
    people, matter, monkeypatch
):
    found = matter()
    assert terms.Told("", "", date(2020, 3, 2)).warning == ""
    assert "2090 年的放假安排还没有公布" in terms.Told("", "", date(2090, 3, 2)).warning
    monkeypatch.setattr(terms, "provisional_note", lambda days: "还没有公布" if days else "")
    assert 'title="还没有公布">暂定' in said(people.handler.get(new(found, "accept")))
