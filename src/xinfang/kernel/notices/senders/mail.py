"""Mail by Django's backend. A second try carries the same Message-ID, by which mail programs show one."""

import smtplib
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email

from xinfang.kernel.notices.outcomes import Outcome, Parcel, later, never, sent

__all__ = ["message_id", "send"]


def send(parcel: Parcel) -> Outcome:
    """Hand one mail to the server. SMTP has no idempotency key: a connection that broke after the text was
    handed over leaves open whether it was taken, and the next try may bring a second copy."""
    try:
        validate_email(parcel.to)
        _message(parcel).send()
    except (ValidationError, UnicodeError):
        return never("mail_address")
    except OSError as fault:  # smtplib's own faults are among them
        return _understood(fault)
    return sent(message_id(parcel.key))


def message_id(key: str) -> str:
    """RFC 5322, 3.6.4: the notice's key at our own domain."""
    return f"<{key}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].rstrip('>') or 'localhost'}>"


def _message(parcel: Parcel) -> EmailMessage:
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        Path(settings.EMAIL_FILE_PATH).mkdir(mode=0o700, parents=True, exist_ok=True)
    # RFC 3834: no out-of-office answers to us.
    headers = {"Message-ID": message_id(parcel.key), "Auto-Submitted": "auto-generated"}
    title = " ".join(parcel.title.split())  # a line break in a header would be refused
    return EmailMessage(title, parcel.body, to=[parcel.to], headers=headers)


def _understood(fault: OSError) -> Outcome:
    """By the reply code (RFC 5321, 4.2.1): 4yz may pass later, 5yz will not; but a refused sign-in or sender
    is a matter of the settings, not of this mail."""
    for kind, told in _TOLD:
        if isinstance(fault, kind):
            return told(fault)
    return later("mail_down", rests=True)


def _recipient(fault: OSError) -> Outcome:
    assert isinstance(fault, smtplib.SMTPRecipientsRefused)
    code = next((code for code, _text in fault.recipients.values()), 0)
    return never("mail_never", code) if code >= 500 else later("mail_later", code)


def _settings(fault: OSError) -> Outcome:
    assert isinstance(fault, smtplib.SMTPResponseException)
    return later("mail_login", fault.smtp_code, rests=True)


def _text(fault: OSError) -> Outcome:
    assert isinstance(fault, smtplib.SMTPDataError)
    if fault.smtp_code >= 500:
        return never("mail_never", fault.smtp_code)
    return later("mail_later", fault.smtp_code)


def _server(fault: OSError) -> Outcome:
    assert isinstance(fault, smtplib.SMTPResponseException)
    return later("mail_later", max(fault.smtp_code, 0), rests=True)


_TOLD: tuple[tuple[type[OSError], Callable[[OSError], Outcome]], ...] = (
    (smtplib.SMTPRecipientsRefused, _recipient),
    (smtplib.SMTPAuthenticationError, _settings),
    (smtplib.SMTPSenderRefused, _settings),
    (smtplib.SMTPDataError, _text),
    (smtplib.SMTPResponseException, _server),
)
