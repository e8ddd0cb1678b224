"""Reading the environment loudly: one prefix, secrets also from files."""

import os
from pathlib import Path

__all__ = ["flag", "secret", "text"]

PREFIX = "XINFANG_"


def text(name: str, default: str = "") -> str:
    """The value of XINFANG_<name>."""
    return os.environ.get(PREFIX + name, default)


def flag(name: str, default: bool = False) -> bool:
    """A yes or no; anything else is refused rather than guessed."""
    value = text(name, "1" if default else "0").strip().lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off", ""}:
        return False
    raise SystemExit(f"{PREFIX}{name} is {value!r}; say 1 or 0.")


def secret(name: str, default: str = "") -> str:
    """XINFANG_<name>, or the content of the file that XINFANG_<name>_FILE names."""
    file = text(name + "_FILE")
    return Path(file).read_text().strip() if file else text(name, default)
