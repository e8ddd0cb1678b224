"""Text messages: the gateway's contract, spoken over the loopback, and the folder that stands in for it."""

import json
import socket
import time

import pytest
from tests.kernel.notices.gateway_stage import TOKEN, gateway

from xinfang.kernel.notices.outcomes import Outcome, Parcel, later, never, sent
from xinfang.kernel.notices.senders import folder
from xinfang.kernel.notices.senders import gateway as sender

PARCEL = Parcel("2f1c0000-0000-4000-8000-000000000001", "13912340217", "标题", "您反映的事项已受理。")


@pytest.fixture
def stage(settings):
    with gateway() as stage:
        settings.XINFANG_SMS_GATEWAY, settings.XINFANG_SMS_TOKEN = stage.address, TOKEN
        yield stage


def test_it_is_asked_as_the_contract_says(stage):
    assert sender.send(PARCEL) == sent("gw-2f1c0000")
    (asked,) = stage.asked
    assert asked["path"] == "/v1/messages?site=1"
    assert json.loads(asked["body"]) == {"to": PARCEL.to, "text": PARCEL.body, "key": PARCEL.key}
    headers = asked["headers"]
    assert headers["Authorization"] == f"Bearer {TOKEN}"
    assert headers["Idempotency-Key"] == PARCEL.key
    assert headers["Content-Type"] == "application/json; charset=utf-8"


def test_the_same_key_twice_is_one_message(stage):
    assert sender.send(PARCEL) == sender.send(PARCEL)
    assert (len(stage.accepted), len(stage.out)) == (2, 1)


def test_a_wrong_token_is_told_and_tried_again(stage, settings):
    settings.XINFANG_SMS_TOKEN = "another"
    assert sender.send(PARCEL) == later("sms_login", 401, rests=True)


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (200, b'{"id": "a"}', sent("a")),
        (202, b'{"id": "a", "more": 1}', sent("a")),
        (200, b"<html>Welcome</html>", later("sms_unclear", 200, rests=True)),
        (200, b'{"id": ""}', later("sms_unclear", 200, rests=True)),
        (200, b'{"id": 7}', later("sms_unclear", 200, rests=True)),
        (204, b"", later("sms_unclear", 204, rests=True)),
        (200, b"[1]", later("sms_unclear", 200, rests=True)),
        (301, b"", later("sms_moved", 301, rests=True)),
        (400, b"13912340217 is no number", never("sms_never", 400)),
        (409, b"", never("sms_never", 409)),
        (422, b"", never("sms_never", 422)),
        (403, b"", later("sms_login", 403, rests=True)),
        (404, b"", later("sms_later", 404, rests=True)),
        (429, b"", later("sms_later", 429, rests=True)),
        (500, b"", later("sms_later", 500, rests=True)),
        (503, b"", later("sms_later", 503, rests=True)),
    ],
)
def test_each_answer_has_its_meaning(status: int, body: bytes, outcome: Outcome):
    assert sender.understood(status, body) == outcome


def test_a_redirect_is_not_followed(stage):
    with gateway() as elsewhere:
        stage.answers = [(307, b"", {"Location": elsewhere.address})]
        assert sender.send(PARCEL) == later("sms_moved", 307, rests=True)
        assert elsewhere.asked == []


def test_a_proxy_of_the_environment_is_not_asked(stage, monkeypatch):
    with gateway() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.address)
        assert sender.send(PARCEL) == sent("gw-2f1c0000")
        assert proxy.asked == []


def test_nobody_there_and_no_answer_are_told_apart(settings, monkeypatch):
    monkeypatch.setattr(sender, "SECONDS", 0.2)
    settings.XINFANG_SMS_TOKEN = TOKEN
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        settings.XINFANG_SMS_GATEWAY = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        assert sender.send(PARCEL) == later("sms_down", rests=True)
        silent.listen()
        began = time.monotonic()
        assert sender.send(PARCEL) == later("sms_slow", rests=True)
        assert time.monotonic() - began < 2


def test_an_answer_without_end_is_not_read_to_its_end(stage):
    stage.answers = [(200, b'{"id": "a"' + b" " * 1_000_000 + b"}", {})]
    assert sender.send(PARCEL) == later("sms_unclear", 200, rests=True)


def test_the_folder_holds_one_file_a_key_for_its_owner_alone(settings, tmp_path):
    settings.XINFANG_SMS_FOLDER = tmp_path / "sms"
    assert folder.send(PARCEL).ending == "sent"
    other = Parcel(PARCEL.key, PARCEL.to, "", "别的话。")
    assert folder.send(other).ending == "sent"
    (file,) = (tmp_path / "sms").iterdir()
    assert file.name == f"{PARCEL.key}.json"
    assert json.loads(file.read_text("utf-8"))["text"] == PARCEL.body
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_folder_that_cannot_be_written_is_told(settings, tmp_path):
    (tmp_path / "sms").write_text("a file where the folder should be")
    settings.XINFANG_SMS_FOLDER = tmp_path / "sms"
    assert folder.send(PARCEL) == later("folder", rests=True)
