"""The only writers of documents, of their service, and of what the office writes them with."""

from xinfang.casework.letters.actions.answers import Answer, record_answers, revert_batch
from xinfang.casework.letters.actions.beginning import begin, keep_up
from xinfang.casework.letters.actions.drafting import check, draft, save, send_back, submit, void
from xinfang.casework.letters.actions.issuing import seal, sign, sign_and_seal
from xinfang.casework.letters.actions.papers import Paper, record_papers
from xinfang.casework.letters.actions.serving import Proof, correct_service, record_service
from xinfang.casework.letters.actions.slips import issue_prepared, keep_slips, void_slips

__all__ = [
    "Answer",
    "Paper",
    "Proof",
    "begin",
    "check",
    "correct_service",
    "draft",
    "issue_prepared",
    "keep_slips",
    "keep_up",
    "record_answers",
    "record_papers",
    "record_service",
    "revert_batch",
    "save",
    "seal",
    "send_back",
    "sign",
    "sign_and_seal",
    "submit",
    "void",
    "void_slips",
]
