"""The life of a matter as a plain model, written by hand from the two regulations and not from the table.

State -> verb -> next state, for each way; who may do it, as (role, whose unit); what speaks against it; which
duty must be running where the matter stands.
"""

from dataclasses import dataclass, replace

__all__ = ["DUTIES", "Model", "RIGHTS", "VERBS"]

EARLY = {
    "registered": {
        "forward": "routed", "assign": "routed", "report_up": "registered", "split": "registered",
        "withdraw": "withdrawn", "record_answer": "concluded", "revert": "reverted",
    },
    "routed": {
        "forward": "routed", "assign": "routed", "involve": "routed", "report_up": "routed",
        "object": "objected", "escalate": "disputed", "withdraw": "withdrawn", "split": "routed",
        "rule": "routed",
        "record_answer": "concluded", "revert": "reverted",
    },
    "objected": {
        "take_back": "registered", "receive_back": "routed", "keep": "routed",
        "escalate": "disputed", "withdraw": "withdrawn", "report_up": "objected",
    },
    "disputed": {"rule": "routed", "withdraw": "withdrawn", "report_up": "disputed"},
    "withdrawn": {"reopen": "registered"},
    "concluded": {"report_back": "concluded", "return_report": "concluded", "revert": "reverted"},
    "reverted": {},
}  # fmt: skip
REPORTS = {"report_back", "return_report"}
WORK = {
    "accepted": {
        "involve": "accepted", "report_up": "accepted", "contribute": "accepted", "hear": "accepted",
        "turn_ordinary": "accepted", "extend": "accepted", "opine": "opined", "agree": "served",
        "withdraw": "withdrawn",
    },
    "opined": {"serve": "served", "correct": "accepted", "withdraw": "withdrawn", "report_up": "opined"},
    "served": {
        "conclude": "concluded", "request_review": "reviewing", "serve_agreement": "served",
        "correct_service": "served", "correct": "accepted",
    },
    "concluded": {
        "request_review": "reviewing", "settle": "concluded", "unsettle": "concluded",
        "correct_service": "concluded",
    },
    "reviewing": {
        "take_review": "reviewing", "hear_review": "reviewing", "refuse_review": "concluded",
        "withdraw_review": "concluded", "opine_review": "review_opined",
    },
    "review_opined": {"serve_review": "review_concluded", "redo": "accepted"},
    "review_concluded": {
        "request_rereview": "rereviewing", "settle": "review_concluded", "unsettle": "review_concluded",
        "correct_service": "review_concluded",
    },
    "rereviewing": {
        "take_rereview": "rereviewing", "refuse_rereview": "review_concluded",
        "withdraw_rereview": "review_concluded", "open_hearing": "rereview_hearing",
        "opine_rereview": "rereview_opined",
    },
    "rereview_hearing": {"close_hearing": "rereviewing"},
    "rereview_opined": {"serve_rereview": "final", "redo": "accepted"},
    "final": {"settle": "final", "unsettle": "final", "stop_taking": "final"},
    "directed": {"correct": "registered"},
    "declined": {"correct": "registered"},
    "no_longer": {"correct": "registered"},
    "registered": {
        "direct": "directed", "decline": "declined", "stop_taking": "no_longer", "merge": "merged",
    },
    "routed": {
        "direct": "directed", "decline": "declined", "stop_taking": "no_longer", "merge": "merged",
        "accept": "accepted", "accept_simply": "accepted",
    },
    "merged": {"unmerge": "registered"},
}  # fmt: skip
SUGGESTION = {
    "registered": {"merge": "merged"},
    "routed": {"merge": "merged", "take_up": "studying"},
    "studying": {"reply": "concluded", "withdraw": "withdrawn", "report_up": "studying"},
    "merged": {"unmerge": "registered"},
}
NAMED = {"call_in": "registered"}  # it turned out to lie with the accused house
ACCUSATION = {
    "registered": {"name_accused": "registered"},
    "routed": {"take_up": "examining", "name_accused": "routed", **NAMED},
    "objected": {"name_accused": "objected", **NAMED},
    "disputed": {"name_accused": "disputed", **NAMED},
    "examining": {
        "feed_back": "concluded", "withdraw": "withdrawn", "report_up": "examining",
        "name_accused": "examining", **NAMED,
    },
}  # fmt: skip
# A result that was asked for is owed for as long as it was not reported, also after a review.
REPORTING = ("accepted", "studying", "examining", "opined", "served", "review_concluded", "final")


def _joined(own: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    states = {state: {**EARLY.get(state, {}), **own.get(state, {})} for state in {*EARLY, *own}}
    for state in REPORTING:
        if state in states:
            states[state] |= dict.fromkeys(REPORTS, state)
    return states


ROADS = {"request": _joined(WORK), "suggestion": _joined(SUGGESTION), "accusation": _joined(ACCUSATION)}
VERBS = sorted({verb for road in ROADS.values() for verbs in road.values() for verb in verbs})

# Verb -> (roles that may, whose unit they must sit in or above).
CLERKS = {"clerk", "office_head"}
DISCIPLINE = {"discipline_handler", "discipline_head"}
HANDLERS, HEADS = {"handler", "unit_head", *DISCIPLINE}, {"unit_head", "office_head", "discipline_head"}
OPENERS = {"office_head", *DISCIPLINE}  # who may open an accusation
RIGHTS: dict[str, tuple[set[str], str]] = {
    **dict.fromkeys(("forward", "assign", "involve", "report_up"), (CLERKS, "either")),
    "escalate": (HANDLERS, "unit"),  # the unit, once its objection was answered; the office while it is open
    **dict.fromkeys(("take_back", "return_report", "merge", "unmerge", "split"), (CLERKS, "office")),
    **dict.fromkeys(("receive_back", "keep"), (CLERKS, "sender")),
    **dict.fromkeys(
        ("object", "accept", "accept_simply", "take_up", "turn_ordinary", "serve", "serve_agreement",
         "conclude", "report_back"),
        (HANDLERS, "unit"),
    ),
    **dict.fromkeys(("direct", "decline", "stop_taking"), (HANDLERS, "unit")),  # once it is routed
    **dict.fromkeys(
        ("extend", "opine", "agree", "reply", "feed_back", "correct_service"), (HEADS, "unit")
    ),
    "correct": (HEADS, "either"),
    "name_accused": (OPENERS, "either"),
    "call_in": (OPENERS, "office"),
    "contribute": (HANDLERS, "partner"),
    "hear": (HANDLERS, "either"),
    "rule": ({"office_head", "leader"}, "superior"),
    **dict.fromkeys(("withdraw", "unsettle"), (CLERKS, "either")),
    **dict.fromkeys(
        ("reopen", "request_review", "withdraw_review", "request_rereview", "withdraw_rereview"),
        (CLERKS, "office"),
    ),
    **dict.fromkeys(
        ("take_review", "take_rereview", "hear_review", "refuse_review", "serve_review", "redo",
         "refuse_rereview", "open_hearing", "close_hearing", "serve_rereview"),
        ({"reviewer", "office_head"}, "reviewer"),
    ),
    **dict.fromkeys(("opine_review", "opine_rereview"), (HEADS, "reviewer")),
    "settle": (HANDLERS, "either"),
    **dict.fromkeys(("record_answer", "revert"), ({"clerk", "office_head", "statistician"}, "either")),
}  # fmt: skip

# Where a matter of the appeals' way stands -> families of which one duty must be running (or stopped).
DUTIES: dict[str, tuple[str, ...]] = {
    "registered": ("route",),
    "routed": ("notify",),
    "objected": ("notify",),
    "disputed": ("notify",),
    "accepted": ("handle", "simple_opinion", "redo"),
    "opined": ("handle", "simple_opinion", "redo"),
    "reviewing": ("review",),
    "review_opined": ("review",),
    "rereviewing": ("rereview",),
    "rereview_hearing": ("rereview",),
    "rereview_opined": ("rereview",),
}


@dataclass(frozen=True)
class Model:
    """Where a matter stands."""

    purpose: str
    state: str = "registered"
    tier: str = ""  # which unit has it: the leading one, or the one below that it was sent on to
    simple: bool = False
    extended: bool = False
    settled: bool = False
    assigned: bool = False  # so that the result is reported
    several: bool = False  # another unit helps
    ruled: bool = False  # the common superior has named the unit
    unsigned: bool = False  # an agreement was sealed, and nobody has proven that it was received

    def goes(self, verb: str) -> str | None:
        """The next state; None when the act is not to be had now."""
        following = ROADS[self.purpose].get(self.state, {}).get(verb)
        return None if following is None or self._against(verb) else following

    def _against(self, verb: str) -> bool:
        if self.state == "routed" and verb in ("forward", "assign", "rule"):
            return self.ruled == (verb != "rule")  # only the superior undoes its ruling
        return {
            "receive_back": self.tier != "below",  # the office sent it itself
            "extend": self.extended or self.simple,
            # the one below is a community
            "accept_simply": self.several or (self.assigned and self.tier == "below"),
            "stop_taking": True,  # nobody comes again in these lives, and nothing came before
            "turn_ordinary": not self.simple,
            "conclude": self.unsigned,
            "correct": self.state == "served" and not self.unsigned,
            "settle": self.settled,
            "unsettle": not self.settled,
        }.get(verb, False)

    def _tier(self, verb: str, following: str) -> str:
        """The office sends it to the leading unit; who has it sends it on to the one below."""
        if following == "registered" or verb == "unmerge":
            return ""
        if verb in ("forward", "assign"):
            return "below" if self.state == "routed" else "lead"
        return "lead" if verb in ("rule", "receive_back") else self.tier

    def after(self, verb: str) -> "Model":
        """The model after an act that was to be had."""
        following = self.goes(verb)
        assert following is not None
        changed = replace(
            self,
            state=following,
            tier=self._tier(verb, following),
            assigned=following != "registered" and (self.assigned or verb == "assign"),
            several=verb != "reopen" and (self.several or verb == "involve"),
            ruled=following != "registered" and (self.ruled or verb == "rule"),
            unsigned=verb == "agree" or (self.unsigned and verb not in ("serve_agreement", "correct")),
        )
        if verb == "accept_simply":
            return replace(changed, simple=True)
        if verb in ("accept", "turn_ordinary", "forward", "assign"):
            return replace(changed, simple=False)
        if verb == "extend":
            return replace(changed, extended=True)
        if verb in ("settle", "unsettle"):
            return replace(changed, settled=verb == "settle")
        if verb in ("request_review", "request_rereview"):
            return replace(changed, settled=False)  # who asks on does not accept it
        return replace(changed, settled=False, extended=False) if verb == "redo" else changed
