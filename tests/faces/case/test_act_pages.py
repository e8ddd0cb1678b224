"""What each act asks, how it refuses at its fields, and what it changes: state, unit, timeline, audit."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.faces.case.conftest import BY, page

from xinfang.casework.assignments import actions
from xinfang.casework.assignments.queries import placed
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.petitions import queries
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.audit.models import AuditEntry

PDF = b"%PDF-1.7\n%%EOF\n"
LONG = "属于规划建设局职权，见职责清单第三条。"
HEARD = {"held_on": "2026-10-15", "chair": "规划建设局副局长", "text": "查明裂缝系施工所致。"}
REPORTED = {
    "told": ["party", "above", "bureau"],
    "reported_at": "2026-10-15T09:30",
    "text": "三十人将来集体访。",
}
# Verb -> (stage, role, unit).
WHO = {
    "object": ("routed", "handler", "street"),
    "take_back": ("objected", "office_head", "root"),
    "keep": ("objected", "clerk", "root"),
    "escalate": ("kept", "unit_head", "street"),
    "rule": ("disputed", "leader", "root"),
    "involve": ("accepted", "clerk", "root"),
    "contribute": ("helped", "handler", "other"),
    "report_back": ("assigned", "handler", "street"),
    "return_report": ("reported", "clerk", "root"),
    "report_up": ("routed", "clerk", "root"),
    "hear": ("accepted", "handler", "street"),
    "conclude": ("served", "handler", "street"),
    "withdraw": ("routed", "clerk", "root"),
    "reopen": ("withdrawn", "clerk", "root"),
}
WHY = {"reason": LONG}
TEXT = {"text": LONG}
# Verb -> (what is sent, state afterwards, words of the timeline).
DONE = {
    "object": (WHY, "objected", "提出了异议"),
    "take_back": ({}, "registered", "同意退回"),
    "keep": (WHY, "routed", "不同意退回"),
    "escalate": (WHY, "disputed", "提请裁定管辖"),
    "contribute": (TEXT, "accepted", "桂溪街道提交了协办意见"),
    "report_back": (TEXT, "accepted", "报送办理结果"),
    "return_report": (WHY, "accepted", "退回报告，要求补充"),
    "report_up": (REPORTED, "routed", "紧急上报：本级党委和政府、上一级信访部门"),
    "hear": (HEARD, "accepted", "2026-10-15 举行听证，主持人：规划建设局副局长"),
    "conclude": ({}, "concluded", "办结"),
    "reopen": (WHY, "registered", "信访人重新提出"),
}
EMPTY = {"told": "请选择报告给了谁", "reported_at": "请填写报告的时间", "text": "请写明"}
# (verb, what is sent, field -> part of its sentence)
REFUSED = [
    ("object", {}, {"reason": "请写明理由"}),
    ("object", {"reason": "不归我"}, {"reason": "至少 6 个字"}),
    ("object", {**WHY, "suggested_unit": "0"}, {"suggested_unit": "没有这个单位"}),
    ("keep", {"reason": "不行"}, {"reason": "至少 6 个字"}),
    ("escalate", {"reason": ""}, {"reason": "请写明理由"}),
    ("rule", {}, {"to_unit": "请选择承办单位", "reason": "请写明理由"}),
    ("involve", {}, {"to_unit": "请选择协办单位"}),
    ("involve", {"to_unit": "street"}, {"to_unit": "是主办单位"}),
    ("contribute", {"text": "无"}, {"text": "至少 6 个字"}),
    ("report_back", {}, {"text": "请写明办理结果"}),
    ("return_report", {"reason": "差"}, {"reason": "至少 6 个字"}),
    ("report_up", {}, EMPTY),
    ("report_up", {**REPORTED, "told": ["party"]}, {"told": "上一级信访部门"}),
    ("report_up", {**REPORTED, "reported_at": "明天"}, {"reported_at": "时间应写成"}),
    ("report_up", {**REPORTED, "reported_at": "2026-10-16T09:00"}, {"reported_at": "不能晚于现在"}),
    ("hear", {}, {"held_on": "请选择听证日期", "chair": "请填写主持人", "text": "请写明"}),
    ("hear", {**HEARD, "held_on": "2026-10-01"}, {"held_on": "不能早于"}),
    ("withdraw", WHY, {"file": "请附上信访人签名的撤回申请"}),
    ("withdraw", {**WHY, "file": b"MZ"}, {"file": "和扩展名"}),
    ("reopen", {}, {"reason": "请写明理由"}),
]


def sent(data: dict, district) -> dict:
    """Units by name, files as uploads."""
    asked = {key: getattr(district, value).pk if key == "to_unit" else value for key, value in data.items()}
    if isinstance(asked.get("file"), bytes):
        asked["file"] = SimpleUploadedFile("撤回申请.pdf", asked["file"])
    return asked


@pytest.mark.parametrize("verb", DONE)
def test_it_is_done_told_and_on_record(verb, matter, as_, district):
    (stage, *who), (data, state, words) = WHO[verb], DONE[verb]
    case = matter(stage)
    client = as_(*who)
    asked = client.get(page(case, verb)).content.decode()
    assert "确认" in asked
    answer = client.post(page(case, verb), sent(data, district), follow=True)
    assert answer.redirect_chain[-1][0] == page(case)
    told = answer.content.decode()
    assert words in told
    assert Matter.objects.get(pk=case.pk).state == state
    line = queries.timeline(case.pk)[0]
    assert (line.verb, str(line.actor_id)) == (verb, client.session["_auth_user_id"])
    assert AuditEntry.objects.filter(event=f"matter.{verb}", subject=case.number).count() == 1
    if note := data.get("reason") or data.get("text"):
        assert line.note == note
        assert note in told


@pytest.mark.parametrize(("verb", "data", "wrong"), REFUSED)
def test_what_is_missing_is_said_at_its_field_and_nothing_happens(verb, data, wrong, matter, as_, district):
    stage, *who = WHO[verb]
    case = matter(stage)
    before = (Matter.objects.get(pk=case.pk).state, len(queries.timeline(case.pk)))
    answer = as_(*who).post(page(case, verb), sent(data, district))
    assert answer.status_code == 200
    errors = answer.context["act_form"].errors
    assert set(errors) == set(wrong)
    for field, words in wrong.items():
        assert words in "".join(errors[field])
    html = answer.content.decode()
    assert "错误：" in html
    assert 'role="alert"' in html
    assert (Matter.objects.get(pk=case.pk).state, len(queries.timeline(case.pk))) == before


def test_a_withdrawal_keeps_the_request_among_the_files_and_ends_the_time(matter, as_):
    case = matter("routed")
    data = {"file": SimpleUploadedFile("撤回申请.pdf", PDF), "reason": LONG}
    told = as_("clerk").post(page(case, "withdraw"), data, follow=True).content.decode()
    assert "撤回申请.pdf" in told
    assert "信访人撤回" in told
    assert not Clock.objects.filter(matter=case, state="open").exists()
    assert placed(case.pk)[0].state == "returned"


def test_the_superior_gives_it_to_a_unit_and_its_time_begins_anew(matter, as_, district):
    case = matter("disputed")
    ruled = {"to_unit": district.other.pk, "reason": "属地在桂溪街道，由其承办。"}
    told = as_("leader").post(page(case, "rule"), ruled, follow=True).content.decode()
    assert "裁定由桂溪街道承办" in told
    case.refresh_from_db()
    assert (case.state, case.unit) == ("routed", district.other)
    assert (placed(case.pk)[0].unit, placed(case.pk)[0].kind_label) == ("桂溪街道", "裁定")


def test_a_helper_is_asked_to_help_and_sees_the_matter_from_then_on(matter, as_, district):
    case = matter("accepted")
    assert as_("handler", "other").get(page(case)).status_code == 404
    asked = {"to_unit": district.other.pk, "reason": "请核实门牌。"}
    told = as_("clerk").post(page(case, "involve"), asked, follow=True).content.decode()
    assert "请桂溪街道协办" in told
    assert "还没有提交协办意见" in told
    assert "协办单位提交意见" in as_("handler", "other").get(page(case)).content.decode()


def test_whoever_works_for_two_helping_units_says_for_which(matter, as_, district, at):
    case = matter("helped")
    actions.involve(matter_id=case.pk, unit_id=district.department.pk, reason="", by=BY, at=at)
    client = as_("handler")  # of the district: both lie below
    asked = client.get(page(case, "contribute")).content.decode()
    assert "以哪个单位的名义" in asked
    refused = client.post(page(case, "contribute"), {"text": LONG})
    assert refused.context["act_form"].errors["unit"] == ["请选择单位。"]
    told = client.post(page(case, "contribute"), {"text": LONG, "unit": district.department.pk}, follow=True)
    assert "规划建设局提交了协办意见" in told.content.decode()


def test_an_assignment_shows_its_day_until_the_result_is_in(matter, as_):
    case = matter("assigned")
    client = as_("handler", "street")
    assert "11月20日前报结果" in client.get(page(case)).content.decode()
    client.post(page(case, "report_back"), {"text": LONG})
    assert "10月15日已报结果" in client.get(page(case)).content.decode()


def test_a_page_names_the_article_that_the_act_stands_on(matter, as_):
    case = matter("objected")
    assert "《信访工作条例》（2022）第二十三条" in as_("clerk").get(page(case, "keep")).content.decode()


def test_a_note_of_one_line_takes_standard_sentences_too(matter, as_):
    body = as_("clerk").get(page(matter("registered"), "forward")).content.decode()
    assert re.search(r'<input[^>]+name="reason"[^>]+data-modules="text-modules"', body)
