"""Static files in one folder with hashed names, collected again only when something changed."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

__all__ = ["collect_if_stale"]


def collect_if_stale() -> bool:
    """Collect when the manifest is missing or older than any source file; says whether it did."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if manifest.exists() and manifest.stat().st_mtime >= _newest():
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    manifest.touch()
    return True


def _newest() -> float:
    """When the youngest source file was written; 0 when there is none."""
    found = (
        Path(storage.path(name)).stat().st_mtime
        for finder in get_finders()
        for name, storage in finder.list([])
    )
    return max(found, default=0.0)
