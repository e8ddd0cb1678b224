"""Review (复查) and re-review (复核): the opinions, and why one is not undertaken."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xinfang.casework.wording.kinds.handling import BASIS, FACTS
from xinfang.casework.wording.kinds.kind import REASON, Kind, Part
from xinfang.casework.wording.kinds.taking import CONTACT
from xinfang.engines.letterpress import Form

__all__ = ["KINDS"]

OUTCOME = Part("outcome", _("结论"), kind="choice", choices=(
    ("uphold", _("维持")), ("revoke", pgettext_lazy("outcome", "撤销")),
    ("change", _("变更")), ("redo", _("责令重新办理")),
))  # fmt: skip
RESPONDENT = Part(
    "respondent", _("被申请人"), _("作出原意见的机关，写全称。"), "line", first="{opinion_issuer}"
)
REVIEWED = Part(
    "reviewed", _("被申请的意见"), _("文书名称、文号和日期。"), "line", first="{opinion_number}", least=4
)
REQUEST = Part("request", _("申请人的请求和理由"), least=2)
DECISION = Part(
    "decision", _("意见"), _("维持、撤销、变更或者重新办理的具体内容；重新办理的写明期限。"), least=10
)
NEXT = Part(
    "review_body", _("复核机关"), _("复查机关的上一级机关；写全称。"), "line", first="{rereview_body}"
)
OPINION = (RESPONDENT, REVIEWED, REQUEST, FACTS, BASIS, OUTCOME, DECISION)

KINDS = (
    Kind(
        "review_opinion", _("信访事项复查意见书"), "信访复查", ("reviewer",), "petitioner", Form.STANDARD,
        (*OPINION, NEXT, CONTACT), effect=("opine_review",), service=("serve_review",), signed=True,
    ),
    Kind(
        "rereview_opinion", _("信访事项复核意见书"), "信访复核", ("reviewer",), "petitioner", Form.STANDARD,
        (*OPINION, CONTACT), effect=("opine_rereview",), service=("serve_rereview",), signed=True,
    ),
    Kind(
        "review_refusal", _("不予复查告知书"), "信访不查", ("reviewer",), "petitioner", Form.LETTER,
        (REVIEWED, REASON, BASIS, CONTACT), effect=("refuse_review",), signed=True,
    ),
    Kind(
        "rereview_refusal", _("不予复核告知书"), "信访不核", ("reviewer",), "petitioner", Form.LETTER,
        (REVIEWED, REASON, BASIS, CONTACT), effect=("refuse_rereview",), signed=True,
    ),
)  # fmt: skip
