"""Mail: what is handed over, and what each of the server's answers means."""

import smtplib

import pytest
from tests.kernel.notices.mail_stage import mail_server

from xinfang.kernel.notices.outcomes import Parcel, later, never, sent
from xinfang.kernel.notices.senders import mail

KEY = "2f1c0000-0000-4000-8000-000000000001"
PARCEL = Parcel(KEY, "someone@petitions.example", "受理\n告知", "您反映的事项已受理。")
ID = f"<{KEY}@office.example>"


@pytest.fixture
def server(settings):
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = False, 5
        settings.DEFAULT_FROM_EMAIL = "云溪区信访局 <letters@office.example>"
        yield server


def test_a_mail_goes_over_with_its_key_as_message_id(server):
    assert mail.send(PARCEL) == sent(ID)
    (given,) = server.mails
    assert (given["To"], given["Subject"], given["Message-ID"]) == (PARCEL.to, "受理 告知", ID)
    assert given["From"] == "云溪区信访局 <letters@office.example>"
    assert given["Auto-Submitted"] == "auto-generated"
    assert given.get_content().strip() == PARCEL.body


def test_a_connection_lost_at_the_end_is_tried_again_under_the_same_message_id(server):
    """What SMTP cannot tell: the server has the mail, and we do not know."""
    server.replies["END"] = None
    assert mail.send(PARCEL) == later("mail_down", rests=True)
    assert mail.send(PARCEL) == sent(ID)
    assert [given["Message-ID"] for given in server.mails] == [ID, ID]


@pytest.mark.parametrize(
    ("verb", "reply", "outcome"),
    [
        ("RCPT", "550 someone@petitions.example unknown", never("mail_never", 550)),
        ("RCPT", "451 greylisted", later("mail_later", 451)),
        ("END", "554 no", never("mail_never", 554)),
        ("END", "452 full", later("mail_later", 452)),
        ("MAIL", "553 not from you", later("mail_login", 553, rests=True)),
        ("EHLO", None, later("mail_down", rests=True)),
        ("QUIT", "500 what", sent(ID)),
    ],
)
def test_each_reply_has_its_meaning(server, verb, reply, outcome):
    server.replies[verb] = reply
    assert mail.send(PARCEL) == outcome


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (smtplib.SMTPAuthenticationError(535, b"no"), later("mail_login", 535, rests=True)),
        (smtplib.SMTPConnectError(-1, b""), later("mail_later", 0, rests=True)),
        (smtplib.SMTPNotSupportedError("no STARTTLS"), later("mail_down", rests=True)),
        (TimeoutError(), later("mail_down", rests=True)),
    ],
)
def test_faults_before_the_mail_are_the_channels_own(monkeypatch, fault, outcome):
    def fail(*_args: object) -> None:
        raise fault

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
    assert mail.send(PARCEL) == outcome


def test_nobody_there_is_tried_again(server, settings):
    settings.EMAIL_PORT = 1
    assert mail.send(PARCEL) == later("mail_down", rests=True)


@pytest.mark.parametrize(
    "to", ["nobody", "a@b.example, c@d.example", "a@b.example\nBcc: c@d.example", "", "王@x"]
)
def test_what_is_no_address_is_never_sent(server, to):
    assert mail.send(Parcel(KEY, to, "t", "b")) == never("mail_address")
    assert server.mails == []


def test_the_files_of_the_stand_in_lie_in_a_folder_for_its_owner_alone(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    assert mail.send(PARCEL).ending == "sent"
    assert (tmp_path / "mail").stat().st_mode & 0o777 == 0o700
    (file,) = (tmp_path / "mail").iterdir()
    assert KEY in file.read_text()
