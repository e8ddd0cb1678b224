"""Accounts are made by an administrator, never by signing up; signing in is told to the audit."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.requests import origin_of
from xinfang.registers.staff import actions

__all__ = ["ClosedAccounts"]


class ClosedAccounts(DefaultAccountAdapter):
    """allauth's adapter with the sign-up shut and sentences that say what to do."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _(
            "用户名或密码不对。请检查大小写和输入法后再试；忘了密码请找管理员重置。"
        ),
        "too_many_login_attempts": _("试错的次数太多，请过几分钟再试。忘了密码请找管理员重置。"),
        "incorrect_password": _("密码不对，请再输一遍。"),
        "enter_current_password": _("现在的密码不对，请再输一遍。"),
        "incorrect_code": _("验证码不对。请用手机上最新的六位数字再试。"),
        "account_inactive": _("这个账号已经停用。请找管理员。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponseBase:
        """Tell the audit who signed in and from where."""
        by = Actor(user.pk, str(user), origin=origin_of(request), request_id=_id(request))
        record(Record("account.signed_in", "user", user.pk, user.get_username()), by=by, at=clock.now())
        return super().post_login(request, user, **kwargs)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Tell the audit that someone failed, not the name that was typed: it may be a password."""
        super().authentication_failed(request, **credentials)
        by = Actor(None, str(_("没有登录的人")), origin=origin_of(request), request_id=_id(request))
        record(Record("account.sign_in_failed", "user", None), by=by, at=clock.now())

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """The person's own choice ends a password that held once."""
        super().set_password(user, password)
        actions.keep_own_password(user_id=user.pk, by=Actor(user.pk, str(user)), at=clock.now())


def _id(request: HttpRequest) -> str:
    return str(getattr(request, "id", ""))
