"""All that a Word template may say: a fixed set of names, two loops, and conditions on the same names."""

from dataclasses import dataclass

__all__ = ["BODY", "CONDITIONS", "LOOPS", "PLACEHOLDERS", "REQUIRED", "STYLES", "Loop", "Placeholder"]


@dataclass(frozen=True)
class Placeholder:
    """A name in double braces. One that is alone takes a paragraph of its own and is written {{p 正文}}."""

    name: str
    part: str
    alone: bool = False

    @property
    def tag(self) -> str:
        """As it is typed in Word."""
        return f"{{{{p {self.name}}}}}" if self.alone else f"{{{{{self.name}}}}}"


@dataclass(frozen=True)
class Loop:
    """Repeats what stands between its first and last paragraph for each of a list."""

    each: str
    of: str

    @property
    def tag(self) -> str:
        """As it is typed in Word, in a paragraph of its own."""
        return f"{{%p for {self.each} in {self.of} %}}"


PLACEHOLDERS = (
    Placeholder("发文机关", "issuer"),
    Placeholder("发文字号", "number"),
    Placeholder("密级", "secrecy"),
    Placeholder("紧急程度", "urgency"),
    Placeholder("签发人", "signer"),
    Placeholder("标题", "title"),
    Placeholder("主送机关", "addressee"),
    Placeholder("正文", "body", alone=True),
    Placeholder("署名", "signature"),
    Placeholder("成文日期", "date"),
    Placeholder("抄送机关", "copies_to"),
    Placeholder("印发机关", "printed_by"),
    Placeholder("印发日期", "printed_on"),
    Placeholder("二维码", "qr"),
    Placeholder("二维码说明", "qr_caption"),
    Placeholder("查询网址", "qr"),
    Placeholder("稿样", "draft"),
)
LOOPS = (Loop("附件", "附件列表"), Loop("附注", "附注列表"))
# What `如果` may ask: {%p if 签发人 %} … {%p endif %}, {%p if not 签发人 %}; with tr for a row of a table.
CONDITIONS = tuple(placeholder.name for placeholder in PLACEHOLDERS) + tuple(loop.of for loop in LOOPS)
BODY = "正文"
REQUIRED = ("标题", BODY)
# Paragraph styles that the body is set in; the office changes their look in Word, never their names.
STYLES = {
    "paragraph": "公文正文",
    "heading1": "公文一级标题",
    "heading2": "公文二级标题",
    "heading3": "公文三级标题",
    "cell": "公文表格文字",
    "label": "公文表格栏目",
}
