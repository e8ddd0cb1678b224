"""How a try to deliver can end, and the sentences that tell it. None of them can hold anybody's data."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

__all__ = ["FAULTS", "Ending", "Outcome", "Parcel", "fault_sentence", "later", "never", "sent"]

# Key -> sentence. What a provider says itself is not kept: it may quote the address or the text.
FAULTS: dict[str, Promise | str] = {
    "mail_down": _("邮件服务器连不上，或没有回应。"),
    "mail_login": _("邮件服务器不接受账号或发件地址（代码 %(code)s），请核对 XINFANG_MAIL_ 各项设置。"),
    "mail_later": _("邮件服务器请稍后再试（代码 %(code)s）。"),
    "mail_never": _("邮件服务器拒收（代码 %(code)s）。"),
    "mail_address": _("收件地址不是一个可用的邮件地址。"),
    "sms_down": _("短信网关连不上。"),
    "sms_slow": _("短信网关没有及时回应。"),
    "sms_login": _("短信网关不接受令牌（代码 %(code)s），请核对 XINFANG_SMS_TOKEN_FILE。"),
    "sms_moved": _("短信网关转向别的地址（代码 %(code)s），没有跟去；请在 XINFANG_SMS_GATEWAY 写最终地址。"),
    "sms_later": _("短信网关暂时不能受理（代码 %(code)s）。"),
    "sms_never": _("短信网关拒绝了这条短信（代码 %(code)s）。"),
    "sms_unclear": _("短信网关的回答不合约定（代码 %(code)s），不能当作已受理。"),
    "folder": _("存放通知的文件夹写不进去，请检查磁盘空间和权限。"),
    "sealed": _("这条通知的内容打不开：密钥不符，或数据已损坏。"),
    "worker_ended": _("发送的进程多次中断，没有留下结果。"),
    "unforeseen": _("发送时出了意外的错误，日志里记有出错的位置。"),
}


class Ending(StrEnum):
    """What a try came to. A time-out is `LATER`: nobody knows whether the provider has it, so it is asked
    again under the same key."""

    SENT = "sent"
    LATER = "later"
    NEVER = "never"


@dataclass(frozen=True)
class Outcome:
    """The end of one try. `rests`: the fault is the channel's, not the notice's; others need not try now."""

    ending: Ending
    fault: str = ""
    code: int | None = None
    provider_id: str = ""
    rests: bool = False


@dataclass(frozen=True)
class Parcel:
    """What a sender is given: the notice's key, an address, a text."""

    key: str
    to: str
    title: str
    body: str


def sent(provider_id: str = "") -> Outcome:
    """The provider has it."""
    return Outcome(Ending.SENT, provider_id="".join(filter(str.isprintable, provider_id))[:120])


def later(fault: str, code: int | None = None, *, rests: bool = False) -> Outcome:
    """To be tried again."""
    return Outcome(Ending.LATER, _known(fault), code, rests=rests)


def never(fault: str, code: int | None = None) -> Outcome:
    """No further try can succeed."""
    return Outcome(Ending.NEVER, _known(fault), code)


def fault_sentence(fault: str, code: int | None) -> str:
    """Why a try failed, in the reader's language; '' when it did not."""
    if not fault:
        return ""
    words = FAULTS.get(fault)
    if words is None:
        return _t("未知的错误（%(fault)s）。") % {"fault": fault}
    return str(words) % {"code": "—" if code is None else code}


def _known(fault: str) -> str:
    if fault not in FAULTS:
        raise LookupError(f"{fault} is not in outcomes.FAULTS; add its sentence there.")
    return fault
