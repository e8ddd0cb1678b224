"""Logs are events with names; values of petitioners never go in."""

from typing import Any

import structlog

__all__ = ["logging_config"]


def logging_config() -> dict[str, Any]:
    """Django's LOGGING, rendered by structlog: one line an event on stderr."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso"),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        "foreign_pre_chain": shared,
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"events": formatter},
        "filters": {"without_values": {"()": "xinfang.kernel.requests.WithoutValues"}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "events", "filters": ["without_values"]}
        },
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {"xinfang": {"level": "INFO"}, "django.server": {"level": "WARNING"}},
    }
