"""Text messages by an HTTP gateway; the contract stands in docs/operations/notices.md."""

import json
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from django.conf import settings

from xinfang.kernel.notices.outcomes import Outcome, Parcel, later, never, sent

__all__ = ["send", "understood"]

SECONDS = 10.0  # to connect, and for each part of the answer
ANSWER_BYTES = 65_536


def send(parcel: Parcel) -> Outcome:
    """POST one message to the configured address and to no other: redirects are not followed, proxies of
    the environment not asked. The key makes the gateway send a message once, however often it is asked."""
    place = urlsplit(settings.XINFANG_SMS_GATEWAY)
    kind = HTTPSConnection if place.scheme == "https" else HTTPConnection
    connection = kind(place.hostname or "", place.port, timeout=SECONDS)
    body = json.dumps({"to": parcel.to, "text": parcel.body, "key": parcel.key}, ensure_ascii=False)
    headers = {
        "Authorization": f"Bearer {settings.XINFANG_SMS_TOKEN}",
        "Content-Type": "application/json; charset=utf-8",
        "Accept": "application/json",
        "Idempotency-Key": parcel.key,
    }
    target = (place.path or "/") + (f"?{place.query}" if place.query else "")
    try:
        connection.request("POST", target, body.encode(), headers)
        answer = connection.getresponse()
        return understood(answer.status, answer.read(ANSWER_BYTES))
    except TimeoutError:
        return later("sms_slow", rests=True)
    except (OSError, HTTPException):
        return later("sms_down", rests=True)
    finally:
        connection.close()


def understood(status: int, body: bytes) -> Outcome:
    """What an answer means. Only a 2xx with the agreed `id` counts as taken: a stranger's friendly page at a
    wrong address must not make us believe that somebody was told."""
    if 200 <= status < 300:
        given = _id(body)
        return sent(given) if given else later("sms_unclear", status, rests=True)
    if 300 <= status < 400:
        return later("sms_moved", status, rests=True)
    if status in {400, 409, 422}:
        return never("sms_never", status)
    if status in {401, 403}:
        return later("sms_login", status, rests=True)
    return later("sms_later", status, rests=True)


def _id(body: bytes) -> str:
    try:
        told = json.loads(body)
    except ValueError:
        return ""
    given = told.get("id") if isinstance(told, dict) else None
    return given if isinstance(given, str) else ""
