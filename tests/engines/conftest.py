"""Settings and made-up files for the tests of the engines."""

import io
import zipfile
from collections.abc import Callable, Sequence

import pytest
import xlsxwriter
from hypothesis import settings

# The machine may be busy with other tests: what is slow is told by the speed tests, not by a deadline.
settings.register_profile("engines", deadline=None, max_examples=60)
settings.load_profile("engines")

Cells = Sequence[Sequence[object]]


@pytest.fixture(scope="session")
def xlsx() -> Callable[[Cells], bytes]:
    """Writes rows as an honest workbook."""

    def write(rows: Cells) -> bytes:
        buffer = io.BytesIO()
        options = {"in_memory": True, "default_date_format": "yyyy/m/d h:mm:ss", "strings_to_formulas": False}
        with xlsxwriter.Workbook(buffer, options) as book:
            sheet = book.add_worksheet("来信")
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        return buffer.getvalue()

    return write


@pytest.fixture(scope="session")
def raw_xlsx() -> Callable[..., bytes]:
    """Packs a workbook around a hand-made sheet, as an attacker would."""

    def pack(sheet: str, strings: str = "", **extra: bytes) -> bytes:
        head = '<?xml version="1.0" encoding="UTF-8"?>'
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        package = "http://schemas.openxmlformats.org/package/2006"
        parts = {
            "[Content_Types].xml": f'{head}<Types xmlns="{package}/content-types"/>',
            "_rels/.rels": f'{head}<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'{head}<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'{head}<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="r2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/>'
            "</Relationships>",
            "xl/sharedStrings.xml": f'{head}<sst xmlns="{main}">{strings}</sst>',
            "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{main}">{sheet}</worksheet>',
        }
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
            for name, text in parts.items():
                target.writestr(name, text)
            for name, data in extra.items():
                target.writestr(name, data)
        return buffer.getvalue()

    return pack
