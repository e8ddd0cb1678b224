"""The pages of reports: each figure a link to its cases, remarks beside, files, refusals, who may."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localtime
from tests.faces.reports.conftest import compose

from xinfang.casework.intake.actions import register_many
from xinfang.casework.petitions.models import Matter
from xinfang.casework.themes.models import TopicTie
from xinfang.faces.workbench.reports.links import address
from xinfang.insight.composition.composing import compose as composed
from xinfang.insight.composition.facts import PartTold, TopicTold, thaw
from xinfang.insight.yearbook.models import FiguresReport, ReportText
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.registers.organisations.models import Unit
from xinfang.registers.topics.models import SpecialTopic

pytestmark = pytest.mark.django_db
TEXT = (
    "# 来信\n收到来信{{letters}}，来访{{visitors}}。[[没有 group_visits|没有集体访|集体访{{group_visits}}]]。"
)


@pytest.fixture
def report(stats: Client, register: Any) -> FiguresReport:
    """The chapter with a short text."""
    compose(stats, register)
    made = FiguresReport.objects.get()
    said = {"text": TEXT, "do": "save", "seen": made.checksum}
    stats.post(reverse("workbench:reports_write", args=[made.pk]), said)
    made.refresh_from_db()
    return made


def at(name: str, report: FiguresReport, *more: str) -> str:
    return reverse(f"workbench:reports_{name}", args=[report.pk, *more])


def test_each_figure_of_the_text_opens_exactly_what_it_counts(stats, report):
    page = stats.get(at("report", report)).content.decode()
    text = page.partition('class="plots"')[0]  # below it stand the tables of the charts
    links = re.findall(r'<a class="cases" href="([^"]+)"[^>]*>([^<]+)</a>', text)
    assert [said for _href, said in links] == ["2件", "3人次", "没有集体访"]
    for (href, _said), value in zip(links, (2, 3, 0), strict=True):
        cases = stats.get(href.replace("&amp;", "&")).content.decode()
        assert f'data-value="{value}"' in cases
    assert 'data-marked="0"' in page
    assert 'data-found="0"' in page


def test_cases_say_that_they_are_of_now_when_they_have_moved_since(stats, report, register, arrival):
    letters, visitors = address(report, "letters"), address(report, "visitors")
    assert "data-moved" not in stats.get(letters).content.decode()
    late = report.cut_off.replace(year=report.last.year, month=6, day=1)
    told = {"unit_id": register.root.pk, "by": Actor(1, "登记员1号"), "at": report.cut_off}
    register_many([arrival(received_at=late)], **told)
    assert f'data-moved="{report.pk}"' in stats.get(letters).content.decode()
    assert "data-moved" not in stats.get(visitors).content.decode()
    for number in ("0", "x", "999999999", "9" * 40):
        page = stats.get(letters.replace(f"report={report.pk}", f"report={number}"))
        assert (page.status_code, "data-moved" in page.content.decode()) == (200, False)


def test_the_last_year_of_a_unit_that_was_merged_can_be_reported(stats, register):
    ended = Unit.objects.add_child(
        Unit.objects.get(pk=register.root.pk), {"code": "OLD", "name": "并掉的街道", "kind": "street"}
    )
    Unit.objects.filter(pk=ended.pk).update(valid_to=clock.today().replace(month=1, day=1))
    assert "并掉的街道" in stats.get(reverse("workbench:reports_new")).content.decode()


def test_a_topic_of_a_report_opens_the_matters_of_its_period(stats, report, register, arrival):
    topic = SpecialTopic.objects.create(
        name="涉灾", since=report.first, words=["震"], opened_at=report.cut_off, opened_by="登记员1号"
    )
    moment = report.cut_off - timedelta(days=1)  # of this year: in the topic, not in the report's year
    register_many(
        [arrival(received_at=moment)], unit_id=register.root.pk, by=Actor(1, "登记员1号"), at=moment
    )
    for matter in Matter.objects.all():
        TopicTie.objects.create(
            matter=matter, topic=topic, state="confirmed",
            proposed_at=moment, decided_at=moment, decider="登记员1号",
        )  # fmt: skip
    counted = TopicTie.objects.filter(matter__received_at__year=report.last.year).count()
    assert counted < TopicTie.objects.count()
    answered = Matter.objects.filter(received_at__year=report.last.year).first()
    Matter.objects.filter(pk=answered.pk).update(concluded_at=moment)
    text = "# {{topic}}\n{{topic_matters}}，{{topic_answered}}，{{topic_problems}}"
    told = TopicTold(topic.pk, topic.name, str(topic.since), counted, 1, [PartTold("其他", counted, "")])
    made = composed("报告", text, replace(thaw(report.facts), topics=[told]), {})
    runs = [run for each in made.sentences() for run in each.runs if run.key and not run.fault]
    assert [run.text for run in runs] == [f"{counted}件", "1件", f"其他{counted}件"]
    for run in runs:
        assert (
            f'data-value="{run.text.removeprefix("其他")[:-1]}"'
            in stats.get(address(report, run.key)).content.decode()
        )


def test_what_cannot_be_said_and_what_cannot_be_right_stand_in_the_margin(stats, report):
    text = "没有发生{{abnormal_visits_capital}}。\n下访督导17起案件，息诉息访率达到54%。"
    stats.post(at("write", report), {"seen": report.checksum, "text": text, "do": "save"})
    page = stats.get(at("report", report)).content.decode()
    assert 'data-marked="1" data-found="1"' in page
    assert '<mark class="gap">【缺数：进京非正常访】</mark>' in page
    assert page.count("data-lint") == 1
    assert "17起里没有哪个整数合 54%" in page


def test_a_form_carries_the_text_that_it_was_opened_on(stats, report):
    page = stats.get(at("write", report)).content.decode()
    assert f'name="seen" value="{report.checksum}"' in page
    assert f'name="seen" value="{report.checksum}"' in stats.get(at("report", report)).content.decode()
    stats.post(at("write", report), {"text": "甲{{letters}}", "do": "save", "seen": report.checksum})
    late = stats.post(at("write", report), {"text": "乙{{letters}}", "do": "save", "seen": report.checksum})
    assert "这份报告又改过" in late.content.decode()
    assert "乙" in late.content.decode()
    report.refresh_from_db()
    assert report.text.startswith("甲")


def test_a_look_keeps_nothing_and_a_field_without_a_measure_is_refused(stats, report):
    page = stats.post(
        at("write", report), {"seen": report.checksum, "text": "来信{{letters}}封", "do": "look"}
    ).content.decode()
    assert "试看：还没有保存" in page
    report.refresh_from_db()
    assert report.text.startswith("# 来信")
    answer = stats.post(
        at("write", report), {"seen": report.checksum, "text": "来信{{lettres}}", "do": "save"}
    ).content.decode()
    assert "没有“lettres”这个指标。是不是 letters？" in answer


def test_a_template_is_edited_and_new_reports_begin_from_it(stats, register):
    page = reverse("workbench:reports_text", args=["chapter"])
    wrong = stats.post(page, {"text": "[[可能 letters|x]]", "after": 0, "do": "save"}).content.decode()
    assert "没有“可能”这种说法的检验" in wrong
    stats.post(page, {"text": "来信{{letters}}。", "after": 0, "note": "短一些", "do": "save"})
    assert ReportText.objects.get().number == 1
    compose(stats, register)
    assert FiguresReport.objects.get().text == "来信{{letters}}。\n"


def test_the_statistician_of_a_street_does_not_write_the_districts_texts(register, enter):
    street = enter("statistician", register.street)
    text = {"text": "来信{{letters}}。", "after": 0, "note": "", "do": "save"}
    assert street.post(reverse("workbench:reports_text", args=["chapter"]), text).status_code == 404
    assert street.get(reverse("workbench:reports_texts")).status_code == 404
    page = street.get(reverse("workbench:reports")).content.decode()
    assert reverse("workbench:reports_texts") not in page
    assert reverse("workbench:reports_new") in page
    assert not ReportText.objects.exists()


def test_a_report_goes_through_two_pairs_of_eyes(stats, report, register, enter):
    stats.post(at("act", report), {"seen": report.checksum, "do": "check"})
    report.refresh_from_db()
    assert report.state == "draft"
    head = enter("office_head", register.root)
    assert "核对无误" in head.get(at("report", report)).content.decode()
    head.post(at("act", report), {"seen": report.checksum, "do": "check"})
    assert stats.post(at("issue", report), {"seen": report.checksum, "do": "issue"}).status_code == 403
    head.post(at("issue", report), {"seen": report.checksum, "do": "issue"})
    report.refresh_from_db()
    assert report.state == "issued"
    for who in (stats, head):
        answer = who.get(at("write", report))
        assert answer.status_code == 409
        assert "已经签发，不再变" in answer.content.decode()
        assert at("report", report) in answer.content.decode()
    assert enter("leader", register.root).get(at("write", report)).status_code == 403


def test_each_unit_complained_of_opens_its_matters(stats, register, arrival):
    now, named = clock.now(), {"complained_unit_id": register.street.pk}
    told = [arrival(received_at=now.replace(year=now.year - 1, day=1), **named) for _ in range(3)]
    register_many(told, unit_id=register.root.pk, by=Actor(1, "登记员1号"), at=now)
    compose(stats, register, kind="year")
    page = stats.get(at("report", FiguresReport.objects.get())).content.decode()
    href = re.search(
        r'<th scope="row">中和街道</th><td class="num"><a class="cases" href="([^"]+by=complained[^"]+)">3<',
        page,
    )
    assert href
    assert 'data-value="3"' in stats.get(href[1].replace("&amp;", "&")).content.decode()


def test_too_long_a_remark_stops_the_button_and_stays_whole(report, register, enter):
    head = enter("office_head", register.root)
    answer = head.post(at("act", report), {"seen": report.checksum, "do": "check", "remark": "长" * 501})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "最多 500 个字，现在有 501 个" in page
    assert f">{'长' * 501}</textarea>" in page
    report.refresh_from_db()
    assert report.state == "draft"


@pytest.mark.parametrize("then", ["recounted", "checked"])
def test_a_remark_from_a_stale_page_can_be_copied(report, register, enter, then):
    old, remark = report.checksum, "第三段的数同镇上报的不同，已问过。"
    if then == "checked":
        enter("office_head", register.root, "甲").post(at("act", report), {"seen": old, "do": "check"})
    late = enter("office_head", register.root, "乙").post(
        at("act", report), {"seen": old if then == "checked" else "0" * 64, "do": "check", "remark": remark}
    )
    page = late.content.decode()
    assert (late.status_code, f">{remark}</textarea>" in page.replace("\n", "")) == (409, True)


@pytest.mark.parametrize("ending", ["docx", "md", "txt", "json", "xlsx"])
def test_files_come_as_files(stats, report, ending):
    answer = stats.get(at("file", report, ending))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert stats.get(at("file", report, ending)).content == answer.content


def test_charts_come_as_pictures_and_others_are_not_found(stats, report):
    picture = stats.get(at("chart", report, "month", "svg"))
    assert picture["Content-Type"] == "image/svg+xml"
    year = report.last.year
    for name, title in (
        ("month", f"云溪区{year}年各月收到信访件"),
        ("class", f"云溪区{year}年收到信访件，按内容分类"),
        ("unit", f"云溪区{year}年收到信访件，按承办单位"),
    ):
        drawn = stats.get(at("chart", report, name, "svg")).content.decode()
        assert f">{title}</text>" in drawn
        assert f"{year}年 · 云溪区 · 单位：件" in drawn
        assert f"截至 {localtime(report.cut_off):%Y-%m-%d %H:%M} · 本期收到" in drawn
    assert stats.get(at("chart", report, "month", "gif")).status_code == 404
    assert stats.get(at("chart", report, "moon", "svg")).status_code == 404
    assert stats.get(at("file", report, "exe")).status_code == 404


def test_differences_ask_no_more_a_measure(stats, report):
    with CaptureQueriesContext(connection) as asked:
        stats.get(at("differences", report))
    assert len(asked) < 150  # 107 measures


def test_late_entries_are_differences(stats, report, register, arrival):
    assert "没有差异" in stats.get(at("differences", report)).content.decode()
    late = arrival(received_at=datetime(report.last.year, 7, 1, 9, tzinfo=report.cut_off.tzinfo))
    register_many([late], unit_id=register.root.pk, by=Actor(1, "登记员1号"), at=clock.now())
    page = stats.get(at("differences", report)).content.decode()
    assert '<tr data-measure="letters">' in page


def test_other_units_and_roles_do_not_meet_it(report, register, enter):
    street = enter("statistician", register.street)
    assert street.get(at("report", report)).status_code == 404
    assert "不在您的统计范围内" not in street.get(reverse("workbench:reports")).content.decode()
    assert compose(street, register).status_code == 200
    assert FiguresReport.objects.count() == 1
    handler = enter("handler", register.root)
    assert handler.get(at("report", report)).status_code == 200
    assert handler.get(at("write", report)).status_code == 403
    assert enter("informant", register.root).get(at("report", report)).status_code == 403


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"kind": "month"}, "月报要选一个月。"),
        ({"kind": "quarter", "part": "m3"}, "季报要选一个季度。"),
        ({"kind": "chapter", "part": "q1"}, "这种报告按年出"),
        ({"kind": "topic"}, "专题报告要选一个专题。"),
        ({"unit": 0}, "没有这个选项，请重新选择。"),
    ],
)
def test_what_cannot_be_made_is_said_at_the_form(stats, register, asked, told):
    page = compose(stats, register, **asked).content.decode()
    assert told in page
    assert not FiguresReport.objects.exists()
