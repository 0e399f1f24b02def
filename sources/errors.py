"""Errors of the sources room, each with a stable code for pages, API and job rows."""

from __future__ import annotations

from typing import Any, ClassVar


class SourcesError(Exception):
    """Base of what can go wrong while a source is taken in.

    ``code`` is stable and machine-readable, ``message`` is one sentence for a person,
    ``extra`` holds JSON values that help (limits, types, addresses).
    """

    default_code: ClassVar[str] = "sources_error"
    can_retry: ClassVar[bool] = False  # whether trying again later may help

    def __init__(self, message: str, *, code: str = "", **extra: Any) -> None:
        super().__init__(message)
        self.code = code or self.default_code
        self.message = message
        self.extra: dict[str, Any] = extra

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (type(self), self.code, self.message, self.extra))


def _rebuild(
    kind: type[SourcesError], code: str, message: str, extra: dict[str, Any]
) -> SourcesError:
    return kind(message, code=code, **extra)


class UnreadableFormat(SourcesError):
    """The bytes cannot be read into text; trying again will not help."""

    default_code = "parse_failed"


class UnknownType(UnreadableFormat):
    default_code = "unknown_type"


class TypeMismatch(UnreadableFormat):
    default_code = "type_mismatch"


class EmptyFile(UnreadableFormat):
    default_code = "empty_file"


class TooLarge(UnreadableFormat):
    default_code = "too_large"


class Encrypted(UnreadableFormat):
    default_code = "encrypted"


class Undecodable(UnreadableFormat):
    default_code = "undecodable"


class NulBytes(UnreadableFormat):
    default_code = "nul_bytes"


class NoText(UnreadableFormat):
    default_code = "no_text"


class ArchiveBomb(UnreadableFormat):
    default_code = "archive_bomb"


class ParseFailed(UnreadableFormat):
    default_code = "parse_failed"


class ParseTimeout(UnreadableFormat):
    """The limits are the same the next time: only a person may ask to try again."""

    default_code = "parse_timeout"


class ParseMemory(UnreadableFormat):
    default_code = "parse_memory"


class FetchFailed(SourcesError):
    """An address could not be fetched."""

    default_code = "fetch_dead_host"
    can_retry = True


class RefusedAddress(FetchFailed):
    default_code = "fetch_refused_address"
    can_retry = False


class BadUrl(FetchFailed):
    default_code = "fetch_bad_url"
    can_retry = False


class DeadHost(FetchFailed):
    default_code = "fetch_dead_host"


class FetchTimeout(FetchFailed):
    default_code = "fetch_timeout"


class FetchTooLarge(FetchFailed):
    default_code = "fetch_too_large"
    can_retry = False


class FetchStatus(FetchFailed):
    default_code = "fetch_status"


class TooManyRedirects(FetchFailed):
    default_code = "fetch_too_many_redirects"
    can_retry = False


class DuplicateDocument(SourcesError):
    """The same text is already here, among what the person may see."""

    default_code = "duplicate_document"


class NotAllowed(SourcesError):
    """The person lacks the membership for this."""

    default_code = "not_allowed"


class BadFacts(SourcesError):
    """A correction lacks what it needs: a change, a reason."""

    default_code = "bad_facts"


class StaleFacts(SourcesError):
    """Somebody else changed it since it was read; ``extra`` says what stands now."""

    default_code = "stale_facts"


class BadStory(SourcesError):
    """A story lacks what it needs: a title, a reason."""

    default_code = "bad_story"


class StaleStory(SourcesError):
    """Somebody else changed the story since it was read."""

    default_code = "stale_story"


class BadOwnership(SourcesError):
    """A source or a link of ownership cannot stand so."""

    default_code = "bad_ownership"


class StoryClosed(SourcesError):
    """Nothing is added to a closed story; open it again first."""

    default_code = "story_closed"


class NotFound(SourcesError):
    """There is no such thing, or it is not to be seen by this person."""

    default_code = "not_found"


class BlobMissing(SourcesError):
    """The bytes of a capture are not in the store."""

    default_code = "blob_missing"


class BlobDamaged(SourcesError):
    """The bytes in the store are not those that were kept."""

    default_code = "blob_damaged"


def _all_kinds(root: type[SourcesError]) -> list[type[SourcesError]]:
    found = []
    for kind in root.__subclasses__():
        found += [kind, *_all_kinds(kind)]
    return found


def error_for(code: str, message: str, **extra: Any) -> SourcesError:
    """Rebuild the error of ``code``, as a child process or a job row reported it."""
    for kind in _all_kinds(SourcesError):
        if kind.default_code == code and "default_code" in vars(kind):
            return kind(message, **extra)
    return SourcesError(message, code=code, **extra)
