"""What forms offer of ratings, call-backs and proofs: (key, label)."""

from xinfang.casework.satisfaction.models import Body, Outcome, Proof, Reason, Said, Score, Way

__all__ = ["BODIES", "OUTCOMES", "PROOFS", "REASONS", "SAID", "SCORES", "WAYS"]

BODIES = Body.choices
SCORES = Score.choices
REASONS = Reason.choices
WAYS = Way.choices
SAID = Said.choices
OUTCOMES = Outcome.choices
PROOFS = Proof.choices
