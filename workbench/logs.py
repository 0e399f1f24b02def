"""Logs as JSON lines with request and job ids."""

import logging
import re
from typing import Any

import structlog

_SHARED = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.processors.StackInfoRenderer(),
    structlog.processors.format_exc_info,
]


# What addresses may hold that is nobody's to read: keys that clients of Google's API
# send along, and invitations.
SECRETS = re.compile(
    r"([?&](?:key|access_token|oauth_token)=)[^&]+|(/invitations/)[^/?]+"
)


def without_secrets(
    logger: Any, name: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Leave keys and tokens out of the address that was asked for."""
    if isinstance(asked := event.get("request"), str):
        event["request"] = SECRETS.sub(r"\1\2***", asked)
    return event


def one_line_a_request(
    logger: Any, name: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Keep the line that says how a request ended; its start says nothing more."""
    if event.get("event") == "request_started":
        raise structlog.DropEvent
    return event


def json_formatter() -> logging.Formatter:
    """Return the formatter for every handler; newlines inside values are escaped."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            one_line_a_request,
            without_secrets,
            *_SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_SHARED,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(),
        ],
    )
