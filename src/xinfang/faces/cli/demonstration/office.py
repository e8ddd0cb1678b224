"""The fictional district 云溪区: its units, and one account a role."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from xinfang.faces.cli.demonstration.accounts import ACCOUNTS, ROLES, Account, open_account
from xinfang.kernel.actor import Actor
from xinfang.registers.organisations import queries
from xinfang.registers.organisations.actions import add_unit

__all__ = ["COMMUNITIES", "Office", "found"]

DEPARTMENTS = (
    ("YX-GH", "规划建设局"),
    ("YX-SH", "社会事业局"),
    ("YX-LD", "劳动和社会保障局"),
    ("YX-JM", "经贸发展局"),
    ("YX-GA", "公安分局"),
    ("YX-HB", "环境保护局"),
    ("YX-CG", "城市管理局"),
    ("YX-CZ", "财政局"),
    ("YX-JW", "纪检监察工作委员会"),
)
STREETS = (
    ("YX-LT", "柳塘街道", ("柳塘社区", "石桥社区", "渔溪社区", "双井社区")),
    ("YX-QS", "青杉街道", ("青杉社区", "竹园社区", "梨花社区")),
    ("YX-BY", "白云渡街道", ("白云渡社区", "南坪社区", "水碾社区", "新渡社区")),
    ("YX-HX", "禾溪街道", ("禾溪社区", "云台社区", "杏林社区")),
)
COMMUNITIES = tuple(name for _code, _street, names in STREETS for name in names)
SETTLED = date(2004, 1, 1)


@dataclass(frozen=True)
class Office:
    """Units by code, the street of each community by its name, and the clerk who registers."""

    units: dict[str, Any]
    street_of: dict[str, str]
    community: dict[str, Any]
    clerk: Actor

    @property
    def root_id(self) -> int:
        """The district's own id."""
        return int(self.units["YX"].pk)


def found(at: datetime) -> Office:
    """The units and accounts, made where they are missing; nothing that is there is changed."""
    founder = Actor(None, "演示数据", origin="demonstration")
    units: dict[str, Any] = {}

    def unit(code: str, name: str, kind: str, parent: Any) -> Any:
        units[code] = queries.by_code(code) or add_unit(
            parent=parent, code=code, name=name, kind=kind, by=founder, at=at, valid_from=SETTLED
        )
        return units[code]

    root = unit("YX", "云溪区", "district", None)
    for code, name in DEPARTMENTS:
        unit(code, name, "department", root)
    street_of, community = {}, {}
    for code, name, names in STREETS:
        street = unit(code, name, "street", root)
        for number, each in enumerate(names, start=1):
            community[each] = unit(f"{code}-{number:02d}", each, "community", street)
            street_of[each] = code
    clerk = _accounts(units, founder, at)
    return Office(units, street_of, community, clerk)


def _accounts(units: dict[str, Any], founder: Actor, at: datetime) -> Actor:
    by_name = {unit.name: code for code, unit in units.items()}
    keys = {}
    for username, password, title, unit_name in ACCOUNTS:
        account = Account(username, password, title, ROLES[username], units[by_name[unit_name]])
        keys[username] = open_account(account, valid_from=SETTLED, by=founder, at=at)
    return Actor(keys["clerk"], "登记员1号", units["YX"].pk, "云溪区", origin="demonstration")
