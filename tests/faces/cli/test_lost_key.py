"""What starts with a lost key file says which file to restore, and does not start."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from xinfang.faces.cli import command
from xinfang.faces.cli.findings import findings
from xinfang.faces.exchange import command as exchange
from xinfang.kernel import clock
from xinfang.kernel.secrets.fitting import refuse_other_key
from xinfang.kernel.secrets.models import KeyCheck
from xinfang.kernel.secrets.provider import KeyFileRefused, _from_key_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def lost(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """The place where the key file was, once the database knew the key."""
    refuse_other_key(at=clock.now())
    settings.XINFANG_KEY_FILE = tmp_path / "columns"
    _from_key_file.cache_clear()
    yield settings.XINFANG_KEY_FILE
    _from_key_file.cache_clear()


def run(*words: str) -> Result:
    app = typer.Typer()
    command.offer(app)
    exchange.offer(app)
    return CliRunner().invoke(app, list(words))


@pytest.mark.parametrize(
    "words",
    [
        ["serve", "--bind", "127.0.0.1:18743"],
        ["worker"],
        ["tick"],
        ["import", "register.csv"],
        ["migrate"],
        ["demo", "--bind", "127.0.0.1:18743"],
    ],
    ids=lambda words: words[0],
)
def test_it_is_refused_and_no_key_is_made(lost: Path, monkeypatch: Any, words: list[str]) -> None:
    monkeypatch.setattr("xinfang.faces.cli.serving.collect_if_stale", lambda: False)
    result = run(*words)
    assert isinstance(result.exception, KeyFileRefused)
    assert str(lost) in str(result.exception)
    assert not lost.exists()


def test_check_tells_of_it(lost: Path) -> None:
    bad = [finding.sentence for finding in findings() if not finding.well]
    assert any(str(lost) in sentence and "Restore it" in sentence for sentence in bad)


def test_migrate_keeps_the_check_value() -> None:
    assert not KeyCheck.objects.exists()
    assert run("migrate").exit_code == 0
    assert KeyCheck.objects.count() == 1
