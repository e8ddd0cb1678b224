"""How the server is set up: durable, closed to others, silent about values."""

import stat
from pathlib import Path

import psycopg
import pytest
from tests.kernel.embedded.embedded_stage import ask


@pytest.fixture
def address(home: Path, use) -> dict[str, str]:
    return use(home).address()


PROMISED = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "data_checksums": "on",
    "jit": "off",
    "TimeZone": "UTC",
    "listen_addresses": "",
    "max_connections": "100",
    "password_encryption": "scram-sha-256",
    "server_encoding": "UTF8",
    "default_text_search_config": "pg_catalog.simple",
}


def test_the_settings_are_those_we_promise(address):
    assert {name: ask(address, f'show "{name}"') for name in PROMISED} == PROMISED


def test_text_compares_by_code_point_and_capitals_are_known(address):
    assert ask(
        address, "select upper('é') || (select datlocale from pg_database where datname='xinfang')"
    ) == ("ÉC.UTF-8")


def test_a_wrong_password_is_refused(address):
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        ask({**address, "PASSWORD": "wrong"}, "select 1")


def test_keys_data_and_socket_are_closed_to_others(address, home: Path):
    folders = [home / "keys", home / "pg", home / "log", Path(address["HOST"])]
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in folders] == [0o700] * 4
    assert stat.S_IMODE((home / "keys" / "database").stat().st_mode) == 0o600


def test_the_log_tells_of_the_server_and_never_of_values(address, home: Path):
    with pytest.raises(psycopg.DataError):
        ask(address, "select 'a petitioner''s words'::integer")
    ask(address, "create table one (id text primary key)")
    ask(address, "insert into one values ('110101199003070000')")
    with pytest.raises(psycopg.IntegrityError):
        ask(address, "insert into one values ('110101199003070000')")
    log = (home / "log" / "postgres.log").read_text()
    assert "ready to accept connections" in log
    assert "petitioner" not in log
    assert "110101" not in log


def test_a_throwaway_server_skips_the_disk_and_never_touches_the_real_data(address, home: Path, use):
    there = use(home, durable=False).address()
    assert ask(there, "show fsync") == "off"
    assert ask(address, "show fsync") == "on"
    assert ask(there, "show data_directory") == str(home / "throwaway" / "pg")


def test_the_variable_of_the_tests_asks_for_a_throwaway_server(home: Path, use, monkeypatch):
    monkeypatch.setenv("XINFANG_TEST_DATABASE", "1")
    assert ask(use(home).address(), "show data_directory") == str(home / "throwaway" / "pg")
    assert not (home / "pg").exists()
