"""An ordinary user, shown by root changing to one. Collected where root can do so (see conftest)."""

import os
import stat
from pathlib import Path

from tests.kernel.embedded.embedded_stage import ask

NOBODY = 65534


def test_an_ordinary_user_runs_the_server_as_himself(folder: Path, use):
    home = folder / "home"
    home.mkdir(mode=0o700)
    os.chown(home, NOBODY, NOBODY)
    user = use(home, uid=NOBODY)
    assert ask(user.address(), "select 1") == 1
    assert (home / "pg").stat().st_uid == NOBODY
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    user.leave()
