"""Static files are collected when something changed, and only then."""

import os
from pathlib import Path
from typing import Any

import pytest

from xinfang.faces.cli.collecting import collect_if_stale


@pytest.fixture
def folders(tmp_path: Path, settings: Any) -> Path:
    """A source folder with one file, and an empty target."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.css").write_text("a { color: inherit }")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "target"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    return source


def test_the_first_time_it_collects_and_then_it_does_not(folders: Path) -> None:
    assert collect_if_stale()
    assert not collect_if_stale()


def test_a_changed_file_is_collected_again(folders: Path, settings: Any) -> None:
    collect_if_stale()
    changed = folders / "a.css"
    changed.write_text("a { color: unset }")
    os.utime(changed, (2**31, 2**31))
    assert collect_if_stale()
    assert "unset" in (Path(settings.STATIC_ROOT) / "a.css").read_text()
