"""What the environment turns on: read by a new process, as a site does."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

SHOWN = [
    *("XINFANG_PROXIES", "ALLAUTH_TRUSTED_PROXY_COUNT", "SECURE_PROXY_SSL_HEADER", "SECURE_HSTS_SECONDS"),
    *("SESSION_COOKIE_SECURE", "FILE_UPLOAD_TEMP_DIR", "CACHES"),
]
ASK = f"""
import django, json
django.setup()
from django.conf import settings
print(json.dumps({{name: getattr(settings, name) for name in {SHOWN!r}}}, default=str))
"""


def shown(home: Path, **given: str) -> dict[str, Any]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("XINFANG_")}
    environment |= {"DJANGO_SETTINGS_MODULE": "xinfang.project.settings", "XINFANG_HOME": str(home), **given}
    done = subprocess.run(
        [sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture
def home() -> Iterator[Path]:
    """A home that the database's own user can reach too, unlike pytest's folders."""
    with tempfile.TemporaryDirectory(dir="/var/tmp", prefix="xinfang-settings-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder) / "home"


def test_alone_no_header_of_a_proxy_is_believed(home: Path) -> None:
    found = shown(home)
    assert (found["XINFANG_PROXIES"], found["ALLAUTH_TRUSTED_PROXY_COUNT"]) == (0, 0)
    assert found["SECURE_PROXY_SSL_HEADER"] is None
    assert found["SECURE_HSTS_SECONDS"] == 0


def test_behind_a_proxy_its_headers_count_and_browsers_keep_to_https(home: Path) -> None:
    found = shown(home, XINFANG_PROXIES="1", XINFANG_HTTPS="1")
    assert (found["XINFANG_PROXIES"], found["ALLAUTH_TRUSTED_PROXY_COUNT"]) == (1, 1)
    assert found["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert found["SESSION_COOKIE_SECURE"]
    assert found["SECURE_HSTS_SECONDS"] >= 180 * 24 * 3600


def test_uploads_lie_in_the_home_for_its_owner_alone(home: Path) -> None:
    folder = Path(shown(home)["FILE_UPLOAD_TEMP_DIR"])
    assert folder == home / "tmp"
    assert folder.stat().st_mode & 0o777 == 0o700


def test_all_processes_share_one_cache(home: Path) -> None:
    assert shown(home)["CACHES"]["default"]["BACKEND"].endswith("DatabaseCache")
