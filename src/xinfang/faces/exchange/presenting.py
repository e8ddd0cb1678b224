"""Words for what an import did."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from xinfang.engines.tabular import write_error_sheet
from xinfang.faces.exchange.models import ImportBatch
from xinfang.faces.exchange.queries import refused_rows

__all__ = ["error_sheet", "noted", "sheet_of"]


def noted(notes: Mapping[str, int]) -> list[str]:
    """Sentences for what was done to take rows, with their counts."""
    sentences = {
        "title_from_text": _("%(count)d 行没有标题，取内容的开头作标题。"),
        "title_shortened": _("%(count)d 行标题超过 200 字，已截短；全文放在事实和理由的最前面。"),
        "invisible_taken_out": _("%(count)d 行有看不见的字符（方向控制符、零宽字符等），已去掉。"),
        "earlier_than_known": _(
            "%(count)d 行比册里同一人的同一事项收到得早，那一件已经先登记为初次："
            "这些行另立事项，没有并入，册里的没有改动。要按先后分初次和重复，请撤销先导入的那一批，从早的表起依次导入。"
        ),
        "answer_without_text": _("%(count)d 行只有答复时间没有答复内容，已按办结登记并注明。"),
    }
    return [sentences[key] % {"count": count} for key, count in notes.items() if key in sentences]


def error_sheet(batch: ImportBatch) -> bytes:
    """The refused rows of a batch as .xlsx, each as it came in, with the reason in the last column."""
    return write_error_sheet(batch.header, ((cells, reason) for _line, cells, reason in refused_rows(batch)))


def sheet_of(header: list[str], rows: list[tuple[int, list[str], str]]) -> bytes:
    """The same for rows that were never stored (a dry run)."""
    return write_error_sheet(header, ((cells, reason) for _line, cells, reason in rows))
