"""The product tried on real registers, which stay outside the project: counts are told, never a text."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

DATA = Path(os.environ.get("XINFANG_TRIAL_DATA", "../shared/data"))
HOME = Path(__file__).resolve().parents[1]
FOLDER = DATA if DATA.is_absolute() else HOME / DATA


def pytest_sessionstart(session: pytest.Session) -> None:
    """Without the registers there is nothing to try: say so and stop."""
    if not FOLDER.is_dir():
        pytest.exit(
            f"The real registers are not at {FOLDER}; set XINFANG_TRIAL_DATA to their folder.", returncode=2
        )


@pytest.fixture(scope="session")
def registers() -> Path:
    """The folder of the real registers."""
    return FOLDER


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[..., None]:
    """Write a line of counts past pytest's capture: told("messages", read=2816)."""

    def tell(what: str, **counts: object) -> None:
        line = ", ".join(f"{name} {value}" for name, value in counts.items())
        with capsys.disabled():
            sys.stdout.write(f"\n{what}: {line}")

    return tell
