"""By what notices leave the house: mail, text messages; docs/operations/notices.md."""

from urllib.parse import urlsplit

from xinfang.kernel import embedded
from xinfang.project.settings.environment import number, secret, text

__all__ = [
    "DEFAULT_FROM_EMAIL",
    "EMAIL_BACKEND",
    "EMAIL_FILE_PATH",
    "EMAIL_HOST",
    "EMAIL_HOST_PASSWORD",
    "EMAIL_HOST_USER",
    "EMAIL_PORT",
    "EMAIL_TIMEOUT",
    "EMAIL_USE_SSL",
    "EMAIL_USE_TLS",
    "SERVER_EMAIL",
    "XINFANG_NOTICE_DAYS",
    "XINFANG_SMS_FOLDER",
    "XINFANG_SMS_GATEWAY",
    "XINFANG_SMS_TOKEN",
]

PORTS = {"starttls": 587, "tls": 465, "none": 25}
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def _tls() -> str:
    value = text("MAIL_TLS", "starttls").strip().lower()
    if value not in PORTS:
        raise SystemExit(f"XINFANG_MAIL_TLS is {value!r}; say starttls, tls or none.")
    return value


def _user(host: str, tls: str) -> str:
    value = text("MAIL_USER")
    if value and tls == "none" and host not in LOOPBACK:
        raise SystemExit(
            "XINFANG_MAIL_TLS is none: the password of XINFANG_MAIL_USER would travel in the clear."
        )
    return value


def _sender(host: str) -> str:
    value = text("MAIL_FROM").strip()
    if host and "@" not in value:
        raise SystemExit(
            "XINFANG_MAIL_HOST is set without XINFANG_MAIL_FROM; say from which address we write."
        )
    return value or "xinfang@localhost"


def _gateway() -> str:
    value = text("SMS_GATEWAY").strip()
    if not value:
        return ""
    try:
        place = urlsplit(value)
        known = place.hostname and (place.port or 443) and place.scheme in {"http", "https"}
    except ValueError:
        known = False
    if not known or place.username:
        raise SystemExit("XINFANG_SMS_GATEWAY must be an address such as https://sms.example/v1/messages.")
    if place.scheme == "http" and place.hostname not in LOOPBACK:
        raise SystemExit("XINFANG_SMS_GATEWAY must begin with https://: numbers and texts are personal data.")
    return value


def _token(gateway: str) -> str:
    value = secret("SMS_TOKEN")
    if gateway and not value:
        raise SystemExit(
            "XINFANG_SMS_GATEWAY is set without a token: name its file in XINFANG_SMS_TOKEN_FILE."
        )
    return value


EMAIL_HOST = text("MAIL_HOST").strip()
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = embedded.home() / "mail"
_TLS = _tls()
EMAIL_USE_TLS, EMAIL_USE_SSL = _TLS == "starttls", _TLS == "tls"
EMAIL_PORT = number("MAIL_PORT", PORTS[_TLS])
EMAIL_HOST_USER = _user(EMAIL_HOST, _TLS)
EMAIL_HOST_PASSWORD = secret("MAIL_PASSWORD")
EMAIL_TIMEOUT = 15  # seconds for each step of the conversation
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _sender(EMAIL_HOST)

XINFANG_SMS_GATEWAY = _gateway()
XINFANG_SMS_TOKEN = _token(XINFANG_SMS_GATEWAY)
XINFANG_SMS_FOLDER = embedded.home() / "sms"
XINFANG_NOTICE_DAYS = number("NOTICE_DAYS", 90)  # how long recipient and text of a sent notice are kept
