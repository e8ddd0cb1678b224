"""Going out: visits down to a place with a case (带案下访), and sweeps for disputes (排查)."""
