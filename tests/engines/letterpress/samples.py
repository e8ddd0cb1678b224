"""Sheets of a fictional district, and ways to read back what was printed."""

import io
import math
import struct
import zlib
from collections.abc import Iterator
from datetime import UTC, date, datetime

from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTPage

from xinfang.engines.letterpress import Entry, Form, Heading, Paragraph, Points, Sheet, Table

AT = datetime(2026, 10, 15, 1, 30, tzinfo=UTC)
MM = 72 / 25.4


def seal(side: int = 160) -> bytes:
    """A red ring with a dot on nothing, as PNG."""
    middle = (side - 1) / 2
    lines = []
    for y in range(side):
        away = [math.hypot(x - middle, y - middle) / middle for x in range(side)]
        inked = [0.93 < each <= 1 or each < 0.2 for each in away]
        lines.append(b"\0" + b"".join(b"\xd7\x00\x0f\xff" if ink else b"\0\0\0\0" for ink in inked))
    return png(side, side, zlib.compress(b"".join(lines)))


def png(width: int, height: int, data: bytes) -> bytes:
    """A PNG of 8-bit RGBA from its compressed lines."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


LETTER = Sheet(
    form=Form.LETTER,
    issuer="云溪区信访局",
    title="关于王小明反映住房墙体开裂问题信访事项的受理告知书",
    number="云溪信告〔2026〕3号",
    urgency="加急",
    addressee="王小明",
    body=(
        Paragraph(
            "你于2026年10月12日通过来信提出的信访事项（编号2026-0641），我局已于10月15日收到并登记。经审查，"
            "该事项属于《信访工作条例》第三十一条第六项规定的范围，现告知如下："
        ),
        Heading(1, "一、受理的事项"),
        Paragraph("要求对中和街道朝阳社区1号住房墙体开裂进行安全鉴定，并落实维修责任。"),
        Heading(1, "二、办理的单位和期限"),
        Points(
            (
                "本事项由云溪区规划建设局办理。",
                "该局自受理之日起六十日内办结；情况复杂的，经批准可以延长，并向你告知理由。",
                "对处理意见不服的，可以自收到书面答复之日起三十日内请求复查。",
            )
        ),
        Paragraph("特此告知。"),
    ),
    signature="云溪区信访局",
    date=date(2026, 10, 15),
    seal=seal(),
    notes=("联系人：信访科，电话：028-0000 0217",),
    copies_to=("云溪区规划建设局", "中和街道办事处"),
    qr="https://xf.example.test/progress",
    qr_caption="扫码查询办理进展；也可凭编号和查询码到窗口查询。",
)
STANDARD = Sheet(
    form=Form.STANDARD,
    issuer="云溪区规划建设局文件",
    title="关于王小明反映住房墙体开裂问题信访事项办理情况的报告",
    number="云溪建〔2026〕21号",
    secrecy="内部",
    urgency="特急",
    signer="张建国",
    addressee="云溪区信访局",
    body=(
        Paragraph(
            "根据《关于交办王小明信访事项的函》（云溪信〔2026〕3号）要求，我局进行了调查，现将办理情况报告如下："
        ),
        Heading(1, "一、信访人反映的主要问题"),
        Paragraph("王小明反映，其住房自2026年3月以来墙体多处开裂，要求鉴定并维修。"),
        Heading(1, "二、调查核实情况"),
        Heading(2, "（一）房屋基本情况"),
        Paragraph("该房屋建于1998年，为砖混结构，共六层。" * 5),
        Heading(3, "1.鉴定机构"),
        Paragraph("受托机构于2026年10月20日进行现场勘查，10月25日出具报告。" * 4),
        Heading(1, "三、处理意见"),
        Paragraph("依据《城市危险房屋管理规定》第八条，予以支持。" * 6),
        Paragraph("特此报告。"),
    ),
    attachments=(
        "房屋安全鉴定报告",
        "中和街道朝阳社区1号住房墙体开裂维修方案及责任分工的说明材料（含现场照片十二张）",
    ),
    signature="云溪区规划建设局",
    date=date(2026, 11, 5),
    notes=("联系人：李工，电话：028-0000 0300",),
    copies_to=("区委办公室", "区政府办公室", "中和街道办事处"),
    printed_by="云溪区规划建设局办公室",
    printed_on=date(2026, 11, 5),
)
TABLE = Sheet(
    form=Form.TABLE,
    issuer="云溪区信访局",
    title="送达回证",
    number="云溪信告〔2026〕3号",
    body=(
        Table(
            (
                (Entry("送达文书", "关于王小明反映住房墙体开裂问题信访事项的受理告知书"),),
                (Entry("受送达人", "王小明"), Entry("编号", "2026-0641")),
                (Entry("送达地址", "中和街道朝阳社区1号"),),
                (Entry("送达方式", "直接送达"), Entry("送达日期", "　　年　　月　　日")),
                (Entry("受送达人签名或者盖章", "", 3),),
                (Entry("代收人签名及代收理由", "", 3),),
                (Entry("拒收事由、见证人", "", 3),),
                (Entry("送达人", "", 2), Entry("填发人", "", 2)),
                (Entry("备注", "他人代收的，由代收人签名，并注明与受送达人的关系。"),),
            )
        ),
    ),
    draft=True,
)
SAMPLES = {"letter": LETTER, "standard": STANDARD, "table": TABLE}


def printed(data: bytes) -> list[list[LTChar]]:
    """The characters of each page of a PDF, in the order in which they are read."""
    return [list(_characters(page)) for page in extract_pages(io.BytesIO(data), laparams=None)]


def texts(data: bytes) -> list[str]:
    """What each page of a PDF says, without the order of lines being guessed."""
    return ["".join(ch.get_text() for ch in page) for page in printed(data)]


def lines(page: list[LTChar]) -> dict[float, list[LTChar]]:
    """The characters of a page by the height of their baseline over the foot, in points."""
    found: dict[float, list[LTChar]] = {}
    for ch in page:
        found.setdefault(round(ch.matrix[5], 1), []).append(ch)
    return found


def _characters(page: LTPage) -> Iterator[LTChar]:
    for item in page:
        if isinstance(item, LTChar):
            yield item
        elif hasattr(item, "__iter__"):
            yield from _characters(item)
