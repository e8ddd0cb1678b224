"""Notices: what people outside and inside are told, queued with the act, delivered by a worker (ADR 11)."""
