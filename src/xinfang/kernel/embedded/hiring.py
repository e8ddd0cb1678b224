"""To start a warden, and to hear from it whether its server came up."""

import json
import os
import select
import subprocess
import sys
from pathlib import Path
from typing import Any

import xinfang
from xinfang.kernel.embedded.binaries import programs
from xinfang.kernel.embedded.cluster import ensure_cluster
from xinfang.kernel.embedded.identity import server_identity
from xinfang.kernel.embedded.layout import Layout
from xinfang.kernel.embedded.postmaster import START_SECONDS
from xinfang.kernel.embedded.refusal import EmbeddedRefused


def start_warden(layout: Layout, lock: int, *, durable: bool) -> None:
    """Hand the lock over to a new warden and wait until its server is ready."""
    try:
        layout.state.unlink(missing_ok=True)
        identity = server_identity()
        folder = programs(layout.home, identity)
        ensure_cluster(layout, folder, identity, durable=durable)
        hear, report = os.pipe()
        try:
            _launch(layout, {"programs": str(folder), "durable": durable, "lock": lock, "report": report})
        finally:
            os.close(report)
    finally:
        os.close(lock)
    try:
        said = _hear(hear)
    finally:
        os.close(hear)
    if said != "ready":
        raise EmbeddedRefused(
            said or f"The warden of the database ended without a word: see {layout.warden_log}."
        )


def _launch(layout: Layout, order: dict[str, Any]) -> None:
    order["home"] = str(layout.home)
    source = str(Path(xinfang.__file__).resolve().parents[1])
    paths = [source, *filter(None, [os.environ.get("PYTHONPATH")])]
    log = os.open(layout.warden_log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
    try:
        subprocess.run(  # noqa: S603 - our own module; it forks away at once
            [sys.executable, "-P", "-m", "xinfang.kernel.embedded.warden", json.dumps(order)],
            check=True,
            start_new_session=True,
            pass_fds=(order["lock"], order["report"]),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
    except subprocess.CalledProcessError as error:
        raise EmbeddedRefused(
            f"The warden of the database did not start: see {layout.warden_log}."
        ) from error
    finally:
        os.close(log)


def _hear(handle: int) -> str:
    # One word or one sentence, written at once; nothing when the warden died.
    heard = select.select([handle], [], [], START_SECONDS + 30)[0]
    return os.read(handle, 65536).decode("utf-8", "replace") if heard else ""
