"""What the API takes and gives, as types. Made by `make client`: edit nothing here."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict


class Accepted(TypedDict):
    document: DocumentOut
    job: JobOut


class AnnotationPageOut(TypedDict):
    """A W3C AnnotationPage: an annotation for each quotation in the evidence."""

    id: str
    type: str
    items: list[dict[str, Any]]


class AppearanceOut(TypedDict):
    id: str
    document: DocumentRef | None
    revision: NotRequired[str | None]
    segments: list[list[int]] | None
    exact: NotRequired[list[str]]
    chain: NotRequired[Any]
    heard_where: NotRequired[str]
    heard_on: NotRequired[str]


class ApprovalOut(TypedDict):
    id: str
    verdict: str
    by: PersonRef
    kind: NotRequired[ApprovalOutKindEnum]
    blind: NotRequired[bool]
    own_rating: RatingRef | None
    note: NotRequired[str]
    created_at: str
    voided_at: NotRequired[str | None]
    void_reason: NotRequired[str]


class AssignmentIn(TypedDict):
    """About exactly one of claim, question, story and document."""

    person: NotRequired[str]
    team: NotRequired[str]
    note: NotRequired[str]
    kind: WorkKind
    claim: NotRequired[str]
    question: NotRequired[str]
    story: NotRequired[str]
    document: NotRequired[str]
    due_at: NotRequired[str]


class AssignmentOut(TypedDict):
    id: str
    claim: NotRequired[str | None]
    question: NotRequired[str | None]
    story: NotRequired[str | None]
    document: NotRequired[str | None]
    report: NotRequired[str | None]
    person: PersonRef | None
    team: NotRequired[str | None]
    kind: WorkKind
    state: WorkState
    due_at: NotRequired[str | None]
    due: str | None
    lease_until: NotRequired[str | None]
    note: NotRequired[str]
    by: PersonRef | None
    created_at: str
    ended_at: NotRequired[str | None]


class AssignmentPage(TypedDict):
    results: list[AssignmentOut]
    cursor: str | None
    count: NotRequired[CountOut]


class AttemptOut(TypedDict):
    at: str
    status: int | None
    took_ms: int
    answer: str
    error: str


class BlindIn(TypedDict):
    """Input that refuses what it does not know, so that a typing error is told."""

    asked: bool


class CandidateOut(TypedDict):
    """A machine's proposed claim; nobody has judged it."""

    id: str
    story: str
    group: NotRequired[str | None]
    document: DocumentRef
    revision: str
    segments: list[list[int]] | None
    exact: list[str]
    words: str
    score: float
    type: str
    factuality: str
    speaker: NotRequired[str]
    chain: list[dict[str, Any]]
    origin: NotRequired[str | None]
    event_start: NotRequired[str | None]
    event_end: NotRequired[str | None]


class CandidatePage(TypedDict):
    results: list[CandidateOut]
    cursor: str | None
    count: NotRequired[CountOut]


class ChangeOut(TypedDict):
    """``digest`` is the SHA-256 of the version's canonical JSON."""

    kind: ChangeKind
    record: str
    version: int
    digest: str
    at: str
    url: str
    superseded_by: str | None
    note: str
    epoch: int


class ChangePage(TypedDict):
    results: list[ChangeOut]
    next: str


class CheckpointBody(TypedDict):
    """Signed as canonical JSON (RFC 8785) after ``corroborate checkpoint 1`` and a
    line feed. ``events`` commits us to the desk's own log without telling its size.
    """

    format: str
    id: str
    number: int
    epoch: int
    origin: str
    at: str
    previous: str
    publications: LogOut
    changes: LogOut
    events: str
    key: str


class CheckpointOut(TypedDict):
    checkpoint: CheckpointBody
    digest: str
    signature: str


class CheckpointPage(TypedDict):
    results: list[CheckpointOut]
    cursor: str | None
    count: NotRequired[CountOut]


class ClaimDetail(TypedDict):
    """A claim with all that bears on it, and what you may do with it now."""

    id: str
    number: int
    version: NotRequired[int]
    status: ClaimStatus
    level: LevelEnum
    text: str
    normalized_text: str
    claimant: NotRequired[str]
    made_on: NotRequired[str]
    made_where: NotRequired[str]
    event_start: NotRequired[str | None]
    event_end: NotRequired[str | None]
    tags: NotRequired[list[str]]
    language: NotRequired[str]
    risk: RiskEnum
    story: StoryRef
    question: QuestionRef | None
    group: NotRequired[str | None]
    checker: PersonRef | None
    lease_until: NotRequired[str | None]
    rating: str | None
    created_at: str
    updated_at: str
    risk_reason: NotRequired[str]
    origin_exception: NotRequired[str]
    merged_into: NotRequired[str | None]
    verdict: VerdictOut | None
    approvals: list[ApprovalOut]
    approvals_needed: int
    appearances: list[AppearanceOut]
    evidence: list[EvidenceOut]
    actions: list[MoveOut]
    publication: PublicationRef | None


class ClaimIn(TypedDict):
    """A claim made by hand: from words in a document, or heard somewhere."""

    story: str
    level: LevelEnum
    text: str
    claimant: str
    quote: NotRequired[QuoteIn]
    heard_where: NotRequired[str]
    heard_on: NotRequired[str]


class ClaimOut(TypedDict):
    id: str
    number: int
    version: NotRequired[int]
    status: ClaimStatus
    level: LevelEnum
    text: str
    normalized_text: str
    claimant: NotRequired[str]
    made_on: NotRequired[str]
    made_where: NotRequired[str]
    event_start: NotRequired[str | None]
    event_end: NotRequired[str | None]
    tags: NotRequired[list[str]]
    language: NotRequired[str]
    risk: RiskEnum
    story: StoryRef
    question: QuestionRef | None
    group: NotRequired[str | None]
    checker: PersonRef | None
    lease_until: NotRequired[str | None]
    rating: str | None
    created_at: str
    updated_at: str


class ClaimPage(TypedDict):
    results: list[ClaimOut]
    cursor: str | None
    count: NotRequired[CountOut]


class ClaimReviewOut(TypedDict):
    """schema.org ClaimReview as JSON-LD; its other properties are schema.org's."""

    url: str
    claimReviewed: str
    reviewRating: dict[str, Any]
    itemReviewed: dict[str, Any]


class CommentIn(TypedDict):
    """About exactly one of claim, question, story and document.

    “@Name” in the text tells that person, if they may see the thing. A comment on a
    document may be about words of it (``quote``).
    """

    text: str
    claim: NotRequired[str]
    question: NotRequired[str]
    story: NotRequired[str]
    document: NotRequired[str]
    quote: NotRequired[QuoteIn]


class CommentOut(TypedDict):
    """What somebody said; a deleted comment has no text, but keeps its place."""

    id: str
    claim: NotRequired[str | None]
    question: NotRequired[str | None]
    story: NotRequired[str | None]
    document: NotRequired[str | None]
    revision: NotRequired[str | None]
    segments: list[list[int]] | None
    words: list[str]
    text: NotRequired[str]
    by: PersonRef
    created_at: str
    edited_at: NotRequired[str | None]
    deleted_at: NotRequired[str | None]


class CommentPage(TypedDict):
    results: list[CommentOut]
    cursor: str | None
    count: NotRequired[CountOut]


class ConfirmIn(TypedDict):
    """Input that refuses what it does not know, so that a typing error is told."""

    stance: StanceEnum


class CountOut(TypedDict):
    """How many rows there are; always an estimate, for others write meanwhile."""

    value: int
    estimate: bool
    at_least: bool


class DecisionIn(TypedDict):
    """``accept`` needs a level, ``attach`` a claim, ``dismiss`` a reason, ``snooze``
    an instant; ``undo`` takes back the decision in force; ``change`` replaces it by
    another level, reason or instant, in one step.
    """

    action: DecisionInActionEnum
    level: NotRequired[LevelEnum]
    claim: NotRequired[str]
    reason: NotRequired[str]
    until: NotRequired[str]


class DecisionOut(TypedDict):
    id: str
    action: DecisionOutActionEnum
    level: LevelEnum | BlankEnum
    claim: NotRequired[str | None]
    reason: NotRequired[str]
    until: NotRequired[str | None]
    by: PersonRef
    created_at: str
    undone_at: NotRequired[str | None]


class DeliveryOut(TypedDict):
    """``id`` is the `webhook-id` without its `msg_` and with hyphens."""

    id: str
    event: HookEvent
    state: DeliveryState
    tries: int
    created_at: str
    next_at: str | None
    body: str


class DeliveryPage(TypedDict):
    results: list[DeliveryOut]
    cursor: str | None


class DeliveryWhole(TypedDict):
    """``id`` is the `webhook-id` without its `msg_` and with hyphens."""

    id: str
    event: HookEvent
    state: DeliveryState
    tries: int
    created_at: str
    next_at: str | None
    body: str
    attempts: list[AttemptOut]


class DocumentDetail(TypedDict):
    """A document with all work on it, in the order it was begun."""

    id: str
    story: str
    title: str
    byline: str
    outlet: str
    source: NotRequired[str | None]
    language: str
    purpose: PurposeEnum
    via: ViaEnum
    url: str
    canonical_url: str
    filename: str
    published: KnownDateOut
    updated: KnownDateOut
    dateline_place: str
    zone: str
    credits: list[str]
    embargoed: bool
    current_revision: str | None
    created_at: str
    jobs: list[JobOut]


class DocumentIn(TypedDict):
    """One of ``url``, ``text`` and ``file``; a file in a multipart form alone."""

    story: str
    url: NotRequired[str]
    text: NotRequired[str]
    title: NotRequired[str]
    purpose: NotRequired[PurposeEnum]
    file: NotRequired[str]


class DocumentJsonIn(TypedDict):
    """One of ``url`` and ``text``."""

    story: str
    url: NotRequired[str]
    text: NotRequired[str]
    title: NotRequired[str]
    purpose: NotRequired[PurposeEnum]


class DocumentOut(TypedDict):
    id: str
    story: str
    title: str
    byline: str
    outlet: str
    source: NotRequired[str | None]
    language: str
    purpose: PurposeEnum
    via: ViaEnum
    url: str
    canonical_url: str
    filename: str
    published: KnownDateOut
    updated: KnownDateOut
    dateline_place: str
    zone: str
    credits: list[str]
    embargoed: bool
    current_revision: str | None
    created_at: str


class DocumentPage(TypedDict):
    results: list[DocumentOut]
    cursor: str | None
    count: NotRequired[CountOut]


class DocumentRef(TypedDict):
    id: str
    title: NotRequired[str]
    label: str
    published: NotRequired[str]
    published_how: NotRequired[HowKnown | BlankEnum]


class EventOut(TypedDict):
    """One editorial write; ``hash`` covers the one before (``previous``)."""

    seq: int
    kind: str
    by: PersonRef
    at: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    digest: str
    previous: str
    hash: str


class EventPage(TypedDict):
    results: list[EventOut]
    cursor: str | None
    count: NotRequired[CountOut]


class EvidenceOut(TypedDict):
    id: str
    claim: str
    kind: EvidenceKind
    stance: StanceEnum
    state: EvidenceState
    document: DocumentRef | None
    revision: NotRequired[str | None]
    segments: list[list[int]] | None
    exact: NotRequired[list[str]]
    speaker: NotRequired[str]
    chain: list[Any]
    origin: NotRequired[str | None]
    details: dict[str, Any]
    reasons: list[Any]
    note: NotRequired[str]
    disclosure: DisclosureEnum
    method: NotRequired[str]
    method_version: NotRequired[str]
    added_by: PersonRef | None
    confirmed_by: PersonRef | None
    confirmed_at: NotRequired[str | None]
    created_at: str


class ExportOut(TypedDict):
    """A file of everything published; it is written as it is fetched, gzip if asked."""

    name: str
    media_type: str
    holds: str
    url: str
    licence: str


class ExportPage(TypedDict):
    results: list[ExportOut]


class FactAbout(TypedDict):
    method_url: str
    corrections_url: str
    report_url: str


class FactAppearance(TypedDict):
    """Where the claim was made: words in a document, or heard somewhere."""

    quote: NotRequired[str]
    selector: NotRequired[list[dict[str, Any]]]
    source: NotRequired[FactSource]
    chain: NotRequired[list[Any]]
    heard_where: NotRequired[str]
    heard_on: NotRequired[str]


class FactClaim(TypedDict):
    text: str
    normalized_text: str
    claimant: str
    claimant_kind: NotRequired[str]
    made_on: str
    made_where: str
    event_start: str | None
    event_end: str | None
    tags: list[str]
    appearances: list[FactAppearance]


class FactCorrection(TypedDict):
    version: int
    kind: Correction
    note: str
    at: str


class FactEvidence(TypedDict):
    """What is described only has ``note``; what is withheld is counted, not listed."""

    id: str
    kind: str
    stance: StanceEnum
    note: str
    disclosure: DisclosureEnum
    origin: str | None
    speaker: NotRequired[str]
    chain: NotRequired[list[Any]]
    reasons: NotRequired[list[Any]]
    quote: NotRequired[str]
    selector: NotRequired[list[dict[str, Any]]]
    source: NotRequired[FactSource]
    details: NotRequired[dict[str, Any]]


class FactHeld(TypedDict):
    """A version of what happened, and who holds it."""

    held_by: str
    words: str
    stance: str


class FactMoment(TypedDict):
    """When it happened, by whose words."""

    at: str
    precision: str
    words: str
    who: str


class FactOrigin(TypedDict):
    """What evidence goes back to; ``why`` says why it counts or does not."""

    name: str
    interest: InterestEnum
    independent: bool
    why: str


class FactOrigins(TypedDict):
    supports: list[str]
    contradicts: list[str]
    independent: int
    listed: NotRequired[list[FactOrigin]]


class FactOut(TypedDict):
    """A finding about a claim; ``rating`` says whether the claim holds."""

    schema: int
    id: str
    version: int
    slug: str
    url: str
    published_at: str
    first_published_at: str
    language: str
    level: LevelEnum
    claim: FactClaim
    rating: FactRating
    finding: str
    rationale: str
    confidence: ConfidenceEnum
    question: str | None
    versions: list[FactHeld]
    evidence: list[FactEvidence]
    withheld: int
    searches: list[FactSearch]
    origins: FactOrigins
    checked_by: int
    exception: str
    corrections: list[FactCorrection]
    retracted: bool
    licence: str
    review_by: NotRequired[str | None]
    right_of_reply: NotRequired[FactReply | None]
    timeline: NotRequired[list[FactMoment]]
    checked_by_names: NotRequired[list[str]]
    about: NotRequired[FactAbout]


class FactPage(TypedDict):
    results: list[FactOut | FactPart]
    cursor: str | None


class FactRating(TypedDict):
    """``value`` is null outside the true–false line; nearer ``best`` is truer."""

    slug: str
    label: str
    meaning: str
    value: int | None
    best: int | None
    worst: int | None
    scale: str


class FactReply(TypedDict):
    """Who was asked to answer before this went out, and what they said."""

    asked: str
    asked_on: str
    answered: str | None
    words: str


class FactSearch(TypedDict):
    where: str
    terms: str
    when: str
    directions: list[str]
    note: str


class FactSource(TypedDict):
    title: str
    publisher: str
    url: str
    published: str
    published_how: str
    sha256: str
    archived: NotRequired[str]


class FactVersionOut(TypedDict):
    version: int
    url: str
    digest: str
    published_at: str
    correction: Correction | BlankEnum
    note: str
    retracted: bool
    schema: int


class FactVersionPage(TypedDict):
    """``review_by`` is the day that holds now; the one in a body was promised then."""

    results: list[FactVersionOut]
    review_by: str | None
    stale: bool


class GroupDetail(TypedDict):
    """Candidates of one proposition, with what was decided about them."""

    id: str
    story: str
    question: QuestionRef | None
    wording: str
    score: NotRequired[float]
    documents: NotRequired[int]
    origins: NotRequired[int]
    conflicts: NotRequired[int]
    best: CandidateOut | None
    decision: DecisionOut | None
    grown_since_decision: NotRequired[bool]
    lease_by: PersonRef | None
    lease_until: NotRequired[str | None]
    created_at: str
    members: list[CandidateOut]
    relations: list[RelationOut]


class GroupOut(TypedDict):
    """Candidates of one proposition, with what was decided about them."""

    id: str
    story: str
    question: QuestionRef | None
    wording: str
    score: NotRequired[float]
    documents: NotRequired[int]
    origins: NotRequired[int]
    conflicts: NotRequired[int]
    best: CandidateOut | None
    decision: DecisionOut | None
    grown_since_decision: NotRequired[bool]
    lease_by: PersonRef | None
    lease_until: NotRequired[str | None]
    created_at: str


class GroupPage(TypedDict):
    results: list[GroupOut]
    cursor: str | None
    count: NotRequired[CountOut]


GrowthOut = TypedDict(
    "GrowthOut",
    {
        "format": "str",
        "publications": "list[str]",
        "changes": "list[str]",
        "from": "int",
        "to": "int",
    },
)


class JobOut(TypedDict):
    """One unit of work. ``subject`` is the document, capture or text worked on."""

    id: str
    kind: str
    state: JobState
    label: str
    subject: str
    parent: str | None
    attempts: int
    progress_done: int
    progress_total: int
    progress_unit: str
    error_code: str
    error: str
    created_at: str
    started_at: str | None
    finished_at: str | None
    next_attempt_at: str


class JobPage(TypedDict):
    results: list[JobOut]
    cursor: str | None
    count: NotRequired[CountOut]


class KeyOut(TypedDict):
    id: str
    algorithm: str
    public_key: str
    made_at: str
    previous: str | None
    statement: str
    endorsement: str | None


class KnownDateOut(TypedDict):
    """An ISO date or instant and how it is known; empty with a reason if it is not."""

    value: str
    how: HowKnown | BlankEnum
    reason: str


class LeafOut(TypedDict):
    record: str
    version: int
    schema: int
    digest: str
    retracted: bool
    published_at: str
    rest: str


class LogOut(TypedDict):
    size: int
    root: str


class MatchIn(TypedDict):
    """One claim, or a passage of which each sentence is looked up."""

    text: str
    day: NotRequired[str]
    limit: NotRequired[int]
    expand: NotRequired[list[ExpandEnum]]


class MatchOut(TypedDict):
    """A sentence that may repeat a claim that was checked.

    ``score`` is how like they are, from 0 to 1: no rating, and no probability.
    ``label`` says how the sentence stands to the claim, empty where that could not
    be compared; a ``look_alike`` tells of something else, and ``reasons`` say of
    what.
    """

    start: int
    end: int
    text: str
    score: float
    label: MatchOutLabelEnum | BlankEnum
    reasons: list[Any]
    fact: MatchedFact


class MatchPage(TypedDict):
    results: list[MatchOut]
    sentences: int
    method: str
    licence: str


class MatchedClaim(TypedDict):
    """The claim that was checked, without where it appeared."""

    text: str
    normalized_text: str
    claimant: str
    claimant_kind: NotRequired[str]
    made_on: str
    made_where: str
    event_start: str | None
    event_end: str | None
    tags: list[str]


class MatchedFact(TypedDict):
    """What is established, in short; the whole record stands at ``href``."""

    id: str
    version: int
    url: str
    href: str
    published_at: str
    language: str
    level: LevelEnum
    claim: MatchedClaim
    rating: FactRating
    finding: str
    licence: str
    evidence: NotRequired[list[FactEvidence]]


class MergeIn(TypedDict):
    """``into`` survives; both records say why the two are one."""

    into: str
    reason: str


class MissingOut(TypedDict):
    name: str
    words: str


class MoveIn(TypedDict):
    """``note`` is the reason, where the move needs one.

    ``own_rating`` and ``blind`` belong to approvals: a reader who has not seen the
    verdict gives a rating of their own. ``correction`` and ``review_by`` belong to
    publishing.
    """

    action: MoveInActionEnum
    note: NotRequired[str]
    blind: NotRequired[bool]
    own_rating: NotRequired[str]
    correction: NotRequired[Correction]
    review_by: NotRequired[str]


class MoveOut(TypedDict):
    """A move that your roles permit; ``missing`` says what keeps it from being made."""

    action: ClaimAction
    label: str
    to: ClaimStatus
    allowed: bool
    needs_note: bool
    missing: list[MissingOut]


class PassageIn(TypedDict):
    """Words of a document."""

    revision: str
    exact: list[str]
    segments: NotRequired[list[list[int]]]
    kind: PassageKind
    stance: StanceEnum
    speaker: NotRequired[str]
    note: NotRequired[str]


class PatchedClaimEdit(TypedDict):
    """Only what is given is changed."""

    text: NotRequired[str]
    normalized_text: NotRequired[str]
    claimant: NotRequired[str]
    made_on: NotRequired[str]
    made_where: NotRequired[str]
    event_start: NotRequired[str | None]
    event_end: NotRequired[str | None]
    tags: NotRequired[list[str]]
    level: NotRequired[LevelEnum]
    risk: NotRequired[RiskEnum]
    risk_reason: NotRequired[str]
    origin_exception: NotRequired[str]


class PatchedCommentEdit(TypedDict):
    """Input that refuses what it does not know, so that a typing error is told."""

    text: NotRequired[str]


class PatchedWebhookChanges(TypedDict):
    """Input that refuses what it does not know, so that a typing error is told."""

    name: NotRequired[str]
    url: NotRequired[str]
    events: NotRequired[list[HookEvent]]
    own_only: NotRequired[bool]


class PersonRef(TypedDict):
    id: str
    name: str


class ProofOut(TypedDict):
    checkpoint: CheckpointBody
    digest: str
    signature: str
    format: str
    leaf: LeafOut
    index: int
    path: list[str]
    keys: list[KeyOut]


class PublicationRef(TypedDict):
    """The newest published version; read it under facts."""

    record: str
    version: int
    slug: str
    retracted: bool
    published_at: str


class QuestionDetail(TypedDict):
    """The rival answers stand together: groups of candidates, and claims made."""

    id: str
    story: str
    slot: str
    wording: str
    created_at: str
    groups: list[GroupOut]
    claims: list[ClaimOut]


class QuestionOut(TypedDict):
    """One slot with rival answers."""

    id: str
    story: str
    slot: str
    wording: str
    groups: int
    claims: int
    created_at: str


class QuestionPage(TypedDict):
    results: list[QuestionOut]
    cursor: str | None
    count: NotRequired[CountOut]


class QuestionRef(TypedDict):
    id: str
    wording: str


class QuoteIn(TypedDict):
    """Exact words, and where they stand.

    Without ``segments`` the words are looked for; they must stand there once.
    """

    revision: str
    exact: list[str]
    segments: NotRequired[list[list[int]]]


class RatingRef(TypedDict):
    slug: str
    label: str
    value: int | None


class RejectIn(TypedDict):
    """Input that refuses what it does not know, so that a typing error is told."""

    reason: NotRequired[str]


class RelationOut(TypedDict):
    """How a member of the group stands to other words, and why."""

    label: RelationOutLabelEnum
    level: LevelEnum
    score: float
    independent: bool
    member: str
    other: CandidateOut
    reasons: list[Any]
    detail: list[Any]
    method: str


class SearchIn(TypedDict):
    """A search that found nothing; ``directions`` are the stances looked for."""

    kind: SearchKind
    where: str
    terms: str
    when: str
    directions: list[DirectionsEnum]
    note: NotRequired[str]


class SecretOut(TypedDict):
    secret: str
    previous_until: str | None


class StatementIn(TypedDict):
    """What somebody told us."""

    kind: StatementKind
    stance: StanceEnum
    who: str
    when: str
    channel: ChannelEnum
    basis: BasisEnum
    words: str
    disclosure: NotRequired[DisclosureEnum]
    note: NotRequired[str]


class StoryIn(TypedDict):
    """Input that refuses what it does not know, so that a typing error is told."""

    title: str
    team: str
    embargo: NotRequired[bool]
    deadline: NotRequired[str | None]


class StoryOut(TypedDict):
    id: str
    title: str
    team: str
    embargoed: bool
    deadline: str | None
    closed_at: str | None
    created_at: str


class StoryPage(TypedDict):
    results: list[StoryOut]
    cursor: str | None
    count: NotRequired[CountOut]


class StoryRef(TypedDict):
    id: str
    title: str


class VerdictIn(TypedDict):
    """Rating, our one sentence, the reasons, and the evidence they rest on."""

    rating: str
    finding: str
    rationale: str
    confidence: NotRequired[ConfidenceEnum]
    evidence: NotRequired[list[str]]


class VerdictOut(TypedDict):
    id: str
    rating: RatingRef
    finding: str
    rationale: str
    confidence: ConfidenceEnum
    evidence: list[str]
    by: PersonRef
    created_at: str


class WebhookAction(TypedDict):
    """``replay`` sends again what was told since a time, delivered or not.

    ``rotate`` makes a new secret; the one before signs, too, for a day. ``resume``
    sends what waited, ``test`` an event of kind ``test``.
    """

    action: WebhookActionActionEnum
    since: NotRequired[str]


class WebhookDone(TypedDict):
    webhook: WebhookOut
    deliveries: int


class WebhookIn(TypedDict):
    """Input that refuses what it does not know, so that a typing error is told."""

    team: str
    name: str
    url: str
    events: list[HookEvent]
    own_only: NotRequired[bool]


class WebhookOut(TypedDict):
    id: str
    team: str
    name: str
    url: str
    events: list[HookEvent]
    own_only: bool
    created_at: str
    paused_at: str | None
    paused_why: str
    failures: int
    failing_since: str | None
    last_success_at: str | None
    previous_until: str | None


class WebhookPage(TypedDict):
    results: list[WebhookOut]
    cursor: str | None


class WorkIn(TypedDict):
    """``hand_over`` names a person, a team or both.

    ``take`` starts on it, from a team's pile or as one's own; ``release`` stops.
    """

    person: NotRequired[str]
    team: NotRequired[str]
    note: NotRequired[str]
    action: WorkInActionEnum


class Problem(TypedDict):
    """RFC 9457. `type` leads to a page that says what to do."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    instance: str
    request_id: str | None
    errors: NotRequired[list[dict[str, Any]]]
    extra: NotRequired[dict[str, Any]]


class FactClaimPart(TypedDict):
    text: NotRequired[str]
    normalized_text: NotRequired[str]
    claimant: NotRequired[str]
    claimant_kind: NotRequired[str]
    made_on: NotRequired[str]
    made_where: NotRequired[str]
    event_start: NotRequired[str | None]
    event_end: NotRequired[str | None]
    tags: NotRequired[list[str]]
    appearances: NotRequired[list[FactAppearance]]


class FactRatingPart(TypedDict):
    """``value`` is null outside the true–false line; nearer ``best`` is truer."""

    slug: NotRequired[str]
    label: NotRequired[str]
    meaning: NotRequired[str]
    value: NotRequired[int | None]
    best: NotRequired[int | None]
    worst: NotRequired[int | None]
    scale: NotRequired[str]


class FactOriginsPart(TypedDict):
    supports: NotRequired[list[str]]
    contradicts: NotRequired[list[str]]
    independent: NotRequired[int]
    listed: NotRequired[list[FactOrigin]]


class FactReplyPart(TypedDict):
    """Who was asked to answer before this went out, and what they said."""

    asked: NotRequired[str]
    asked_on: NotRequired[str]
    answered: NotRequired[str | None]
    words: NotRequired[str]


class FactAboutPart(TypedDict):
    method_url: NotRequired[str]
    corrections_url: NotRequired[str]
    report_url: NotRequired[str]


class FactPart(TypedDict):
    """Of a finding what `fields` asked for."""

    schema: NotRequired[int]
    id: str
    version: int
    slug: NotRequired[str]
    url: NotRequired[str]
    published_at: NotRequired[str]
    first_published_at: NotRequired[str]
    language: NotRequired[str]
    level: NotRequired[LevelEnum]
    claim: NotRequired[FactClaimPart]
    rating: NotRequired[FactRatingPart]
    finding: NotRequired[str]
    rationale: NotRequired[str]
    confidence: NotRequired[ConfidenceEnum]
    question: NotRequired[str | None]
    versions: NotRequired[list[FactHeld]]
    evidence: NotRequired[list[FactEvidence]]
    withheld: NotRequired[int]
    searches: NotRequired[list[FactSearch]]
    origins: NotRequired[FactOriginsPart]
    checked_by: NotRequired[int]
    exception: NotRequired[str]
    corrections: NotRequired[list[FactCorrection]]
    retracted: NotRequired[bool]
    licence: NotRequired[str]
    review_by: NotRequired[str | None]
    right_of_reply: NotRequired[FactReplyPart | None]
    timeline: NotRequired[list[FactMoment]]
    checked_by_names: NotRequired[list[str]]
    about: NotRequired[FactAboutPart]


ApprovalOutKindEnum: TypeAlias = Literal["approve", "adjudicate"]
BasisEnum: TypeAlias = Literal["on record", "background"]
BlankEnum: TypeAlias = Literal[""]
ChangeKind: TypeAlias = Literal[
    "upsert", "correction", "retraction", "merge", "tombstone", "checkpoint"
]
ChannelEnum: TypeAlias = Literal[
    "in person", "telephone", "e-mail", "message", "letter", "press office"
]
ClaimAction: TypeAlias = Literal[
    "take",
    "release",
    "propose",
    "send_back",
    "approve",
    "adjudicate",
    "publish",
    "reopen",
    "retract",
    "dismiss",
    "restore",
]
ClaimStatus: TypeAlias = Literal[
    "queued", "in_review", "proposed", "approved", "published", "dismissed", "retracted"
]
ConfidenceEnum: TypeAlias = Literal["low", "medium", "high"]
Correction: TypeAlias = Literal[
    "typo", "clarification", "update", "verdict_change", "retraction"
]
DecisionInActionEnum: TypeAlias = Literal[
    "accept", "attach", "change", "dismiss", "snooze", "undo"
]
DecisionOutActionEnum: TypeAlias = Literal["accept", "attach", "dismiss", "snooze"]
DeliveryState: TypeAlias = Literal["waiting", "delivered", "failed"]
DirectionsEnum: TypeAlias = Literal["supports", "contradicts"]
DisclosureEnum: TypeAlias = Literal["full", "described", "withheld"]
EvidenceIn: TypeAlias = "PassageIn | StatementIn | SearchIn"
EvidenceKind: TypeAlias = Literal["passage", "statement", "search"]
EvidenceState: TypeAlias = Literal["suggested", "confirmed", "rejected"]
ExpandEnum: TypeAlias = Literal["evidence"]
HookEvent: TypeAlias = Literal[
    "fact.published",
    "fact.corrected",
    "fact.retracted",
    "fact.merged",
    "fact.erased",
    "checkpoint.made",
    "report.received",
    "test",
]
HowKnown: TypeAlias = Literal[
    "metadata", "dateline", "embed", "note", "url", "inferred", "editor"
]
InterestEnum: TypeAlias = Literal["party", "mediator", "observer", "unknown"]
JobState: TypeAlias = Literal["queued", "running", "done", "quarantined", "given_up"]
LevelEnum: TypeAlias = Literal["said", "so"]
MatchOutLabelEnum: TypeAlias = Literal[
    "supports", "contradicts", "partially_contradicts", "look_alike"
]
MoveInActionEnum: TypeAlias = Literal[
    "take",
    "release",
    "send_back",
    "approve",
    "adjudicate",
    "publish",
    "reopen",
    "retract",
    "dismiss",
    "restore",
]
PassageKind: TypeAlias = Literal["passage"]
PurposeEnum: TypeAlias = Literal["check", "reference"]
RelationOutLabelEnum: TypeAlias = Literal[
    "same", "supports", "contradicts", "partially_contradicts", "look_alike"
]
RiskEnum: TypeAlias = Literal["normal", "high"]
SearchKind: TypeAlias = Literal["search"]
StanceEnum: TypeAlias = Literal["supports", "contradicts", "context"]
StatementKind: TypeAlias = Literal["statement"]
ViaEnum: TypeAlias = Literal["upload", "paste", "url", "command"]
WebhookActionActionEnum: TypeAlias = Literal[
    "test", "rotate", "pause", "resume", "replay"
]
WorkInActionEnum: TypeAlias = Literal[
    "take", "release", "finish", "drop", "reopen", "hand_over"
]
WorkKind: TypeAlias = Literal[
    "check",
    "second_read",
    "call",
    "find_original",
    "translate",
    "geolocate",
    "answer_report",
    "look_again",
]
WorkState: TypeAlias = Literal["open", "done", "dropped"]
