"""Nothing is left running, and nothing refuses to start again, whoever is killed."""

from pathlib import Path

import pytest
from tests.kernel.embedded.embedded_stage import ask, bystander, kill, server_pid, stops, until, warden_pid


def test_one_of_two_users_killed_then_the_other_leaves(home, use):
    killed, leaving = use(home), use(home)
    killed.address()
    leaving.address()
    killed.kill()
    assert not stops(home, seconds=0.5)
    leaving.leave()
    assert server_pid(home) is None


def test_the_only_user_killed_stops_the_server(home, use):
    user = use(home)
    user.address()
    user.kill()
    assert stops(home)


def test_the_only_user_killed_while_it_starts_the_server_leaves_nothing_running(home: Path, use):
    user = use(
        home,
        first="import os, sys; from xinfang.kernel.embedded import hiring\n"
        "hiring._hear = lambda handle: os.kill(os.getpid(), 9)",
    )
    user.process.wait()
    log = home / "log" / "postgres.log"
    assert until(lambda: log.exists() and "database system is shut down" in log.read_text())
    assert stops(home)


def test_a_killed_warden_costs_no_connection_and_the_next_user_brings_a_new_one(home, use):
    user = use(home)
    user.address()
    server = server_pid(home)
    kill(warden_pid(home))
    newcomer = use(home)
    newcomer.address()
    assert server_pid(home) == server
    user.leave()
    assert server_pid(home) == server
    newcomer.leave()
    assert server_pid(home) is None


def test_without_a_warden_the_last_user_stops_the_server_itself(home, use):
    user = use(home)
    user.address()
    kill(warden_pid(home))
    user.leave()
    assert server_pid(home) is None


def test_a_server_left_by_a_killed_warden_and_user_is_found_and_later_stopped(home, use):
    user = use(home)
    user.address()
    kill(warden_pid(home))
    user.kill()
    left = server_pid(home)
    assert left is not None
    finder = use(home)
    assert ask(finder.address(), "select 1") == 1
    assert server_pid(home) == left
    finder.leave()
    assert server_pid(home) is None


def test_a_killed_server_comes_back_under_its_users_with_all_that_was_committed(home, use):
    user = use(home)
    address = user.address()
    ask(address, "create table kept as select 7 as number")
    killed = server_pid(home)
    assert killed is not None
    kill(killed)
    assert until(lambda: server_pid(home) not in (None, killed))
    newcomer = use(home)
    assert ask(newcomer.address(), "select number from kept") == 7
    user.leave()
    newcomer.leave()
    assert server_pid(home) is None


def test_all_killed_at_once_and_the_next_start_works(home, use):
    user = use(home)
    user.address()
    server = server_pid(home)
    kill(warden_pid(home))
    user.kill()
    kill(server)
    newcomer = use(home)
    assert ask(newcomer.address(), "select 1") == 1
    newcomer.leave()
    assert server_pid(home) is None


@pytest.mark.parametrize("left", ["", "1\n", "{alive}\n{data}\n0\n5432\n\n\n\nready   \n"])
def test_a_pid_file_left_by_a_power_cut_does_not_prevent_a_start(home: Path, use, left: str):
    use(home).leave()
    # A process of the server's own user that has the number now: the strictest case for PostgreSQL.
    owner = (home / "pg").stat().st_uid
    with bystander(owner) as alive:
        (home / "pg" / "postmaster.pid").write_text(left.format(alive=alive, data=home / "pg"))
        assert ask(use(home).address(), "select 1") == 1
