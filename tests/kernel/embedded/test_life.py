"""The server comes with its first user and goes with its last."""

from pathlib import Path

import pytest
from tests.kernel.embedded.embedded_stage import ask, server_pid, stops

from xinfang.kernel import embedded


def test_the_first_process_starts_a_server_with_its_database(home, use):
    address = use(home, database="letters").address()
    assert ask(address, "select current_database()") == "letters"


def test_a_second_process_uses_the_same_server(home, use):
    use(home).address()
    first = server_pid(home)
    other = use(home, database="other").address()
    assert server_pid(home) == first
    assert ask(other, "select current_database()") == "other"


def test_the_server_stays_for_the_second_user_and_is_down_when_the_last_has_ended(home, use):
    first, second = use(home), use(home)
    first.address()
    second.address()
    first.leave()
    assert server_pid(home) is not None
    second.leave()
    assert server_pid(home) is None


def test_two_first_starts_at_the_same_moment_end_with_one_server(home, use):
    users = [use(home), use(home), use(home)]
    assert len({ask(user.address(), "select pg_postmaster_start_time()") for user in users}) == 1


def test_a_start_during_a_stop_waits_and_succeeds(home, use):
    for _ in range(4):
        leaver = use(home)
        leaver.address()
        leaver.process.kill()
        assert ask(use(home).address(), "select 1") == 1


def test_what_was_committed_is_there_after_a_stop_and_a_start(home, use):
    first = use(home)
    ask(first.address(), "create table kept as select 7 as number")
    first.leave()
    assert ask(use(home).address(), "select number from kept") == 7


def test_a_forked_worker_keeps_the_server_after_its_master_was_killed(home, use):
    master = use(home, then="import os; os.fork() or os.dup2(os.open(os.devnull, os.O_WRONLY), 1)")
    address = master.address()
    master.process.kill()
    assert not stops(home, seconds=1)
    assert ask(address, "select 1") == 1
    master.kill()  # which closes the worker's input too, so that it ends in good order
    assert stops(home)


def test_a_program_started_by_a_user_does_not_keep_the_server(home, use):
    user = use(home, then="import subprocess; s = subprocess.Popen(['sleep', '15'], stdout=-3, stderr=-3)")
    user.address()
    user.kill()
    assert stops(home, seconds=10)


def test_one_process_may_join_leave_and_join_again(home, use):
    user = use(home, first="embedded.ensure(); embedded.ensure(); embedded.leave(); embedded.leave()")
    assert ask(user.address(), "select 1") == 1
    user.leave()
    assert server_pid(home) is None


def test_leaving_without_waiting_returns_at_once_and_the_server_still_goes(home, use):
    use(home, then="embedded.leave(wait=False)").address()
    assert stops(home)


def test_the_status_names_server_users_socket_and_home(home: Path, use):
    address = use(home).address()
    use(home).address()
    assert embedded.status() == {
        "running": True,
        "pid": server_pid(home),
        "users": 2,
        "socket": address["HOST"],
        "home": str(home),
    }


@pytest.mark.parametrize("said", ["pg", "log", "keys", "run"])
def test_asking_for_home_and_status_makes_nothing(home: Path, said: str):
    assert embedded.status()["running"] is False
    assert embedded.home() == home
    assert not (home / said).exists()
