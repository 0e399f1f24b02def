"""A page for each kind of problem: what it means, and what to do about it.

The ``type`` of every problem leads here. One row a code; a test sees that no code of
the product lacks one.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render


@dataclass(frozen=True, slots=True)
class Page:
    means: str
    do: str


FILE = "Send another file, or paste its text."
READ_AGAIN = "Read it again, compare with what you meant, and send that."

PAGES: dict[str, Page] = {
    # who is asking
    "not_authenticated": Page(
        "This is not public and the request carries no key.",
        "Send “Authorization: Bearer cor_…” with a key of the right scope.",
    ),
    "authentication_failed": Page(
        "The key is unknown, expired, revoked or malformed.",
        "Ask for a new key; an administrator makes it with “manage.py apikey create”.",
    ),
    "not_allowed": Page(
        "The key's scope or its owner's role in the story's team does not permit this.",
        "Use a key with the scope that the description of the operation names, of a "
        "person who has the role.",
    ),
    "not_found": Page(
        "There is no such thing, or it is not to be seen by you.",
        "Check the address. Things under embargo are found by their own team alone.",
    ),
    "bad_endpoint": Page(
        "The webhook endpoint's address, events or state do not permit this; “detail” "
        "says which.",
        "Give an https address that is reachable from the internet and at least one "
        "kind of event; resume a paused endpoint before replaying.",
    ),
    "not_covered_yet": Page(
        "The version is published, and no signed checkpoint covers it yet.",
        "Ask again in a minute: one is made soon after each publication, and each hour "
        "whatever happens.",
    ),
    "throttled": Page(
        "Too many requests came in too short a time.",
        "Wait as long as the Retry-After header says. RateLimit tells before what is "
        "left, and in how many seconds the count begins anew.",
    ),
    # how it was asked
    "bad_request": Page(
        "The request could not be read.", "Check its headers, encoding and length."
    ),
    "parse_error": Page(
        "The body is not the JSON or form that its Content-Type says.",
        "Check the body; JSON is UTF-8.",
    ),
    "invalid": Page(
        "The body was read, yet some of its fields are unknown, missing or bad.",
        "Each entry of “errors” points to one field by JSON Pointer.",
    ),
    "bad_parameters": Page(
        "A query parameter is unknown, given twice or has a value it cannot have.",
        "Each entry of “errors” names one parameter.",
    ),
    "bad_cursor": Page(
        "The cursor was not made by us, or belongs to another list.",
        "Use cursors as they were given; without one you start at the beginning.",
    ),
    "cursor_from_lost_history": Page(
        "The database was restored from a copy after this cursor was given. What you "
        "read since that copy was made may be gone, and its place taken by other "
        "entries. “extra” tells which epoch began, when and why.",
        "Read the feed again from its start, without “after”. Keep each version whose "
        "digest you have already; when you have come to the end, drop what the feed "
        "did not name.",
    ),
    "erased": Page(
        "This finding was erased because the law demanded it. “detail” says why; the "
        "changes feed keeps an entry of kind “tombstone”.",
        "Erase your copy, too.",
    ),
    "bad_erasure": Page(
        "There is no such finding, or the reason that readers see is missing.",
        "Give the record's id and the reason.",
    ),
    "import_refused": Page(
        "Lines of the file are not what a workbench exported, so nothing came in.",
        "Each fault names its line: fetch the file again from where it was published.",
    ),
    "format_not_supported": Page(
        "Embeds are not described in that format.", "Ask for json or for xml."
    ),
    "not_our_folder": Page(
        "The folder holds files that no export of a site put there.",
        "Name an empty folder, one that does not exist, or one exported before.",
    ),
    "bad_limit": Page(
        "The limit is no whole number or outside its range.",
        "The description of the operation tells the range.",
    ),
    "bad_count": Page(
        "Rows are not counted exactly: the number would be old when you read it.",
        "Send count=estimate, or leave it out and follow the cursors to the end.",
    ),
    "method_not_allowed": Page(
        "This address does not know that method.",
        "The Allow header lists those it knows.",
    ),
    "not_acceptable": Page(
        "None of the media types in Accept can be made here.",
        "Accept application/json.",
    ),
    "unsupported_media_type": Page(
        "Bodies of this media type are not read here.", "Send application/json."
    ),
    "precondition_required": Page(
        "Changes to a claim need the version they are meant for, so that nobody's work "
        "is overwritten.",
        "Read the claim and send its ETag as If-Match.",
    ),
    "precondition_failed": Page(
        "If-Match or If-Unmodified-Since names another version than the one here.",
        "Read it again without that header.",
    ),
    "stale_claim": Page(
        "Someone changed this claim after you read it. “extra” tells the current "
        "version and what kinds of change there were.",
        READ_AGAIN,
    ),
    "stale_comment": Page(
        "This comment was changed after you read it.",
        READ_AGAIN,
    ),
    "bad_idempotency_key": Page(
        "Idempotency-Key must be 1 to 255 printable ASCII characters.",
        "A UUID does well.",
    ),
    "idempotency_key_reuse": Page(
        "This Idempotency-Key was used for another request.",
        "Use a new key for each new request, the same one only to send it again.",
    ),
    # review
    "transition_not_allowed": Page(
        "The claim is not in a state from which this move leads anywhere.",
        "Read the claim: “actions” lists the moves you may make now.",
    ),
    "guard_failed": Page(
        "A condition of the move does not hold. “extra.failed” names which; when "
        "publishing, “extra.checks” lists each check that fails and what to do.",
        "Meet the conditions, then make the move again.",
    ),
    "leased_by_another": Page(
        "Someone else is working on it now.",
        "Wait: leases end by themselves in minutes.",
    ),
    "already_decided": Page(
        "A decision stands already.", "Undo it first, if it should be another."
    ),
    "incomplete_verdict": Page(
        "Rating, finding or rationale is missing, too long, or of the other level's "
        "scale.",
        "Give all of them, on the scale of the claim's level.",
    ),
    "bad_evidence": Page(
        "The evidence lacks what its kind needs, or its words are not in the text.",
        "“detail” says what is missing. Offsets count Unicode code points.",
    ),
    "duplicate_evidence": Page(
        "These words are attached to this claim already.",
        "Find them in the claim's evidence; confirm or edit them there.",
    ),
    "bad_claim": Page(
        "The claim lacks words, a level or a place where it was made.",
        "“detail” says which.",
    ),
    "too_many": Page(
        "More rows than can be done at once. “extra.most” says how many can.",
        "Narrow the filter, or tick fewer rows.",
    ),
    "bad_view": Page(
        "A list cannot be kept so: it has no name, its name is taken, or there are "
        "too many of them.",
        "“detail” says which. Choose another name, or delete a view first.",
    ),
    "bad_merge": Page(
        "These two cannot be one claim. “extra.why” says why: itself, other_story, "
        "other_scope, other_level, merged, not_merged or no_reason.",
        "Choose another claim of the same story and level, and say why they are one.",
    ),
    "merged_away": Page(
        "The claim was merged into another, where the work goes on.",
        "Act on the claim that “extra.into” names, or take the merge back.",
    ),
    "bad_question": Page(
        "These questions or answers cannot be put together or apart so.",
        "“detail” says why; look at the question's page again, then choose.",
    ),
    "bad_actor": Page(
        "Fewer than two actors were chosen to merge, or none or all of the spellings "
        "of one to split.",
        "Choose again on the story's list of actors.",
    ),
    "bad_facts": Page(
        "A correction lacks what it needs: a reason, or something to correct.",
        "Say how you know, and send it again.",
    ),
    "stale_facts": Page(
        "Somebody else corrected the document's facts after you read them. “extra.now” "
        "tells what stands now.",
        READ_AGAIN,
    ),
    "bad_story": Page(
        "A story lacks what it needs: a title, or a reason to close it.",
        "Give it, and send it again.",
    ),
    "bad_ownership": Page(
        "A source lacks its name, a link its reason, or an owner would own itself.",
        "Look at who owns whom, and send what holds.",
    ),
    "stale_story": Page(
        "Somebody else changed the story after you read it. “extra.now” tells what "
        "stands now.",
        READ_AGAIN,
    ),
    "story_closed": Page(
        "The story is closed: nothing is added to it any more.",
        "Have an editor of its team open it again, or choose another story.",
    ),
    "embargo_refused": Page(
        "An embargo cannot be set or lifted now. “extra.reasons” tells why.",
        "Do away with the reasons, then ask again.",
    ),
    "stale_actor": Page(
        "Someone merged or split this actor after you saw it.",
        "Look at the story's list of actors again, then decide.",
    ),
    "bad_assignment": Page(
        "The work is for nobody, about nothing, or ended already.",
        "“detail” says which.",
    ),
    "bad_comment": Page(
        "The comment is empty or too long, its words are not in the text, or it "
        "mentions somebody who may not see the thing.",
        "“detail” says which.",
    ),
    "bad_reply": Page(
        "A right of reply lacks whom or when, or its days cannot be: in the future, or "
        "an answer before the question.",
        "“detail” says which.",
    ),
    "bad_review_date": Page(
        "No finding is public, the day to look at it again is not ahead, or no reason "
        "is given.",
        "“detail” says which.",
    ),
    "bad_report": Page(
        "A report of an error is too short, too long or of no kind, or an answer to "
        "one is empty.",
        "“extra.field” names the part, “detail” says what to change.",
    ),
    "too_many_reports": Page(
        "More reports came within the hour than one reader sends, or one finding "
        "brings.",
        "Wait as long as “extra.retry_after_s” says, and send it again.",
    ),
    "stale_row": Page(
        "Somebody else changed this after you read it. “extra.current” tells the "
        "version that stands now.",
        READ_AGAIN,
    ),
    "bad_page": Page(
        "A page of the house has no title or text, or they are too long.",
        "“detail” says which.",
    ),
    "blind_reading": Page(
        "Somebody asked that this claim be read blind, and you have not read it yet.",
        "Approve with a rating of your own; the verdict is shown after that.",
    ),
    "bad_draft": Page(
        "What was sent is no draft of a form, or is larger than anybody types.",
        "Copy the words elsewhere; they stay in the browser.",
    ),
    # intake
    "duplicate_document": Page(
        "The same text is already here, among what you may see.",
        "“extra” names the document.",
    ),
    "job_not_set_aside": Page(
        "Only a job that was set aside can be tried again.", "Read the job's state."
    ),
    "too_large": Page("It is larger than this site takes.", "“extra” tells the limit."),
    "unknown_type": Page("This kind of file is not read here.", FILE),
    "type_mismatch": Page("The content is not what name or type say it is.", FILE),
    "empty_file": Page("There is nothing in it.", FILE),
    "encrypted": Page("It is protected by a password.", "Send it without one."),
    "undecodable": Page("Its characters are in no encoding that is known here.", FILE),
    "nul_bytes": Page("The text holds NUL characters: it is no text.", FILE),
    "no_text": Page(
        "No text was found in it; it may be a picture of text.",
        "Send a version with text.",
    ),
    "archive_bomb": Page("It unpacks to far more than it should.", FILE),
    "parse_failed": Page("It is damaged, or not as its format demands.", FILE),
    "parse_timeout": Page(
        "Reading it took too long.", "Try again, or send it in parts."
    ),
    "parse_memory": Page(
        "Reading it took too much memory.", "Try again, or send it in parts."
    ),
    "fetch_refused_address": Page(
        "Addresses inside private networks are not fetched.",
        "Save the page and send the file.",
    ),
    "fetch_bad_url": Page(
        "This is no address that can be fetched.", "Use http or https."
    ),
    "fetch_dead_host": Page("The host does not answer.", "Try again later."),
    "fetch_timeout": Page("The host took too long.", "Try again later."),
    "fetch_too_large": Page("The page is larger than this site takes.", FILE),
    "fetch_status": Page(
        "The host answered with an error.", "Open the address yourself."
    ),
    "fetch_too_many_redirects": Page(
        "The address leads from one to the next without end.", "Use the final address."
    ),
    "blob_missing": Page(
        "The bytes of this capture are not in the store.", "Restore them from a backup."
    ),
    "blob_damaged": Page(
        "The bytes in the store are not those that were kept.",
        "Restore them from a backup.",
    ),
    # ours
    "worker_lost": Page(
        "The worker stopped in the middle of this job, every time it was tried.",
        "Look at the memory of the workers' machine, then retry the job.",
    ),
    "unavailable": Page("The database is not reachable now.", "Try again in a moment."),
    "internal_error": Page(
        "Something went wrong here.", "Tell us the request's id; nothing was changed."
    ),
    "claims_error": Page("The claim cannot be treated so.", "“detail” says why."),
    "sources_error": Page("The source cannot be treated so.", "“detail” says why."),
}


def problem_page(request: HttpRequest, code: str) -> HttpResponse:
    """Public: explain one code."""
    if code not in PAGES:
        raise Http404
    context = {"code": code, "page": PAGES[code]}
    return render(request, "problem_type.html", context)


def problem_index(request: HttpRequest) -> HttpResponse:
    """Public: all codes."""
    return render(request, "problem_types.html", {"pages": PAGES.items()})
