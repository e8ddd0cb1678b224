"""The two duties of notices in the schedule."""

import os
from datetime import timedelta

import pytest

from xinfang.kernel.notices import scheduled
from xinfang.kernel.notices.models import Notice


@pytest.fixture(autouse=True)
def _folders(settings, tmp_path):
    settings.XINFANG_SMS_GATEWAY, settings.XINFANG_SMS_FOLDER = "", tmp_path / "sms"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"


@pytest.mark.django_db(transaction=True)
def test_what_is_due_is_delivered_and_counted(queued, at):
    queued(3)
    queued(1, channel="email", to="no address")
    assert scheduled.deliver(since=at, at=at) == "发出 3 条，0 条稍后再试，1 条送不出去。"
    assert scheduled.deliver(since=at, at=at) == "没有要发的通知。"


@pytest.mark.django_db
def test_texts_are_forgotten_after_the_days_that_the_settings_name(queued, at, settings, tmp_path):
    settings.XINFANG_NOTICE_DAYS = 30
    old, young = queued(2)
    for row, days in ((old, 31), (young, 29)):
        Notice.objects.filter(pk=row.pk).update(
            state="sent", next_try_at=None, sent_at=at - timedelta(days=days)
        )
    files = [tmp_path / "sms" / "old.json", tmp_path / "mail" / "old.log", tmp_path / "sms" / "new.json"]
    for file, days in zip(files, (31, 31, 29), strict=True):
        file.parent.mkdir(exist_ok=True)
        file.write_text("x")
        moment = (at - timedelta(days=days)).timestamp()
        os.utime(file, (moment, moment))
    said = scheduled.forget_texts(since=at, at=at)
    assert said == "忘掉了 1 条通知的收件人和正文，删除了 2 个文件。"
    assert [file.exists() for file in files] == [False, False, True]
    assert (Notice.objects.get(pk=old.pk).body, bool(Notice.objects.get(pk=young.pk).body)) == ("", True)


def test_a_process_keeps_its_name_and_no_other_has_it():
    assert scheduled.this_worker() == scheduled.this_worker()
    assert len(scheduled.this_worker()) <= 80
    assert f"-{os.getpid()}-" in scheduled.this_worker()
