"""Notices: what people outside and inside are told, queued with the act and delivered by a worker (ADR 9)."""
