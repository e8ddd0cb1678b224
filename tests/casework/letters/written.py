"""The least that each kind must say, and how a matter comes to where its act is due."""

from xinfang.casework.wording.kinds import BY_VERB, KINDS

__all__ = ["KIND_OF", "TEXTS", "WAYS", "written"]

KIND_OF = {verb: kind.key for verb, kind in BY_VERB.items()}
TO_REVIEW = ("forward", "accept", "opine", "serve", "conclude", "request_review")
TO_REREVIEW = (*TO_REVIEW, "opine_review", "serve_review", "request_rereview")
# The acts before it.
WAYS: dict[str, tuple[str, ...]] = {
    "": (),
    "report_up": (),
    "decline": (),
    "direct": ("forward",),
    "accept": ("forward",),
    "accept_simply": ("simple",),
    "take_up": ("forward",),
    "stop_taking": ("forward",),
    "correct": ("forward", "direct"),
    "hear": ("forward", "accept"),
    "turn_ordinary": ("simple", "accept_simply"),
    "extend": ("forward", "accept"),
    "opine": ("assign", "accept"),
    "agree": ("forward", "accept"),
    "reply": ("forward", "take_up"),
    "feed_back": ("forward", "take_up"),
    "report_back": ("assign", "accept"),
    "refuse_review": TO_REVIEW,
    "opine_review": TO_REVIEW,
    "refuse_rereview": TO_REREVIEW,
    "opine_rereview": TO_REREVIEW,
    "supervise": ("forward", "accept"),
    "rule": ("forward", "escalate"),
    "forward": (),
    "assign": (),
}
TEXTS = {
    "accepted": "住房墙体开裂要求鉴定。",
    "advice": "建议召开协调会。",
    "answer": "采纳您的建议，今年内增设路灯六盏。",
    "basis": "《房屋建筑鉴定规程》第三条。",
    "chair": "李主任",
    "claims": "鉴定房屋，限期修缮。",
    "conclusion": "开裂系施工引起，由施工单位修缮。",
    "contact": "承办人1号 028-8500 0217",
    "corrected": "撤销原告知书，重新登记后转送办理。",
    "days": "30",
    "decision": "施工单位于2026年12月31日前完成修缮。",
    "demand_made": "书面说明情况并限期办结。",
    "due": "2026-11-20",
    "ended": "云溪区人民政府已于2024年5月6日作出复核意见。",
    "execution": "2026年12月31日前付清，逾期按日支付违约金。",
    "fault": "late",
    "found": "2026年9月3日现场核查，确认墙体开裂长三米，系相邻工地打桩引起。",
    "findings": "经核查，反映的问题部分属实。",
    "ground": "court",
    "handling": "已责令限期改正。",
    "happened": "约三十人在工地门口聚集，要求赔偿。",
    "held_on": "2026-10-15",
    "held_at": "2026年11月5日上午9时",
    "how": "自知道之日起六十日内提出，带身份证件。",
    "measures": "已派人到场疏导。",
    "others": "云溪建筑有限公司",
    "outcome": "uphold",
    "place": "街道三楼会议室",
    "present": "听证员三人，信访人，施工单位代表。",
    "reason": "涉及多个单位，情况复杂，需要补充鉴定。",
    "recipients": "中共云溪区委员会，云溪区人民政府",
    "request": "请求撤销原处理意见。",
    "respondent": "云溪区中和街道办事处",
    "result": "support",
    "review_body": "云溪区人民政府",
    "reviewed": "《信访事项处理意见书》（中和街道信访处〔2026〕1号）",
    "route": "1",
    "simple_ground": "clear",
    "statements": "信访人陈述墙体开裂的经过，施工单位答辩。",
    "study": "我们到现场察看，论证可行。",
    "terms": "施工单位赔偿三万元。\n信访人不再要求重建。",
    "where": "向云溪区人民法院提出。",
    "to_petition": "2026-0001",
    "stage": "first",
    "wrong": "原告知书把途径写错了。",
}
OTHERWISE = {
    ("agreement", "result"): "mediated",
    ("suggestion_reply", "result"): "adopted",
    ("result_report", "outcome"): "支持信访请求，施工单位正在修缮。",
}


def written(kind: str) -> dict[str, str]:
    """What must be said in a document of a kind, and nothing that need not."""
    return {
        part.key: OTHERWISE.get((kind, part.key), TEXTS[part.key])
        for part in KINDS[kind].parts
        if part.required
    }
