"""An account for each role, two heads of the office, one password for all: nobody here is a real person."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth import get_user_model

from xinfang.kernel.actor import Actor
from xinfang.registers.staff.actions import add_account, post

__all__ = ["ACCOUNTS", "PASSWORD", "ROLES", "Account", "open_account"]

PASSWORD = "yunxi-demo-2008"  # noqa: S105 - shown to everybody, on purpose
DISTRICT = "云溪区"
PLANNING = "规划建设局"

# user name, how the workbench calls the person, unit, role
_POSTS = (
    ("clerk", "登记员1号", DISTRICT, "clerk"),
    ("handler", "承办人3号", PLANNING, "handler"),
    ("head", "规划建设局局长", PLANNING, "unit_head"),
    ("office", "信访局局长", DISTRICT, "office_head"),
    ("deputy", "信访局副局长", DISTRICT, "office_head"),  # nobody signs what he wrote himself
    ("reviewer", "复查复核员", DISTRICT, "reviewer"),
    ("leader", "党工委书记", DISTRICT, "leader"),
    ("stats", "统计员1号", DISTRICT, "statistician"),
    ("admin", "管理员", DISTRICT, "admin"),
    ("auditor", "审计员", DISTRICT, "auditor"),
)
# As `xinfang demo` prints them: user name, password, post, unit.
ACCOUNTS: tuple[tuple[str, str, str, str], ...] = tuple(
    (username, PASSWORD, title, unit) for username, title, unit, _role in _POSTS
)
ROLES = {username: role for username, _title, _unit, role in _POSTS}


@dataclass(frozen=True)
class Account:
    """An account to be opened: who, as what, where."""

    username: str
    password: str
    title: str
    role: str
    unit: Any


def open_account(account: Account, *, valid_from: date, by: Actor, at: datetime) -> int:
    """Open the account and post it, unless it is there; returns its id."""
    users: Any = get_user_model().objects
    known = users.filter(username=account.username).first()
    if known:
        return int(known.pk)
    user = add_account(
        username=account.username, title=account.title, password=account.password, by=by, at=at
    )
    post(user=user, role=account.role, unit=account.unit, valid_from=valid_from, by=by, at=at)
    return int(user.pk)
