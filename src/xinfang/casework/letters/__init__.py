"""Official documents on a matter: from the draft, by signature, number and seal, to the proof of service."""
