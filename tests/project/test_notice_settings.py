"""What the environment says about mail and text messages, and what it may not say."""

from pathlib import Path

import pytest

from xinfang.project.settings import notices


def test_without_settings_nothing_leaves_the_machine(settings):
    assert notices.EMAIL_BACKEND.endswith("filebased.EmailBackend")
    assert (notices.XINFANG_SMS_GATEWAY, notices.XINFANG_NOTICE_DAYS) == ("", 90)
    assert notices.EMAIL_FILE_PATH == settings.XINFANG_HOME / "mail"
    assert notices.XINFANG_SMS_FOLDER == settings.XINFANG_HOME / "sms"


@pytest.mark.parametrize(
    "address",
    [
        "https://sms.example/v1/messages",
        "https://sms.example:8443/v1",
        "http://127.0.0.1:9000/",
        "http://[::1]:9000/",
    ],
)
def test_a_gateway_is_reached_over_tls_or_on_this_machine(monkeypatch, address):
    monkeypatch.setenv("XINFANG_SMS_GATEWAY", address)
    assert notices._gateway() == address


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://sms.example/v1", "must begin with https://"),
        ("http://10.0.0.8/v1", "must begin with https://"),
        ("ftp://sms.example/", "must be an address"),
        ("sms.example/v1", "must be an address"),
        ("https://", "must be an address"),
        ("https://sms.example:port/", "must be an address"),
        ("https://user:secret@sms.example/", "must be an address"),
    ],
)
def test_another_address_is_refused_in_a_sentence(monkeypatch, address, words):
    monkeypatch.setenv("XINFANG_SMS_GATEWAY", address)
    with pytest.raises(SystemExit, match=words):
        notices._gateway()


def test_a_gateway_needs_a_token_which_a_file_may_hold(monkeypatch, tmp_path: Path):
    monkeypatch.delenv("XINFANG_SMS_TOKEN", raising=False)
    with pytest.raises(SystemExit, match="XINFANG_SMS_TOKEN_FILE"):
        notices._token("https://sms.example/")
    (tmp_path / "token").write_text("abc\n")
    monkeypatch.setenv("XINFANG_SMS_TOKEN_FILE", str(tmp_path / "token"))
    assert notices._token("https://sms.example/") == "abc"


def test_a_mail_server_needs_an_address_that_we_write_from(monkeypatch):
    monkeypatch.delenv("XINFANG_MAIL_FROM", raising=False)
    with pytest.raises(SystemExit, match="XINFANG_MAIL_FROM"):
        notices._sender("mail.example")
    monkeypatch.setenv("XINFANG_MAIL_FROM", "信访局 <letters@office.example>")
    assert notices._sender("mail.example") == "信访局 <letters@office.example>"


def test_tls_is_one_of_three_words(monkeypatch):
    monkeypatch.setenv("XINFANG_MAIL_TLS", "maybe")
    with pytest.raises(SystemExit, match="starttls, tls or none"):
        notices._tls()


def test_no_password_travels_in_the_clear(monkeypatch):
    monkeypatch.setenv("XINFANG_MAIL_USER", "letters")
    with pytest.raises(SystemExit, match="in the clear"):
        notices._user("mail.example", "none")
    assert notices._user("mail.example", "starttls") == notices._user("127.0.0.1", "none") == "letters"
