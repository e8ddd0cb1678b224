"""Reading the environment loudly: one prefix, secrets also from files; what was asked is kept to be shown."""

import os
from dataclasses import dataclass
from pathlib import Path

__all__ = ["ASKED", "Asked", "flag", "number", "secret", "text"]

PREFIX = "XINFANG_"


@dataclass(frozen=True)
class Asked:
    """A variable that the settings asked for: its value in force, and whether somebody gave it."""

    value: str
    given: bool
    secret: bool = False


ASKED: dict[str, Asked] = {}


def text(name: str, default: str = "") -> str:
    """The value of XINFANG_<name>."""
    value = os.environ.get(PREFIX + name, default)
    ASKED[PREFIX + name] = Asked(value, PREFIX + name in os.environ)
    return value


def flag(name: str, default: bool = False) -> bool:
    """A yes or no; anything else is refused rather than guessed."""
    value = text(name, "1" if default else "0").strip().lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off", ""}:
        return False
    raise SystemExit(f"{PREFIX}{name} is {value!r}; say 1 or 0.")


def number(name: str, default: int) -> int:
    """A whole number of 0 or more."""
    value = text(name, str(default)).strip()
    if not (value.isascii() and value.isdigit()):
        raise SystemExit(f"{PREFIX}{name} is {value!r}; say a whole number, for example {default}.")
    return int(value)


def secret(name: str, default: str = "") -> str:
    """XINFANG_<name>, or the content of the file that XINFANG_<name>_FILE names."""
    file = text(name + "_FILE")
    try:
        value = Path(file).read_text().strip() if file else text(name, default)
    except OSError as error:
        raise SystemExit(
            f"{PREFIX}{name}_FILE names {file}, which cannot be read: {error.strerror}."
        ) from error
    ASKED[PREFIX + name] = Asked(value, bool(file) or PREFIX + name in os.environ, secret=True)
    return value
