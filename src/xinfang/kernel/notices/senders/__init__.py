"""One sender a channel: takes a parcel, asks a provider, says how that ended. None reads the tables."""

from collections.abc import Callable, Mapping

from django.conf import settings

from xinfang.kernel.notices.models import Channel
from xinfang.kernel.notices.outcomes import Outcome, Parcel
from xinfang.kernel.notices.senders import folder, gateway, mail

__all__ = ["Sender", "senders"]

Sender = Callable[[Parcel], Outcome]


def senders() -> Mapping[str, Sender]:
    """The sender of each channel that leaves the house, as the settings have it."""
    return {
        Channel.EMAIL: mail.send,
        Channel.SMS: gateway.send if settings.XINFANG_SMS_GATEWAY else folder.send,
    }
