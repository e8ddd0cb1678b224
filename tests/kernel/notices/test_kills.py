"""Workers killed in the middle of delivering: nothing is lost, and nothing goes out twice (R9).

The gateway strikes: it kills the worker that is asking, either before it has taken the message or after, but
always before the worker hears of it. XINFANG_KILLS says how often (5; a soak has 50). The controls must fail.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from tests.kernel.notices.gateway_stage import TOKEN, Gateway, gateway

from xinfang.kernel import clock
from xinfang.kernel.notices.models import Notice

pytestmark = pytest.mark.django_db(transaction=True)
KILLS = int(os.environ.get("XINFANG_KILLS", "5"))
NOTICES = 4 * KILLS + 10
# No telephone rings at night; these workers send at any hour at which the tests are run.
AWAKE = """
import django
django.setup()
from datetime import time
from xinfang.kernel.notices import rules
rules.MORNING, rules.EVENING = time.min, time.max
"""
WORKER = "from xinfang.project.command import run; run()"
# The order that everybody writes first: it says 'sent' while the gateway has not been asked.
HASTY = """
import django
django.setup()
from xinfang.kernel import clock
from xinfang.kernel.notices import outcomes
from xinfang.kernel.notices.actions import delivering
ask = delivering._try
def try_after_noting(notice, send):
    delivering._note(notice, outcomes.sent(), clock.now())
    return ask(notice, send)
delivering._try = try_after_noting
"""


@pytest.fixture
def stage() -> Iterator[Gateway]:
    with gateway() as stage:
        yield stage


@pytest.fixture
def home() -> Iterator[Path]:
    """A home that the database's own user could reach, unlike pytest's folders."""
    with tempfile.TemporaryDirectory(dir="/var/tmp", prefix="xinfang-kills-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder) / "home"


@pytest.fixture
def start(stage: Gateway, home: Path, tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start `xinfang worker` on the test's database; what is still there at the end is killed."""
    told = connection.settings_dict
    token = tmp_path / "token"
    token.write_text(TOKEN)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("XINFANG_")}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "xinfang.project.settings",
        "XINFANG_HOME": str(home),
        "XINFANG_KEYS_FILE": str(settings.XINFANG_KEY_FILE),
        "XINFANG_DATABASE_URL": f"postgresql://{quote(told['USER'])}:{quote(told['PASSWORD'])}"
        f"@{quote(told['HOST'], safe='')}:{told['PORT']}/{told['NAME']}",
        "XINFANG_SMS_GATEWAY": stage.address,
        "XINFANG_SMS_TOKEN_FILE": str(token),
    }
    started: list[subprocess.Popen[str]] = []

    def go(first: str = "") -> subprocess.Popen[str]:
        program = f"import sys; sys.argv[1:] = ['worker']\n{AWAKE}\n{first}\n{WORKER}"
        started.append(subprocess.Popen([sys.executable, "-c", program], env=environment, text=True))
        return started[-1]

    yield go
    for process in started:
        process.kill()
        process.wait()


def kill_often(stage: Gateway, start: Callable[..., Any], times: int, first: str = "") -> None:
    """Start a worker and have the gateway kill it, `times` times; each time the lease then runs out."""
    for turn in range(times):
        process, when, reached = (
            start(first),
            ("before", "after")[turn % 2],
            len(stage.accepted) + 1 + turn % 3,
        )

        def strike(
            now: str, taken: int, process: Any = process, when: str = when, reached: int = reached
        ) -> bool:
            if now != when or taken < reached:
                return False
            process.kill()
            process.wait()
            return True

        stage.strike = strike
        assert process.wait(60) == -9
        stage.strike = lambda _now, _taken: False
        moment = clock.now() - timedelta(seconds=1)
        Notice.objects.filter(state="sending").update(next_try_at=moment)


def finish(start: Callable[..., Any], first: str = "") -> None:
    """One more worker, which nobody kills, until nothing is left; it ends when it is asked to."""
    process = start(first)
    limit = time.monotonic() + 60
    while Notice.objects.exclude(state="sent").exists() and time.monotonic() < limit:
        time.sleep(0.05)
    process.terminate()
    assert process.wait(30) in (0, -15)


def test_no_kill_loses_or_doubles_a_message(stage, start, queued):
    keys = {str(row.uid) for row in queued(NOTICES, at=clock.now())}
    kill_often(stage, start, KILLS)
    finish(start)
    assert stage.out.keys() == keys
    assert Notice.objects.filter(state="sent").count() == NOTICES
    # The first control: kills did strike between taking and noting, so a gateway without keys would double.
    assert len(stage.accepted) - len(keys) >= KILLS // 2
    assert Notice.objects.filter(attempts__gt=1).count() >= KILLS // 2


def test_the_control_that_notes_before_it_sends_loses(stage, start, queued):
    keys = {str(row.uid) for row in queued(8, at=clock.now())}
    kill_often(stage, start, 1, HASTY)
    finish(start, HASTY)
    assert Notice.objects.filter(state="sent").count() == len(keys)
    assert stage.out.keys() < keys
