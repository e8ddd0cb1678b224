"""What goes wrong is told in one sentence on stderr, with exit code 1 and no trace."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db.utils import OperationalError

from xinfang.kernel.embedded import EmbeddedRefused
from xinfang.kernel.errors import Refusal
from xinfang.kernel.secrets.provider import KeyFileRefused, read_key
from xinfang.project import command
from xinfang.project.settings import environment


@pytest.mark.parametrize("error", [Refusal, EmbeddedRefused, KeyFileRefused, OperationalError])
def test_an_expected_fault_is_one_sentence(
    error: type[Exception], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended, command.told_in_a_sentence():
        raise error("The disk is full.")
    said = capsys.readouterr().err
    assert ended.value.code == 1
    assert "The disk is full." in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("words", [["check"], ["serve"], ["settings"], ["import", "--help"]])
def test_a_home_that_cannot_be_used_is_one_sentence(words: list[str]) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "xinfang.project", *words],
        env={**os.environ, "XINFANG_HOME": "/dev/null"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert said.returncode == 1
    assert "/dev/null" in said.stderr
    assert "XINFANG_HOME" in said.stderr
    assert "Traceback" not in said.stderr


def test_a_home_behind_a_closed_folder_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(path: Path, **_more: object) -> bool:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "exists", closed)
    with pytest.raises(KeyFileRefused, match="/root/kept/keys/session: Permission denied"):
        read_key(Path("/root/kept/keys/session"))


def test_an_unexpected_fault_keeps_its_trace() -> None:
    with pytest.raises(ZeroDivisionError), command.told_in_a_sentence():
        raise ZeroDivisionError


def test_an_interrupt_ends_quietly() -> None:
    with pytest.raises(SystemExit) as ended, command.told_in_a_sentence():
        raise KeyboardInterrupt
    assert ended.value.code == 130


def test_the_values_of_a_row_in_a_database_message_are_not_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit), command.told_in_a_sentence():
        raise OperationalError("could not serialise\nDETAIL: Key (name)=(王小明)")
    assert "王小明" not in capsys.readouterr().err


def test_the_language_follows_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert command._language() == "en"
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert command._language() == "zh-hans"


def test_a_flag_is_refused_rather_than_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XINFANG_DEBUG", "maybe")
    with pytest.raises(SystemExit, match="XINFANG_DEBUG is 'maybe'; say 1 or 0"):
        environment.flag("DEBUG")


def test_a_secret_file_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XINFANG_SECRET_KEY_FILE", "/nowhere/key")
    with pytest.raises(SystemExit, match="XINFANG_SECRET_KEY_FILE names /nowhere/key"):
        environment.secret("SECRET_KEY")
