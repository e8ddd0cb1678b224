"""Column maps: written by hand as TOML, or remembered for a header seen before."""

import hashlib
import tomllib
from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from xinfang.casework.intake.channels import CELLS
from xinfang.faces.exchange.columns import FIELDS, matched
from xinfang.faces.exchange.models import ColumnMap
from xinfang.kernel.errors import Refusal

__all__ = ["columns_for", "header_digest", "read_map"]


def header_digest(header: Sequence[str]) -> str:
    """SHA-256 (hexadecimal) of a header's names in their order."""
    return hashlib.sha256("\x1f".join(header).encode("utf-8", "surrogatepass")).hexdigest()


def columns_for(header: Sequence[str]) -> tuple[dict[str, str], bool]:
    """Field -> column for a header, and whether it was remembered from an earlier import."""
    known = ColumnMap.objects.filter(header_digest=header_digest(header)).first()
    return (matched(header, known.mapping), True) if known else (matched(header), False)


def read_map(path: Path, header: Sequence[str]) -> tuple[dict[str, str], str]:
    """(field -> column, channel or '') from a TOML file: `channel = "visit"` and a table [columns].

    Columns that the file does not name are matched by synonyms. Raises Refusal for what is not there.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise Refusal(_("读不到对照文件 %(path)s。请检查路径。") % {"path": path}) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        sentence = _("对照文件 %(path)s 不是 UTF-8 的 TOML。请对照说明改正。")
        raise Refusal(sentence % {"path": path}) from None
    channel, named = told.get("channel", ""), told.get("columns", {})
    if not isinstance(named, dict) or not all(isinstance(column, str) for column in named.values()):
        raise Refusal(_('对照文件的 [columns] 每行应为 字段 = "列名"。'))
    if channel and channel not in CELLS:
        raise Refusal(
            _("没有来件方式“%(channel)s”；可用的是：%(cells)s。")
            % {"channel": channel, "cells": "、".join(CELLS)}
        )
    for field, column in named.items():
        _check(field, column, header)
    columns = {field: column for field, column in named.items() if column}
    for field, column in matched(header).items():
        if field not in named and column not in columns.values():
            columns[field] = column
    return columns, str(channel)


def _check(field: str, column: str, header: Sequence[str]) -> None:
    if field not in FIELDS:
        sentence = _("对照文件里的字段“%(field)s”不存在；可用的是：%(fields)s。")
        raise Refusal(sentence % {"field": field, "fields": "、".join(FIELDS)})
    if column and column not in header:
        sentence = _("表里没有名为“%(column)s”的列（字段 %(field)s）。")
        raise Refusal(sentence % {"column": column, "field": field})
