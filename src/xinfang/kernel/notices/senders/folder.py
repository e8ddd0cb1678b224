"""The gateway's stand-in for a trial: one file a message under the site's home, named by the notice's key."""

import json
import os
import tempfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.conf import settings

from xinfang.kernel.notices.outcomes import Outcome, Parcel, later, sent

__all__ = ["clear", "send"]


def send(parcel: Parcel) -> Outcome:
    """Write the message as the gateway would be given it; under a key that is there nothing changes."""
    text = json.dumps({"to": parcel.to, "text": parcel.body, "key": parcel.key}, ensure_ascii=False)
    try:
        _place(Path(settings.XINFANG_SMS_FOLDER), f"{parcel.key}.json", text)
    except OSError:
        return later("folder", rests=True)
    return sent(f"file {parcel.key}")


def _place(folder: Path, name: str, text: str) -> None:
    """Give the file its name only when it is whole and on the disk; only the first one gets the name."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, made = tempfile.mkstemp(prefix=".", dir=folder)  # mode 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(made, folder / name)
    finally:
        os.unlink(made)
    kept = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(kept)
    finally:
        os.close(kept)


def clear(folder: Path, *, before: datetime) -> int:
    """Delete the files that a stand-in wrote before a moment: a text that is forgotten must not live on."""
    old = [
        path
        for path in (folder.iterdir() if folder.is_dir() else ())
        if path.is_file() and path.stat().st_mtime < before.timestamp()
    ]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
