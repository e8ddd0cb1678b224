"""Where a home may be, and that nothing outside it is touched."""

import os
from pathlib import Path

import pytest
from tests.kernel.embedded.embedded_stage import ask

from xinfang.kernel import embedded
from xinfang.kernel.embedded import place

ROOT = os.geteuid() == 0


def test_no_folder_outside_the_home_changes(home: Path, use):
    before = {folder: _traits(folder) for folder in home.parents}
    use(home).leave()
    assert {folder: _traits(folder) for folder in home.parents} == before
    assert [entry.name for entry in home.parent.iterdir()] == ["home"]


def _traits(folder: Path) -> tuple[int, int, int]:
    found = folder.stat()
    return found.st_mode, found.st_uid, found.st_gid


def test_a_home_of_more_than_two_hundred_characters_works(folder: Path, use):
    home = folder / ("long" * 25) / ("longer" * 17)
    home.parent.mkdir()
    home.parent.chmod(0o755)
    assert len(str(home)) > 200
    user = use(home)
    address = user.address()
    assert ask(address, "select 1") == 1
    user.leave()
    assert not Path(address["HOST"]).exists()


@pytest.mark.parametrize("name", ["信访 数据", "a,b", "it's", "100%"])
def test_a_home_with_an_odd_name_works(folder: Path, use, name: str):
    user = use(folder / name)
    assert ask(user.address(), "select 1") == 1
    user.leave()


def test_a_tight_umask_does_not_lock_the_server_out(home: Path, use):
    user = use(home, first="import os; os.umask(0o077)")
    assert ask(user.address(), "select 1") == 1
    user.leave()


def test_a_home_whose_parent_is_missing_is_refused_and_not_made(folder: Path, monkeypatch):
    monkeypatch.setenv("XINFANG_HOME", str(folder / "missing" / "home"))
    with pytest.raises(embedded.EmbeddedRefused, match=f"The folder {folder}/missing does not exist"):
        embedded.ensure()
    assert not (folder / "missing").exists()


def test_a_relative_home_is_made_absolute(folder: Path, monkeypatch):
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XINFANG_HOME", "here")
    assert embedded.home() == folder / "here"


def test_without_a_variable_the_home_is_in_the_checkout_or_where_it_can_be_reached(monkeypatch):
    monkeypatch.delenv("XINFANG_HOME", raising=False)
    beside = place.CHECKOUT / "var"
    assert embedded.home() == (place.SYSTEM_HOME if place.barrier(beside) else beside)


def test_installed_without_a_checkout_the_home_is_the_users_or_the_systems(tmp_path: Path, monkeypatch):
    monkeypatch.delenv("XINFANG_HOME", raising=False)
    monkeypatch.setattr(place, "CHECKOUT", tmp_path)
    monkeypatch.setenv("HOME", "/home/someone")
    assert embedded.home() == (place.SYSTEM_HOME if ROOT else Path("/home/someone/.local/share/xinfang"))
