"""The sentences with which a letter, or the office's Word template, is refused."""

__all__ = ["MESSAGES", "LetterRefused"]


def gettext_noop(sentence: str) -> str:
    """The sentence itself. The catalogue finds it by this name; engines know no Django."""
    return sentence


FONTS_MISSING = gettext_noop(
    "这台服务器缺少字体（%(families)s），暂不能生成 PDF 文书。请管理员安装软件包：%(packages)s。"
)
NO_GLYPH = gettext_noop(
    "“%(part)s”里有服务器上的字体都没有的字：%(characters)s。请核对，或请管理员补装字体。"
)
NO_GLYPH_INSTALL = gettext_noop(
    "“%(part)s”里有服务器上的字体都没有的字：%(characters)s。请核对，或请管理员安装软件包：%(packages)s。"
)
NOT_DRAWN = gettext_noop("文书里有不能排印的文字组合。请检查姓名和正文里的特殊符号。")
TOO_LONG = gettext_noop("文书太长，超过 %(limit)s 字。请把详细材料作为附件。")
NO_TITLE = gettext_noop("文书没有标题。请填写标题。")
NO_ISSUER = gettext_noop("文书没有发文机关。请先设置发文机关名称。")
SEALED_DRAFT = gettext_noop("未签发的稿不能用印。请先签发。")
BAD_SEAL = gettext_noop("印章图片不是 PNG，或者太大。请上传每边不超过 %(limit)s 像素的 PNG 图片。")
CODE_TOO_LONG = gettext_noop("二维码的网址太长，超过 %(limit)s 个字符，印出来扫不清。请缩短网址。")

NOT_WORD = gettext_noop("文件不是 .docx 模板，或者已损坏。请用 WPS 或 Word 另存为 .docx 后上传。")
TEMPLATE_TOO_BIG = gettext_noop("模板太大，超过 %(limit)s MB。请删去图片和多余的内容后上传。")
FOREIGN_PART = gettext_noop(
    "模板里有宏、控件、嵌入对象或其他不接受的内容（%(part)s）。请删去后另存为 .docx 上传。"
)
OUTSIDE_LINK = gettext_noop("模板里有指向外部的链接（%(part)s）。请取消超链接和外部引用后上传。")
FOREIGN_FIELD = gettext_noop("模板里有不接受的域（%(field)s）。只可用页码和页数，请删去其他域后上传。")
FOREIGN_TAG = gettext_noop("模板里有不认识的占位符：%(tag)s。请只用说明里列出的占位符。")
TORN_TAG = gettext_noop("模板里的占位符不成对：%(tag)s。请核对大括号，以及 if、for 的开头和结尾。")
MISPLACED_TAG = gettext_noop("占位符 %(tag)s 不能放在这里。它要单独占一段，并放在正文部分。")
NO_BODY = gettext_noop("模板缺少占位符 %(tag)s，文书的内容会丢失。请补上后上传。")
NO_STYLE = gettext_noop("模板缺少样式“%(style)s”。请从本系统下载的模板改起，不要删去样式。")

MESSAGES = (
    FONTS_MISSING, NO_GLYPH, NO_GLYPH_INSTALL, NOT_DRAWN, TOO_LONG, NO_TITLE, NO_ISSUER, SEALED_DRAFT,
    BAD_SEAL, CODE_TOO_LONG, NOT_WORD, TEMPLATE_TOO_BIG, FOREIGN_PART, OUTSIDE_LINK, FOREIGN_FIELD,
    FOREIGN_TAG, TORN_TAG, MISPLACED_TAG, NO_BODY, NO_STYLE,
)  # fmt: skip


class LetterRefused(Exception):  # noqa: N818 -- a refusal is an answer, not a fault of the program
    """A letter that is not printed, or a template that is not taken. str() is a Chinese sentence.

    `message_id` is its pattern, one of MESSAGES, and `params` fills it; a caller translates the pattern, and
    `part`, which is a text of the catalogue too. Of a letter's text at most single characters are quoted.
    """

    def __init__(self, message_id: str, **params: str | int) -> None:
        super().__init__(message_id % params)
        self.message_id = message_id
        self.params = params
