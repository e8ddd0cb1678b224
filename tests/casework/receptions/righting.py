"""How tests strike an arrival out and correct its visit."""

from typing import Any

from tests.casework.receptions.conftest import CLERK, moment

from xinfang.casework.charge import actions as charge
from xinfang.casework.instructions import actions as instructions
from xinfang.casework.instructions.models import Instruction
from xinfang.casework.receptions import actions
from xinfang.casework.receptions.actions import Came, Result, Wish
from xinfang.casework.receptions.models import ReceptionDay
from xinfang.kernel.actor import Actor

__all__ = ["WHY", "answered", "booked", "came", "day_of", "disposed", "rejoin", "strike"]

WHY = "点错了一行，人还没有到。"


def came(published: Any, **more: Any) -> int:
    told = Came(**{"head_count": 2, "arrived_at": moment(9), "subject": "漏水要求修复", **more})
    return actions.arrive(day_id=published.day, came=told, by=CLERK, at=moment(9, 30))


def booked(published: Any, **more: Any) -> int:
    wish = Wish("desk", "物业收费不公示", 2, no_telephone=True, **more)
    return actions.book(day_id=published.day, wish=wish, by=CLERK, at=published.at).pk


def strike(pk: int, kind: str = "mistaken", why: str = WHY) -> None:
    charge.strike(arrival_id=pk, kind=kind, reason=why, by=CLERK, at=moment(10))


def rejoin(pk: int, visit: str = "", why: str = "编号看错了一位。", at: Any = None) -> None:
    charge.rejoin(arrival_id=pk, visit=visit, reason=why, by=CLERK, at=at or moment(13))


def disposed(pk: int, kind: str = "explained") -> None:
    result = Result(kind, "已经当面说明。", moment(9, 40))
    actions.dispose(arrival_id=pk, result=result, by=CLERK, at=moment(9, 45))


def day_of(published: Any) -> ReceptionDay:
    return ReceptionDay.objects.get(pk=published.day)


def answered(reply: str = "已经查清并落实到位。") -> None:
    told = Instruction.objects.get(state="open")
    by = Actor(7, "规划建设局承办人", told.unit_id, "规划建设局")
    instructions.answer(instruction_id=told.pk, text=reply, by=by, at=moment(12, 30))
