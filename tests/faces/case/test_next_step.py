"""The card of the next step in every state, under both regulations; acts grouped; the timeline's words."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from tests.faces.case.conftest import page

from xinfang.casework.assignments import actions as assignments
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.deadlines.rules import rule_for
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.casework.workflow import STATES, TRANSITIONS
from xinfang.faces.workbench.case.owed import CLOCKS, STEPS
from xinfang.faces.workbench.case.step import FIRST
from xinfang.faces.workbench.history.told import VERBS
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor

OLD = datetime(2008, 10, 6, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
SEEN = [state for state in STATES if state != "reverted"]
# What the card of an appeal stands on, when no clock runs: (2005, 2022).
ARTICLES = {
    "routed": ("（2005）第二十一条、第二十二条", "（2022）第二十三条"),
    "objected": ("（2022）第二十三条", "（2022）第二十三条"),  # 2005 knows no objection
    "disputed": ("（2005）第二十四条", "（2022）第二十四条"),
    "accepted": ("（2005）第三十二条、第三十三条", "（2022）第三十一条、第三十四条"),
    "opined": ("（2005）第三十二条、第三十四条", "（2022）第三十二条、第三十五条"),
    "concluded": ("（2005）第三十四条", "（2022）第三十五条"),
    "reviewing": ("（2005）第三十四条", "（2022）第三十五条"),
    "rereviewing": ("（2005）第三十五条", "（2022）第三十六条"),
    "final": ("（2005）第三十五条", "（2022）第三十六条、第三十七条"),
}


def card(html: str) -> str:
    return re.search(r'<section class="card next".*?</section>', html, re.DOTALL)[0]


@pytest.fixture
def standing(matter, as_):
    """standing("accepted", old=True): the card that a clerk sees there, without running clocks."""

    def make(state: str, *, old: bool = False, **changes: object) -> str:
        case = matter(**({"received_at": OLD} if old else {}))
        Matter.objects.filter(pk=case.pk).update(state=state, **changes)
        Clock.objects.filter(matter=case).update(state="ended")
        return card(as_("clerk").get(page(case)).content.decode())

    return make


@pytest.mark.parametrize("state", SEEN)
@pytest.mark.parametrize("old", [True, False])
def test_each_state_says_what_it_calls_for_and_on_which_article(state, old, standing):
    shown = standing(state, old=old)
    assert str(STEPS[state].title) in shown
    if state in ARTICLES:
        assert ARTICLES[state][not old] in shown
    if state not in ("withdrawn", "merged"):
        assert ("（2005）" in shown) is (old and state != "objected")


@pytest.mark.parametrize(
    ("state", "changes", "words"),
    [
        ("routed", {"procedure": "simple"}, "三个工作日"),
        ("accepted", {"procedure": "simple"}, "《信访事项简易办理办法》（2022）"),
        ("routed", {"purpose": "suggestion"}, "承办单位收下建议"),
        ("concluded", {"purpose": "suggestion"}, "建议意见没有复查程序"),
        ("served", {"result": "mediated"}, "协议书送达双方"),
        ("concluded", {"result": "reconciled"}, "没有处理意见，也就没有复查程序"),
    ],
)
def test_other_ways_call_for_other_things(state, changes, words, standing):
    assert words in standing(state, **changes)


def test_the_card_names_the_day_of_its_own_clock_and_of_no_other(matter, as_):
    case = matter()
    assert "最迟 10月30日" in card(as_("clerk").get(page(case)).content.decode())
    Matter.objects.filter(pk=case.pk).update(state="accepted")  # the clock of routing is no longer its own
    assert "最迟" not in card(as_("clerk").get(page(case)).content.decode())


def test_what_is_decided_anew_has_the_day_that_the_review_named_and_no_longer(matter, as_, at):
    case = matter("accepted")
    ruled = rule_for("redo", at.date())
    mine = Clock.objects.filter(matter=case, family="handle")
    mine.update(family="redo", rule=ruled.key, fixed=True, due_on="2026-12-31", nominal_on="2026-12-31")
    shown = card(as_("handler", "street").get(page(case)).content.decode())
    assert "最迟 12月31日" in shown
    assert "不能延长" in shown
    assert "可以延长一次" not in shown
    Clock.objects.filter(matter=case, family="redo").update(fixed=False)  # nobody named a day
    assert "可以延长一次" in card(as_("handler", "street").get(page(case)).content.decode())


def test_one_act_stands_out_and_the_others_are_folded_away(matter, as_):
    shown = card(as_("clerk").get(page(matter())).content.decode())
    before, _sep, folded = shown.partition("<details")
    assert re.findall(r'class="btn primary"[^>]*>.*?</svg>(.*?)…', before) == ["转送"]
    assert before.count('class="btn') == 1
    for label in ("交办", "紧急上报", "信访人撤回", "并入另一事项", "分出事项"):
        assert label in folded


def test_an_objection_stands_with_both_answers(matter, as_):
    shown = card(as_("clerk").get(page(matter("objected"))).content.decode())
    assert "属于规划建设局职权" in shown
    assert "建议由规划建设局办理" in shown
    before = shown.partition("<details")[0]
    assert re.findall(r"</svg>(同意退回|不同意退回)…", before) == ["同意退回", "不同意退回"]
    other = card(as_("handler", "street").get(page(Matter.objects.get())).content.decode())
    assert "属于规划建设局职权" in other
    assert "现在没有要您办的" in other


def test_after_the_ruling_the_card_says_that_it_binds_and_speaks_of_no_objection(matter, as_, district, at):
    case = matter("disputed")
    by = Actor(None, "区领导", district.root.pk, "云溪区")
    assignments.rule(matter_id=case.pk, to_unit_id=district.other.pk, reason="属地在桂溪街道", by=by, at=at)
    shown = card(as_("handler", "other").get(page(case)).content.decode())
    assert "五个工作日内提出异议" not in shown
    assert "十五日内决定是否受理" in shown
    assert "2026年10月15日，云溪区裁定由桂溪街道承办，承办单位应当执行" in shown
    Matter.objects.filter(pk=case.pk).update(purpose="suggestion")  # its own way, as much bound
    shown = card(as_("handler", "other").get(page(case)).content.decode())
    assert "认真研究论证" in shown
    assert "裁定由桂溪街道承办" in shown


def test_after_the_objection_was_answered_the_card_does_not_advise_another(matter, as_):
    shown = card(as_("handler", "street").get(page(matter("kept"))).content.decode())
    assert "五个工作日内提出异议" not in shown
    assert "2026年10月15日，经办答复异议：不同意中和街道退回" in shown
    assert "仍有争议的，提请裁定管辖" in shown
    again = card(as_("handler", "street").get(page(matter("routed"))).content.decode())
    assert "五个工作日内提出异议" in again


def test_what_a_state_calls_for_is_an_act_of_that_state():
    for state, verbs in FIRST.items():
        assert set(verbs) <= {row.verb for row in TRANSITIONS if row.state == state}, state
    assert set(CLOCKS) <= set(STATES)
    assert {key.partition(":")[0] for key in STEPS} == set(SEEN)


def test_marks_of_what_it_is_stand_in_the_bar(matter, as_, at):
    case = matter("settled")
    Matter.objects.filter(pk=case.pk).update(procedure="simple", result="support")
    html = as_("clerk").get(page(case)).content.decode()
    for words in ("简易办理", "息诉息访", "处理结果", "予以支持"):
        assert words in html


VERB_DATA = {
    "to": "中和街道",
    "from": "2026-0001",
    "into": "2026-0002",
    "number": "2026-0002",
    "numbers": ["2026-0001-2"],
    "told": ["本级党委和政府"],
    "held_on": "2026-10-15",
    "chair": "副局长",
    "unit": "桂溪街道",
    "due_on": "2026-11-20",
    "verb": "forward",
    "channel": "letter",
    "form": "single",
    "heads": 1,
    "suggested": "",
}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_act_is_told_in_words_of_its_own(language):
    others = {"undo", "merged_here", "left_here", "split_off", "repeat", "joined", "attach"}
    known = {row.verb for row in TRANSITIONS} | others
    assert known - VERBS.keys() == set()
    with translation.override(language):
        told = {verb: str(VERBS[verb].words(VERB_DATA)) for verb in known}
    for verb, words in told.items():
        assert words
        assert verb not in words.split() or verb in ("forward",)
        assert bool(
            re.search("[\u4e00-\u9fff]", re.sub("中和街道|桂溪街道|本级党委和政府|副局长", "", words))
        ) is (language == "zh-hans"), (verb, words)


def test_a_line_of_an_unknown_verb_is_shown_as_it_is_stored(matter, as_, at):
    case = matter()
    TimelineEntry.objects.create(matter=case, at=at, verb="blessed", actor="某人")
    assert "blessed" in as_("clerk").get(page(case)).content.decode()


HELD_OUT, OVER = "三十日内可以请求复查", "请求复查的三十日已经过了"
AGAIN = ("三十日内可以请求复核", "请求复核的三十日已经过了")


@pytest.mark.parametrize("used", [False, True])  # asked for once, and withdrawn or refused
@pytest.mark.parametrize("over", [False, True])
@pytest.mark.parametrize(
    ("state", "family", "told"),
    [
        ("concluded", "review_request", (HELD_OUT, OVER)),
        ("review_concluded", "rereview_request", AGAIN),
    ],
)
def test_a_right_is_not_held_out_when_its_term_is_over(matter, as_, state, family, told, over, used):
    case = matter(received_at=OLD)
    Matter.objects.filter(pk=case.pk).update(state=state)
    Clock.objects.filter(matter=case).update(state="ended")
    day = OLD.date() if over else clock.today()
    end = day + timedelta(days=30)
    met = {"state": "met", "met_at": clock.now(), "met_by": family.replace("_request", "")} if used else {}
    dates = {"started_on": day, "nominal_on": end, "due_on": end}
    rule = rule_for(family, day).key
    Clock.objects.create(matter=case, rule=rule, family=family, duty=False, **dates, **met)
    shown = card(as_("clerk").get(page(case)).content.decode())
    assert [words in shown for words in told] == [not over, over]
