"""A small office in the middle of its work: matters in every state, for tests that look at pages."""

import io
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from tests.casework.letters.written import written
from tests.network import fill_network
from tests.sample_appraisal import appraised
from tests.sample_lists import list_asked
from tests.sample_outside import told as told_by_others
from tests.sample_oversight import overseen
from tests.sample_receptions import held

from xinfang.casework.acts import actions as acts
from xinfang.casework.instructions import actions as instructions
from xinfang.casework.instructions.actions import Asking
from xinfang.casework.intake import actions as intake
from xinfang.casework.intake.arrivals import Arrival
from xinfang.casework.letters import actions as letters
from xinfang.casework.letters.actions import Answer, record_answers
from xinfang.casework.letters.models import Document
from xinfang.casework.petitions import actions as petitions
from xinfang.casework.petitions.models import Petition
from xinfang.casework.reviews import actions as reviews
from xinfang.casework.satisfaction import actions as satisfaction
from xinfang.casework.satisfaction.actions.calling_back import Called
from xinfang.casework.satisfaction.actions.settling import Settled
from xinfang.casework.satisfaction.queries import rateable
from xinfang.casework.satisfaction.rules import Answer as Score
from xinfang.casework.supervision.actions import open_supervision_triggers
from xinfang.casework.wording.actions import save_module
from xinfang.faces.exchange import actions as exchange
from xinfang.insight.pivot.actions import Question, keep_view
from xinfang.insight.yearbook.actions import Wanted, compose_report
from xinfang.kernel.actor import Actor
from xinfang.kernel.notices import kinds
from xinfang.kernel.notices.actions import Message, queue_many
from xinfang.kernel.notices.models import Notice, State
from xinfang.registers.documents.actions import store
from xinfang.registers.petitioners.entries import PersonEntry
from xinfang.registers.staff.actions import save_view
from xinfang.registers.staff.models import User
from xinfang.registers.staff.scope import whole

__all__ = ["fill"]

# (title, name, cell, heads, days since receipt)
LETTERS = (
    ("震后住房墙体开裂要求鉴定", "李一", "letter", 1, 17),
    ("安置小区物业收费不公示", "王小二", "group_visit", 7, 14),
    ("投亲靠友学生入学", "陈小三", "visit", 2, 13),
    ("拖欠工资求决", "赵四", "joint_letter", 14, 12),
    ("企业灾后重建补助标准", "刘小五", "online", 1, 5),
    ("道路施工围挡影响出行", "周小六", "phone", 1, 3),
    ("夜间烧烤油烟扰民，多次反映没有结果，要求尽快取缔并答复处理情况", "欧阳小七", "letter", 1, 1),
)

OLDER = (
    ("路灯损坏要求修复", "何九", "letter", 1, 40),
    ("下水道堵塞无人疏通", "吕十", "letter", 1, 40),
)


def fill(district: SimpleNamespace, at: datetime, clerk: User) -> SimpleNamespace:
    """Register the letters, route one, answer one, repeat one, add a file; the numbers by what they show."""
    by = Actor(clerk.pk, str(clerk), district.root.pk, district.root.name)
    told = intake.register_many(
        [_arrival(*row, at=at) for row in LETTERS], unit_id=district.root.pk, by=by, at=at
    )
    waiting, routed, answered = told[1], told[4], told[5]
    again = _arrival(
        *("物业收费仍不公示", "王小二", "visit", 1, 0),
        at=at,
        repeats_matter_id=waiting.matter_id,
        raising_kind="repeat",
    )
    accusation = _arrival(
        *("检举某单位违规", "郑八", "letter", 1, 2),
        at=at,
        purpose="accusation",
        accused_unit_id=district.other.pk,
    )
    more = intake.register_many([again, accusation], unit_id=district.root.pk, by=by, at=at)
    brought = _arrival(
        *("当面检举某单位违规", "郑八", "visit", 1, 0),
        at=at,
        purpose="accusation",
        accused_unit_id=district.other.pk,
    )
    secret = intake.register(brought, unit_id=district.root.pk, by=by, at=at)
    acts.route(matter_ids=[routed.matter_id], to_unit_id=district.street.pk, by=by, at=at, reason="属地办理")
    record_answers(
        [Answer(answered.matter_id, "经查，围挡已后移两米，并设置临时通道。", at, "规划建设局")], by=by, at=at
    )
    file = store(name="收费通知照片.pdf", file=b"%PDF-1.7\n%%EOF\n", by=by, at=at)
    petitions.attach(petition=Petition.objects.get(number=waiting.number), stored_file=file, by=by, at=at)
    view = save_view(
        owner_id=clerk.pk, name="本周来访", query="channel=visit", share_unit_id=None, by=by, at=at
    )
    return SimpleNamespace(
        waiting=waiting.number,
        routed=routed.number,
        answered=answered.number,
        accusation=more[1].number,
        file=file.pk,
        view=view.uid,
        prepared=list_asked(by, at),
        analysis=keep_view(
            owner_id=clerk.pk,
            name="来访看内容",
            question=Question("cross", "measure=visitors&rows=class&columns=month"),
            share_unit_id=None,
            by=by,
            at=at,
        ).uid,
        clerk=clerk.pk,
        unit=district.street.pk,
        batch=_batch(district, by, at),
        followed=_answered(district, by, at),
        review=_reviewed(district, by, at),
        **overseen(district, routed.matter_id, by, at),
        **told_by_others(district, by, at),
        **appraised(district, by, at),
        draft=_letter(routed.matter_id, "accept", "acceptance_notice", district, at),
        submitted=_letter(routed.matter_id, "decline", "declining_notice", district, at),
        slip=Document.objects.get(matter_id=routed.matter_id, state="prepared").pk,
        module=save_module(
            title="征收补偿", text="按{district}征收补偿办法执行。", owner_id=clerk.pk, by=by, at=at
        ).pk,
        **held(more[0].number, secret.number, district, clerk, by, at),
        instruction=_instruction(waiting.matter_id, district, clerk, by, at),
        **fill_network(district, by, at),
        report=_report(district, by, at),
        **_notices(waiting.number, waiting.matter_id, clerk.pk, at),
    )


def _report(district: Any, by: Actor, at: datetime) -> int:
    """A draft of the year's chapter."""
    wanted = Wanted("chapter", timezone.localdate(at).year, district.root.pk)
    return compose_report(wanted=wanted, scope=whole(by), form_key=uuid4(), by=by, at=at).pk


def _instruction(matter_id: int, district: Any, clerk: User, by: Actor, at: datetime) -> int:
    """Something put before somebody for an instruction."""
    asking = Asking("matter", district.root.pk, leader_id=clerk.pk, matter_id=matter_id)
    return instructions.ask(
        asking=asking,
        proposal="拟请规划建设局核实收费。",
        unit_id=district.department.pk,
        due_on=None,
        by=by,
        at=at,
    )


def _answered(district: SimpleNamespace, by: Actor, at: datetime) -> Any:
    """A letter that was answered, rated, called back about, settled; another that is late and found so."""
    told = intake.register_many(
        [_arrival(*row, at=at) for row in OLDER], unit_id=district.root.pk, by=by, at=at
    )
    done, late = told
    ids = [each.matter_id for each in told]
    acts.route(
        matter_ids=ids, to_unit_id=district.street.pk, by=by, at=at - timedelta(days=38), reason="属地办理"
    )
    then = at - timedelta(days=3)
    for verb in ("accept", "opine", "serve", "conclude"):
        acts.perform(verb=verb, matter_ids=[done.matter_id], by=by, at=then)
    given = (
        Score("office", "satisfied"),
        Score("unit", "not_satisfied", "修了三次才修好，没有人说明原因。", ("speed", "attitude")),
    )
    satisfaction.rate(
        invitation_id=rateable(done.petition_id, then.date())[0].invitation_id,
        petition_id=done.petition_id,
        answers=given,
        by=Actor(None, "信访人"),
        at=then,
    )
    called = Called(then, str(by.label), "phone", True, "nothing", "accepts", "灯亮了，没有别的要求。")
    satisfaction.call_back(matter_id=done.matter_id, called=called, by=by, at=at)
    proof = Settled(
        timezone.localdate(then), "letter", "书面表示认可。", ("承诺书.pdf", io.BytesIO(b"%PDF-1.7\n%%EOF\n"))
    )
    satisfaction.settle(matter_id=done.matter_id, settled=proof, by=by, at=at)
    open_supervision_triggers(since=at - timedelta(days=1), by=by, at=at)
    return SimpleNamespace(done=done, late=late)


def _notices(number: str, matter_id: int, clerk: int, at: datetime) -> dict[str, UUID]:
    """Two notices for the clerk, one of them read; text messages in each state."""
    if not kinds.known("sample.told"):
        kinds.offer_kinds({"sample.told": "SMS"})
    about: dict[str, Any] = {
        "kind": "sample.told",
        "subject_type": "matter",
        "subject_id": matter_id,
        "subject": number,
    }
    mine = [
        Message(f"sample:{n}:inside", channel="inside", user_id=clerk, title=title, body=body, **about)
        for n, (title, body) in enumerate((("分送给您一件", "请在 15 日内办理。"), ("答复已送达", "")))
    ]
    texts = [
        Message(f"sample:{state}:sms", channel="sms", to="13912340217", body="您反映的事项已受理。", **about)
        for state in State
    ]
    with transaction.atomic():
        queue_many([*mine, *texts], at=at)
    row = Notice.objects.filter
    row(once="sample:1:inside").update(read_at=at)
    row(once="sample:sending:sms").update(state="sending", leased_to="worker", attempts=1)
    row(once="sample:sent:sms").update(state="sent", sent_at=at, next_try_at=None, attempts=1)
    row(once="sample:withdrawn:sms").update(state="withdrawn", next_try_at=None)
    row(once="sample:failed:sms").update(
        state="failed", next_try_at=None, attempts=22, fault="sms_later", fault_code=503
    )
    return {
        "notice": Notice.objects.get(once="sample:0:inside").uid,
        "delivery": Notice.objects.get(once="sample:failed:sms").uid,
    }


def _letter(matter_id: int, verb: str, kind: str, district: SimpleNamespace, at: datetime) -> int:
    """A letter that the street is writing; one that its head signs waits for that."""
    by = Actor(None, "承办人1号", district.street.pk, district.street.name)
    made = letters.draft(
        matter_id=matter_id, verb=verb, kind=kind, unit_id=district.street.pk, parts=written(kind),
        form_key=uuid4(), by=by, at=at,
    )  # fmt: skip
    if verb == "decline":
        letters.submit(document_id=made.pk, by=by, at=at)
    return made.pk


def _reviewed(district: SimpleNamespace, by: Actor, at: datetime) -> int:
    """An answer that somebody does not accept: its review, taken by the district."""
    told = intake.register(
        _arrival("拆迁补偿标准不一", "吴小九", "letter", 1, 30, at=at), unit_id=district.root.pk, by=by, at=at
    )
    acts.route(matter_ids=[told.matter_id], to_unit_id=district.street.pk, by=by, at=at)
    answer = Answer(told.matter_id, "补偿标准按公告执行。", at - timedelta(days=6), "中和街道")
    record_answers([answer], by=by, at=at)
    asked = reviews.Request(
        at - timedelta(days=2), "visit", "同一栋楼的标准不同，答复没有说明。", "重新查处。"
    )
    review = reviews.request_review(matter_id=told.matter_id, asked=asked, by=by, at=at)
    reviews.take(review_id=review, by=by, at=at)
    return review


def _batch(district: SimpleNamespace, by: Actor, at: datetime) -> UUID:
    """A table received, waiting for its columns to be checked."""
    header = ["信访标题", "信访内容", "来信时间"]
    data = (",".join(header) + "\n路灯不亮,夜间路灯不亮。,2026-10-01\n").encode()
    batch = exchange.receive(
        file_name="网上信访.csv",
        data=data,
        header=header,
        rows=1,
        columns={"title": header[0], "facts": header[1], "received_at": header[2]},
        channel="online",
        unit_id=district.root.pk,
        by=by,
        at=at,
        accusations=False,
    )
    return batch.uid


def _arrival(
    title: str, name: str, cell: str, heads: int, days: int, *, at: datetime, **more: Any
) -> Arrival:
    people = [PersonEntry(name=name, phone="139 1234 0217", address="中和街道朝阳路 1 号")]
    people += [PersonEntry(name=f"孙{n}", role="representative") for n in "甲乙"[: max(0, heads - 1)]]
    facts = f"{title}。自今年以来多次发生，影响正常生活，要求有关部门调查处理，并书面答复。"
    fields: dict[str, Any] = {
        "head_count": heads,
        "demand": "调查处理并书面答复。",
        "place": "中和街道朝阳社区",
    }
    fields |= more
    return Arrival(
        cell=cell,
        received_at=at - timedelta(days=days),
        title=title,
        facts=facts,
        people=tuple(people),
        **fields,
    )
