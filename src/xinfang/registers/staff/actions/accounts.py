"""Accounts are added, shut and opened again; a forgotten password is replaced by one that holds once."""

import re
import secrets
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.staff.actions.guards import lock_admins, refuse_last_admin
from xinfang.registers.staff.models import User

__all__ = ["add_account", "deactivate", "keep_own_password", "reactivate", "reset_password"]

USERNAME = re.compile(r"[\w.@+-]{2,60}")
# No 0 o 1 l i: the words are read out and typed by hand. 16 of 31 signs are 79 bits.
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
ONCE = "password_holds_once"


@transaction.atomic
def add_account(*, username: str, title: str, password: str | None, by: Actor, at: datetime) -> User:
    """Add an account without any right: rights come with a posting.

    password None: nobody can sign in before `reset_password`. Refuses with problems by field.
    """
    username, title = username.strip(), title.strip()
    wrong = []
    if not USERNAME.fullmatch(username):
        wrong.append(Problem("username", _("用户名用 2 到 60 个字母、数字或 . @ + - _，不要有空格。")))
    elif User.objects.filter(username__iexact=username).exists():
        wrong.append(Problem("username", _("这个用户名已经有人在用，请换一个。")))
    if not title or len(title) > 60:
        wrong.append(Problem("title", _("请填写显示的名称，最多 60 个字，例如“登记员 3 号”。")))
    if password is not None:
        wrong += _password_problems(password)
    if wrong:
        raise Refusal(problems=wrong)
    user = User.objects.create_user(username, password=password, title=title)
    record(Record("account.added", "user", user.pk, username, after={"title": title}), by=by, at=at)
    return user


@transaction.atomic
def reset_password(*, user: User, by: Actor, at: datetime) -> str:
    """Give an account a password that must be changed at the first sign-in; returned once, kept nowhere.

    All sessions of the account end (Django binds them to the password).
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    password = "-".join("".join(secrets.choice(SIGNS) for _sign in range(4)) for _part in range(4))
    user.set_password(password)
    user.preferences = {**user.preferences, ONCE: True}
    user.save(update_fields=["password", "preferences"])
    record(Record("account.password_reset", "user", user.pk, user.username), by=by, at=at)
    return password


@transaction.atomic
def keep_own_password(*, user_id: int, by: Actor, at: datetime) -> None:
    """The person chose an own password: it holds from now on."""
    user = User.objects.select_for_update().get(pk=user_id)
    user.preferences = {key: value for key, value in user.preferences.items() if key != ONCE}
    user.save(update_fields=["preferences"])
    record(Record("account.password_changed", "user", user.pk, user.username), by=by, at=at)


@transaction.atomic
def deactivate(*, user: User, by: Actor, at: datetime) -> None:
    """Shut an account; its acts stay in the books. Refuses for oneself and for the last administrator."""
    if user.pk == by.user_id:
        raise Refusal(_("不能停用自己的账号。请另一位管理员来做。"))
    admins = lock_admins(at.date())
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active:
        return
    refuse_last_admin(admins, leaving=user.pk)
    user.is_active = False
    user.save(update_fields=["is_active"])
    record(Record("account.deactivated", "user", user.pk, user.username), by=by, at=at)


@transaction.atomic
def reactivate(*, user: User, by: Actor, at: datetime) -> None:
    """Open a shut account again; its postings in force hold again."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.is_active:
        return
    user.is_active = True
    user.save(update_fields=["is_active"])
    record(Record("account.reactivated", "user", user.pk, user.username), by=by, at=at)


def _password_problems(password: str) -> list[Problem]:
    try:
        validate_password(password)
    except ValidationError as refused:
        return [Problem("password", str(sentence)) for sentence in refused.messages]
    return []
