"""The twelve leaders of the fictional district: posts, made-up names, and the rule of each one's days."""

from dataclasses import dataclass
from datetime import date

from xinfang.faces.cli.demonstration.accounts import PASSWORD, Account, open_account
from xinfang.faces.cli.demonstration.office import Office
from xinfang.faces.cli.demonstration.planning import at_time
from xinfang.kernel.actor import Actor

__all__ = ["LEADERS", "Leader", "open_leaders"]

TWO_MONTHLY = (3, 5, 7, 9, 11)
LONG, SHORT = tuple(range(3, 12)), tuple(range(4, 12))


@dataclass(frozen=True)
class Leader:
    """Who receives on the n-th weekday (Monday 0) of which months, in which room."""

    username: str
    title: str
    name: str
    nth: int
    weekday: int
    months: tuple[int, ...]
    room: int


LEADERS = (
    Leader("leader", "党工委书记", "沈云安", 2, 1, TWO_MONTHLY, 1),
    Leader("director", "管委会主任", "程溪宁", 2, 3, TWO_MONTHLY, 1),
    Leader("leader03", "党工委副书记", "陆禾舟", 1, 0, LONG, 2),
    Leader("leader04", "管委会常务副主任", "梁朴川", 1, 2, LONG, 3),
    Leader("leader05", "纪工委书记", "傅知岚", 1, 4, LONG, 4),
    Leader("leader06", "政法委书记", "韦言竹", 3, 0, LONG, 2),
    Leader("leader07", "组织部部长", "宋秋帆", 3, 1, LONG, 3),
    Leader("leader08", "宣传部部长", "贺南汀", 3, 2, LONG, 3),
    Leader("leader09", "管委会副主任（城建）", "顾长桥", 3, 4, LONG, 3),
    Leader("leader10", "管委会副主任（社会事业）", "温青石", 4, 0, SHORT, 3),
    Leader("leader11", "管委会副主任（经贸）", "许远渡", 4, 2, SHORT, 3),
    Leader("leader12", "管委会副主任（劳动保障）", "冯山月", 4, 4, SHORT, 3),
)


def open_leaders(office: Office) -> dict[str, int]:
    """An account for each, where there is none; ids by user name."""
    founder = Actor(None, "演示数据", origin="demonstration")
    since, at = date(2004, 1, 1), at_time(date(2007, 1, 4), 9)
    found = {}
    for each in LEADERS:
        account = Account(each.username, PASSWORD, each.title, "leader", office.units["YX"])
        found[each.username] = open_account(account, valid_from=since, by=founder, at=at)
    return found
