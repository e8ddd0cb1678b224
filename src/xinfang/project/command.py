"""The `xinfang` command: each face offers its part, this file puts them together.

Exit codes: 0 done, 1 refused (one sentence on stderr says why), 2 wrong use, 130 interrupted.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version

import typer

__all__ = ["app", "run", "told_in_a_sentence"]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xinfang.project.settings")
app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="信访 · xinfang",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def run() -> None:
    """Entry point of the console script."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(version("xinfang") + "\n")  # answered without settings: it must work on a sick site
        return
    with told_in_a_sentence():
        _compose()
        app()


def _compose() -> None:
    import django
    from django.utils import translation

    django.setup()
    translation.activate(_language())
    from xinfang.faces.cli import command as administration
    from xinfang.faces.exchange import command as exchange

    app.callback()(_root)
    administration.offer(app)
    exchange.offer(app)


def _root(
    show_version: bool = typer.Option(
        False, "--version", help="只显示版本号 · print the version", is_eager=True
    ),
) -> None:
    if show_version:
        sys.stdout.write(version("xinfang") + "\n")
        raise typer.Exit


def _language() -> str:
    """English for those whose machine speaks English; else the office's language."""
    said = next((os.environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(key)), "")
    return "en" if said.lower().startswith("en") else "zh-hans"


@contextmanager
def told_in_a_sentence() -> Iterator[None]:
    """Turn what can be expected to go wrong into one sentence on stderr and exit code 1; never a trace."""
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management.base import CommandError
    from django.db.utils import OperationalError, ProgrammingError

    from xinfang.kernel.embedded import EmbeddedRefused
    from xinfang.kernel.errors import Refusal
    from xinfang.kernel.secrets.provider import KeyFileRefused

    try:
        yield
    except (Refusal, EmbeddedRefused, KeyFileRefused, CommandError, ImproperlyConfigured) as refused:
        _end(str(refused))
    except OperationalError as error:
        # Only the first line: the rest of a database message may quote values of a row.
        _end(f"The database cannot be reached or refuses: {_first_line(error)}. Try: xinfang check")
    except ProgrammingError as error:
        _end(f"The tables do not fit this version ({_first_line(error)}). Type: xinfang migrate")
    except KeyboardInterrupt:
        raise SystemExit(130) from None


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or ["no reason given"])[0]


def _end(sentence: str) -> None:
    sys.stderr.write(f"xinfang: {sentence}\n")
    raise SystemExit(1)
