"""Who may be rated after which act: the rule of 满意度评价 as a table, without a database.

R22 21 lets petitioners rate how their matter was handled. Who and what follows the measures of 2014 as
revised by 国信发〔2022〕11号 (docs/policy/satisfaction.md): matters registered for the first time; two
bodies; not those that go a legal way of their own, not those that are not fit for publicity.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xinfang.casework.satisfaction.models import Body, Reason, Score, Stage
from xinfang.kernel.errors import Problem, Refusal

__all__ = [
    "CONTENT",
    "ENDS",
    "STAGES",
    "UNDOES",
    "UNSETTLES",
    "Answer",
    "Facts",
    "bodies",
    "check",
    "problems",
    "stage_of",
]

ROUTE_6 = 6  # R22 31(6): heard, investigated, answered by an opinion
# The act that ends a stage. Asking for review of an answer that has been served ends the first stage as
# concluding does. A direction to another legal way ends none: that way has its own remedies.
STAGES: dict[str, Stage] = {
    "conclude": Stage.FIRST,
    "decline": Stage.FIRST,
    "request_review": Stage.FIRST,
    "serve_review": Stage.REVIEW,
    "serve_rereview": Stage.REREVIEW,
}
# Acts that take answers back, and which stages' answers: what was decided anew is rated anew.
UNDOES: dict[str, tuple[Stage, ...]] = {
    "redo": (Stage.FIRST, Stage.REVIEW, Stage.REREVIEW),
    "correct": (Stage.FIRST,),
}
# After these a settlement does not hold any more: who asks for a review does not accept and stop.
UNSETTLES: dict[str, Promise | str] = {
    "request_review": gettext_lazy("信访人不服处理意见，申请了复查。"),
    "request_rereview": gettext_lazy("信访人不服复查意见，申请了复核。"),
    "correct": gettext_lazy("处理意见被撤回，重新办理。"),
    "redo": gettext_lazy("处理意见被撤回，重新办理。"),
}
ENDS = tuple(dict.fromkeys((*STAGES, *UNDOES, *UNSETTLES)))
ONLY_FROM = {"request_review": "served"}
CONTENT = (Score.SATISFIED, Score.BASICALLY)  # 满意率 counts both, over those who rated
WORDS, MOST_WORDS = 2, 2000


@dataclass(frozen=True)
class Facts:
    """What the rule asks of a matter at the moment when a stage ends."""

    named: bool  # the first petition gave a name
    confined: bool
    legal_route: int | None
    served: bool
    unit: bool  # the body that decided is one of our units


@dataclass(frozen=True)
class Answer:
    """One body's rating as the petitioner gives it."""

    body: str
    score: str
    reason: str = ""
    kinds: tuple[str, ...] = ()


def stage_of(verb: str, state: str) -> Stage | None:
    """The stage that an act ends, done in a state; None when it ends none."""
    return None if state != ONLY_FROM.get(verb, state) else STAGES.get(verb)


def bodies(verb: str, facts: Facts) -> tuple[Body, ...]:
    """Which bodies the petitioner may rate after an act; none when the matter is not ratable.

    A matter that was not accepted has no opinion to rate the unit by, but the office that told so is rated.
    """
    if verb not in STAGES or facts.confined or not facts.named:
        return ()
    if verb == "decline":
        return (Body.OFFICE,)
    if facts.legal_route != ROUTE_6 or not facts.served:
        return ()
    return (Body.OFFICE, Body.UNIT) if facts.unit else (Body.OFFICE,)


def problems(answers: Collection[Answer], asked: Collection[str]) -> list[Problem]:
    """What is wrong with ratings, by field: `<body>-score`, `<body>-reason`."""
    found: list[Problem] = []
    given = {answer.body: answer for answer in answers}
    for body in asked:
        answer = given.get(body)
        if answer is None or answer.score not in Score.values:
            label = str(Body(body).label)
            found.append(Problem(f"{body}-score", _("请为%(body)s选一项。") % {"body": label}))
        else:
            found += _reason(answer)
    if len(given) < len(answers) or given.keys() - set(asked):
        raise Refusal(_("这次不能评价这个单位，请刷新页面再试。"))
    return found


def _reason(answer: Answer) -> list[Problem]:
    field = f"{answer.body}-reason"
    if len(answer.reason) > MOST_WORDS:
        return [Problem(field, _("最多写 %(n)d 个字，请写短一些。") % {"n": MOST_WORDS})]
    if answer.score == Score.NOT_SATISFIED and len("".join(answer.reason.split())) < WORDS:
        return [Problem(field, _("不满意的，请用自己的话写明是什么地方不满意。"))]
    if set(answer.kinds) - set(Reason.values):
        return [Problem(field, _("请从列出的方面里选。"))]
    return []


def check(answers: Collection[Answer], asked: Collection[str]) -> None:
    """Raise Refusal with all that is wrong."""
    if found := problems(answers, asked):
        raise Refusal(problems=found)
