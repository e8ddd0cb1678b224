"""A matter in each stage of its life, at the planning bureau: what handlers, heads and reviewers look at."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from xinfang.casework.acts.actions import perform, route
from xinfang.casework.assignments import actions as assignments
from xinfang.casework.intake.actions import register
from xinfang.casework.intake.arrivals import Arrival
from xinfang.casework.letters import actions as letters
from xinfang.casework.petitions.events import Terms
from xinfang.casework.reviews import actions as reviews
from xinfang.casework.reviews.actions import Request
from xinfang.faces.cli.demonstration.composing import form_key
from xinfang.faces.cli.demonstration.office import Office
from xinfang.kernel.actor import Actor
from xinfang.registers.petitioners.entries import PersonEntry

__all__ = ["COUNT", "build"]

UNIT = "YX-GH"
ACCEPTANCE = {"accepted": "您反映的事项。", "contact": "承办人3号 028-8500 0203"}
OPINION = {
    "claims": "查明原因，限期修复。",
    "found": "经现场查看并询问施工单位，反映的情况属实，系回填不实引起。",
    "basis": "《建设工程质量管理条例》第四十一条：施工单位对保修期内的质量问题履行保修义务。",
    "result": "support",
    "decision": "由施工单位在一个月内修复，修复后由我局验收，并书面告知您。",
    "review_body": "云溪区人民政府",
    "contact": "承办人3号 028-8500 0203",
}
WHY = "答复没有说明验收的标准，也没有写明由谁负责。"


@dataclass(frozen=True)
class _Scene:
    """Who acts at the bureau and at the office, and a matter's own days."""

    matter_id: int
    unit_id: int
    office: Office
    handler: Actor
    received: datetime

    def at(self, days: int) -> datetime:
        """Some days after receipt."""
        return self.received + timedelta(days=days)

    def go(self, *verbs: str, days: int, **more: Any) -> None:
        """Acts of the bureau that were done on paper."""
        for verb in verbs:
            perform(
                verb=verb,
                matter_ids=[self.matter_id],
                by=self.handler,
                at=self.at(days),
                on_paper=True,
                **more,
            )

    def draft(self, verb: str, kind: str, parts: dict[str, str], days: int) -> int:
        """A letter that is being written."""
        key = form_key(f"life-{self.matter_id}-{verb}")
        made = letters.draft(
            matter_id=self.matter_id, verb=verb, kind=kind, unit_id=self.unit_id, parts=parts,
            form_key=key, by=self.handler, at=self.at(days),
        )  # fmt: skip
        return int(made.pk)


def _begun(scene: _Scene) -> None:
    scene.draft("accept", "acceptance_notice", ACCEPTANCE, 2)


def _written(scene: _Scene) -> None:
    scene.go("accept", days=2)
    scene.draft("opine", "opinion", OPINION, 9)


def _waits_for_the_head(scene: _Scene) -> None:
    scene.go("accept", days=2)
    pk = scene.draft("opine", "opinion", OPINION, 9)
    letters.submit(document_id=pk, by=scene.handler, at=scene.at(10))


def _extended(scene: _Scene) -> None:
    scene.go("accept", days=2)
    scene.go("extend", days=50, terms=Terms(days=30), note="涉及多个单位，需要鉴定。")


def _objected(scene: _Scene) -> None:
    why = "供水管线由经贸发展局管理，见职责清单第三条。"
    suggested = scene.office.units["YX-JM"].pk
    assignments.object_to(
        matter_id=scene.matter_id, reason=why, suggested_unit_id=suggested, by=scene.handler, at=scene.at(2)
    )


def _disputed(scene: _Scene) -> None:
    _objected(scene)
    pk, at = scene.matter_id, scene.at(3)
    assignments.keep(matter_id=pk, reason="小区内的管线由规划建设局监管。", by=scene.office.clerk, at=at)
    assignments.escalate(matter_id=pk, reason="两家对职责清单的理解不同。", by=scene.handler, at=scene.at(4))


def _reported(scene: _Scene) -> None:
    scene.go("accept", days=2)
    told = "已经现场核查，正在督促施工单位修复。"
    assignments.report_back(matter_id=scene.matter_id, text=told, by=scene.handler, at=scene.at(8))


def _served(scene: _Scene) -> None:
    scene.go("accept", days=2)
    scene.go("opine", "serve", days=20, sets={"result": "support"})


def _concluded(scene: _Scene) -> None:
    _served(scene)
    scene.go("conclude", days=22)


def _asked_for_review(scene: _Scene) -> None:
    _concluded(scene)
    asked = Request(scene.at(30), "letter", WHY, "请求明确责任。")
    reviews.request_review(matter_id=scene.matter_id, asked=asked, by=scene.office.clerk, at=scene.at(30))


def _withdrawn(scene: _Scene) -> None:
    scene.go("accept", "withdraw", days=3)


# Title, days since receipt, assigned rather than forwarded, what happened.
STORIES: tuple[tuple[str, int, bool, Callable[[_Scene], None]], ...] = (
    ("小区门口路面塌陷要求修复", 6, False, _begun),
    ("楼顶渗水多年没有修好", 14, False, _written),
    ("单元门损坏无人维修", 15, False, _waits_for_the_head),
    ("围墙倾斜有倒塌危险", 57, False, _extended),
    ("小区水压不足要求改造", 4, False, _objected),
    ("自来水管老化漏水", 8, False, _disputed),
    ("公共绿地被围占", 12, True, _reported),
    ("楼道照明不亮", 27, False, _served),
    ("化粪池堵塞外溢", 35, False, _concluded),
    ("外墙瓷砖脱落", 40, False, _asked_for_review),
    ("施工夜间扰民", 9, False, _withdrawn),
)
COUNT = len(STORIES)


@transaction.atomic
def build(office: Office, now: datetime) -> None:
    """Register each at its own moment, and lead it to its stage."""
    handler = get_user_model().objects.get(username="handler")
    unit = office.units[UNIT]
    by = Actor(handler.pk, "承办人3号", unit.pk, unit.name, origin="demonstration")
    for number, (title, days, assigned, tell) in enumerate(STORIES, start=1):
        received = now - timedelta(days=days)
        person = PersonEntry(name=f"试{'一二三四五六七八九十甲'[number - 1]}", phone=f"139000011{number:02d}")
        arrival = Arrival(
            cell="letter",
            received_at=received,
            title=title,
            facts=f"{title}，请尽快处理。",
            people=(person,),
            form_key=form_key(f"life-{number}-{received.date()}"),
        )
        told = register(arrival, unit_id=office.root_id, by=office.clerk, at=received)
        more: dict[str, Any] = {}
        if assigned:
            due = timezone.localdate(now) + timedelta(days=10)
            more = {"manner": "assign", "due_on": due, "report_form": "书面办结报告"}
        sent = received + timedelta(days=1)
        route(matter_ids=[told.matter_id], to_unit_id=unit.pk, by=office.clerk, at=sent, **more)
        tell(_Scene(told.matter_id, unit.pk, office, by, received))
