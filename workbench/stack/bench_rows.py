"""A desk of many rows, made by seed and loaded by COPY.

In: how many claims, candidates and vectors. Out: teams, people, stories, documents,
candidates, groups, relations, claims, evidence, events and work in proportion, on an
empty database. Keys are numbers in the shape of UUIDs, so that rows name each other
without being remembered. Triggers are off while rows are loaded, which the superuser
alone may do: the rows keep the rules by the way they are made.
"""

from __future__ import annotations

import random
import struct
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from hashlib import sha256
from itertools import accumulate
from typing import Any

import numpy as np
import orjson
from django.contrib.auth.hashers import make_password
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from claims import models as c
from claims.places import lay_all
from sources import models as s
from sources.search.collection import PASSAGES
from sources.search.statistics import count_terms
from workbench.accounts.events import Event, Mail
from workbench.accounts.models import Membership, Role, Team, User
from workbench.stack.searching import spelt

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
EACH = 50  # candidates of a document
TEAMS, PEOPLE, SOURCES, ACTORS, TAGS = 8, 40, 300, 12, 40
CHUNK = 4000
BY_MACHINE = ("bench", "1")
# Roles of the first people; the others check claims and are given work.
CAST: tuple[tuple[str, tuple[str, ...], tuple[int, ...]], ...] = (
    (
        "everywhere",
        (Role.EDITOR, Role.SECOND_READER, Role.ADMIN),
        tuple(range(TEAMS)),
    ),
    ("editor", (Role.EDITOR,), (0, 1, 2)),
    ("second", (Role.SECOND_READER,), (0,)),
    ("reviewer", (Role.REVIEWER,), (1, 4)),
    ("reporter", (Role.REPORTER,), (3,)),
)
STATUSES = (
    ["published"] * 38
    + ["dismissed"] * 20
    + ["queued"] * 22
    + ["in_review"] * 9
    + ["proposed"] * 6
    + ["approved"] * 3
    + ["retracted"] * 2
)
NAMES = (
    "team user source story document capture revision passage run candidate "
    "group question actor side origin decision relation claim appearance "
    "evidence verdict approval assignment publication job comment notification batch "
    "report endpoint delivery"
)
KINDS = {name: number for number, name in enumerate(NAMES.split(), start=1)}


@dataclass(frozen=True)
class Sizes:
    """How many rows to make."""

    claims: int = 100_000
    candidates: int = 1_000_000
    vectors: int = 100_000


def key(kind: str, number: int) -> str:
    """Return the id of row ``number`` of a kind; later rows sort after earlier ones."""
    return f"{KINDS[kind]:08x}-0000-7000-8000-{number:012x}"


# ---- COPY


def as_text(value: Any) -> str:
    if value is None:
        return r"\N"
    if isinstance(value, str):
        return escaped(value)
    if isinstance(value, bool):
        return "t" if value else "f"
    return value.isoformat() if isinstance(value, datetime) else str(value)


def escaped(value: str) -> str:
    if "\\" in value or "\n" in value or "\t" in value:
        value = value.replace("\\", r"\\").replace("\n", r"\n").replace("\t", r"\t")
    return value


def as_json(value: Any) -> str:
    return escaped(value if isinstance(value, str) else orjson.dumps(value).decode())


def as_array(value: Iterable[Any]) -> str:
    quoted = (str(v).replace("\\", r"\\").replace('"', r"\"") for v in value)
    return escaped("{" + ",".join(f'"{v}"' for v in quoted) + "}")


def form_of(column: models.Field) -> Callable[[Any], str]:
    if isinstance(column, models.JSONField):
        return as_json
    return as_array if isinstance(column, ArrayField) else as_text


def copy(model: type[models.Model], names: str, rows: Iterable[tuple[Any, ...]]) -> int:
    """Load rows whose values stand in the order of ``names``; return how many.

    Columns that are not named get the model's default, the same for all.
    """
    columns = {column.attname: column for column in model._meta.concrete_fields}
    given = names.split()
    rest = [name for name in columns if name not in given and is_filled(columns[name])]
    tail = "".join("\t" + default_of(columns[name]) for name in rest) + "\n"
    forms = [form_of(columns[name]) for name in given]
    listed = ", ".join(f'"{columns[name].column}"' for name in (*given, *rest))
    made = 0
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {model._meta.db_table} ({listed}) FROM STDIN") as out,
    ):
        lines: list[str] = []
        for row in rows:
            lines.append("\t".join([f(v) for f, v in zip(forms, row, strict=True)]))
            if len(lines) == CHUNK:
                out.write(tail.join([*lines, ""]))
                made, lines = made + len(lines), []
        out.write(tail.join([*lines, ""]))
    return made + len(lines)


def is_filled(column: models.Field) -> bool:
    """Whether the model, not the database, gives the column its value."""
    made_there = isinstance(column, models.AutoField | models.GeneratedField)
    return not made_there and not column.has_db_default()


def default_of(column: models.Field) -> str:
    value = column.get_default()
    if value is None and not column.null:
        value = ""
    return form_of(column)(value)


# ---- what there is


@dataclass
class Plan:
    """Which document belongs to which story, and what is where; all by seed."""

    sizes: Sizes
    rng: random.Random = field(default_factory=lambda: random.Random(7))

    @cached_property
    def documents(self) -> int:
        return max(1, self.sizes.candidates // EACH)

    @cached_property
    def stories(self) -> int:
        return max(1, self.documents // 20)

    @cached_property
    def first_documents(self) -> list[int]:
        """The first document of each story, and one past the last; few are large."""
        weights = [(i + 5) ** -0.6 for i in range(self.stories)]
        sums = list(accumulate(weights))
        spare = self.documents - self.stories
        return [0, *(i + 1 + round(spare * x / sums[-1]) for i, x in enumerate(sums))]

    @cached_property
    def story_of(self) -> array[int]:
        """The story of each document."""
        found = array("l")
        for story, first in enumerate(self.first_documents[:-1]):
            found.extend([story] * (self.first_documents[story + 1] - first))
        return found

    @cached_property
    def parts(self) -> list[str]:
        """Runs of words, of which sentences are made; some words are rare."""
        rng = np.random.default_rng(7)
        odds = np.cumsum(1 / (np.arange(1, 20_001) + 2.7))
        drawn = np.searchsorted(odds / odds[-1], rng.random((20_000, 6)))
        return [" ".join(map(spelt, row)) for row in drawn]

    def words(self, number: int) -> str:
        """Return the sentence of a candidate."""
        one = self.parts[number * 7919 % len(self.parts)]
        other = self.parts[number * 104_729 % len(self.parts)]
        return f"{one.capitalize()} {number % 400} {other}."

    def place(self, number: int) -> tuple[int, int]:
        """Return where a candidate's sentence stands in its document."""
        start = self.starts[number]
        return start, start + len(self.words(number))

    @cached_property
    def starts(self) -> array[int]:
        found = array("l")
        for document in range(self.documents):
            at = 0
            for number in range(document * EACH, (document + 1) * EACH):
                found.append(at)
                at += len(self.words(number)) + gap(number)
        return found

    def team_of(self, story: int) -> int:
        return story % TEAMS

    def scope_of(self, story: int) -> str | None:
        return key("team", self.team_of(story)) if story % 20 == 3 else None

    def is_open(self, story: int) -> bool:
        return story % 10 < 3

    def span(self, story: int) -> range:
        """Candidates of a story."""
        first, last = self.first_documents[story], self.first_documents[story + 1]
        return range(first * EACH, last * EACH)

    def groups(self, story: int) -> int:
        """Groups of a story; its first candidates are the best of one each."""
        return max(1, len(self.span(story)) * 6 // 10)

    def group_of(self, story: int, place: int) -> int:
        """Return the number of the group that a story's candidate is in."""
        groups, first = self.groups(story), self.span(story).start
        return first + (place if place < groups else place * 31 % groups)

    def claims(self, story: int) -> range:
        """Claims of a story, numbered as the groups they were made of, from its first.

        Given as places within the story.
        """
        share = self.sizes.claims / self.sizes.candidates
        return range(min(self.groups(story), int(len(self.span(story)) * share)))

    @cached_property
    def all_claims(self) -> list[tuple[int, int]]:
        """(story, number of its candidate and group) of each claim."""
        return [
            (story, self.span(story).start + place)
            for story in range(self.stories)
            for place in self.claims(story)
        ]

    def question_of(self, story: int, place: int) -> int | None:
        """Every eighth group answers a question; four answer the same one."""
        first = self.span(story).start
        return None if place % 8 else first + place // 32


def gap(number: int) -> int:
    """How many characters stand after a sentence: a blank, or a blank line."""
    return 2 if number % 5 == 4 else 1


def document_text(plan: Plan, document: int) -> str:
    sentences = range(document * EACH, (document + 1) * EACH)
    return "".join(plan.words(n) + ("\n\n" if gap(n) == 2 else " ") for n in sentences)


def ago(number: int, *, days: int = 700) -> str:
    """An instant within so many days, spread evenly."""
    minutes = number * 7919 % (days * 24 * 60)
    return (NOW - timedelta(minutes=minutes)).isoformat()


def short_hash(number: int) -> str:
    return sha256(str(number).encode()).hexdigest()


# ---- filling


def fill(
    sizes: Sizes,
    *,
    tell: Callable[[str, int], None] | None = None,
    trusted: bool = True,
) -> None:
    """Load everything and let the planner count it. One statement a table.

    Unless ``trusted``, every trigger and foreign key looks at the rows.
    """
    plan = Plan(sizes)
    if trusted:
        execute("SET session_replication_role = replica")
    try:
        for model, names, rows in tables(plan):
            made = copy(model, names, rows)
            if tell is not None:
                tell(model._meta.db_table, made)
        copy_vectors(plan)
        lay_all()
        count_terms(PASSAGES)
    finally:
        if trusted:
            execute("SET session_replication_role = DEFAULT")
    execute("SELECT setval('claims_claim_number', max(number)) FROM claims_claim")
    execute("VACUUM ANALYZE" if trusted else "ANALYZE")


def execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


Table = tuple[type[models.Model], str, Iterator[tuple[Any, ...]]]


def tables(plan: Plan) -> Iterator[Table]:
    yield from people()
    yield from sources(plan)
    yield from machine(plan)
    yield from desk(plan)


def people() -> Iterator[Table]:
    password = make_password("a-password-for-one-bench")
    yield (
        Team,
        "id name slug",
        ((key("team", n), f"Team {n}", f"team-{n}") for n in range(TEAMS)),
    )
    names = [name for name, _, _ in CAST]
    names += [f"person{n}" for n in range(PEOPLE - len(CAST))]
    yield (
        User,
        "id username email name password",
        (
            (
                key("user", n),
                f"{name}@bench.example",
                f"{name}@bench.example",
                name.capitalize(),
                password,
            )
            for n, name in enumerate(names)
        ),
    )
    held = [
        (key("user", n), key("team", team), role)
        for n, (_, roles, teams) in enumerate(CAST)
        for role in roles
        for team in teams
    ]
    held += [
        (key("user", n), key("team", n % TEAMS), Role.REVIEWER)
        for n in range(len(CAST), PEOPLE)
    ]
    yield Membership, "user_id team_id role", iter(held)


def sources(plan: Plan) -> Iterator[Table]:
    every = range(plan.documents)
    yield (
        s.Source,
        "id name",
        ((key("source", n), f"Outlet {spelt(n)} {n}") for n in range(SOURCES)),
    )
    yield (
        s.Story,
        "id scope_id title team_id deadline closed_at created_by_id created_at",
        (
            (
                key("story", n),
                plan.scope_of(n),
                plan.words(n * 13)[:60],
                key("team", plan.team_of(n)),
                (NOW + timedelta(days=n % 30 - 5)).isoformat() if n % 3 == 0 else None,
                None if plan.is_open(n) else ago(n, days=300),
                key("user", n % PEOPLE),
                ago(n),
            )
            for n in range(plan.stories)
        ),
    )
    yield s.Blob, "sha256 size_bytes", ((short_hash(n), 4000) for n in every)
    yield (
        s.Document,
        "id scope_id story_id source_id via title language published published_how "
        "published_sort content_sha256 current_revision_id created_by_id created_at",
        (
            (
                key("document", n),
                plan.scope_of(plan.story_of[n]),
                key("story", plan.story_of[n]),
                key("source", n % SOURCES),
                "paste",
                plan.words(n * EACH + 7)[:70],
                "en",
                ago(n)[:10],
                "metadata",
                ago(n),
                short_hash(n),
                key("revision", n),
                key("user", n % PEOPLE),
                ago(n),
            )
            for n in every
        ),
    )
    yield (
        s.Capture,
        "id scope_id document_id blob_id media_type",
        (
            (
                key("capture", n),
                plan.scope_of(plan.story_of[n]),
                key("document", n),
                short_hash(n),
                "text/plain",
            )
            for n in every
        ),
    )
    yield (
        s.TextRevision,
        "id scope_id document_id capture_id text reading_text pieces blocks sentences "
        "reader reader_version",
        (revision(plan, n) for n in every),
    )
    yield (
        s.Passage,
        "id scope_id revision_id index paragraph kind words segments exact prefix "
        "suffix",
        (passage(plan, n) for n in range(plan.documents * EACH)),
    )
    yield (
        s.Job,
        "id scope_id kind subject input_digest label story_id state created_at",
        (
            (
                key("job", n),
                plan.scope_of(plan.story_of[n // 2]),
                ("read", "extract")[n % 2],
                key("revision", n // 2),
                "",
                plan.words(n)[:60],
                key("story", plan.story_of[n // 2]),
                "quarantined" if n % 997 == 5 else "done",
                ago(n // 2),
            )
            for n in range(plan.documents * 2)
        ),
    )


def revision(plan: Plan, document: int) -> tuple[Any, ...]:
    text = document_text(plan, document)
    first = document * EACH
    places = [plan.place(n) for n in range(first, first + EACH)]
    blocks = [
        [places[i][0], places[i + 4][1], "body", "bench"] for i in range(0, EACH, 5)
    ]
    sentences = [[*place, at // 5, "body"] for at, place in enumerate(places)]
    return (
        key("revision", document),
        plan.scope_of(plan.story_of[document]),
        key("document", document),
        key("capture", document),
        text,
        text,
        [[0, 0, len(text)]],
        blocks,
        sentences,
        "bench",
        "1",
    )


def quoted(plan: Plan, number: int) -> tuple[str, list[str], str, str]:
    """Segments, exact, prefix and suffix of a candidate's sentence."""
    start, end = plan.place(number)
    before = plan.words(number - 1)[-31:] + " " if number % EACH else ""
    after = " " + plan.words(number + 1)[:31] if (number + 1) % EACH else ""
    return f"{{[{start},{end})}}", [plan.words(number)], before, after


def passage(plan: Plan, number: int) -> tuple[Any, ...]:
    document = number // EACH
    return (
        key("passage", number),
        plan.scope_of(plan.story_of[document]),
        key("revision", document),
        number % EACH,
        number % EACH // 5,
        "body",
        plan.words(number),
        *quoted(plan, number),
    )


READING = {
    "score_reasons": [{"code": "number", "words": "names a number", "weight": 0.2}],
    "chain": [],
    "quote": None,
    "quantities": [],
    "event_time": None,
    "places": [],
    "actors": [],
    "agent": "",
    "action": "",
    "patient": "",
    "negated": False,
    "reservation": "",
    "also_at": [],
}


def machine(plan: Plan) -> Iterator[Table]:
    every = range(plan.documents)
    stories = range(plan.stories)
    yield (
        c.ExtractionRun,
        "id scope_id revision_id method version current",
        (
            (
                key("run", n),
                plan.scope_of(plan.story_of[n]),
                key("revision", n),
                *BY_MACHINE,
                True,
            )
            for n in every
        ),
    )
    yield (
        c.Actor,
        "id scope_id story_id key name spellings keys kind said named documents "
        "method method_version",
        (
            (
                key("actor", story * ACTORS + n),
                plan.scope_of(story),
                key("story", story),
                f"speaker {spelt(n)}",
                f"Speaker {spelt(n)}",
                [f"Speaker {spelt(n)}"],
                [f"speaker {spelt(n)}"],
                "person",
                10,
                12,
                5,
                *BY_MACHINE,
            )
            for story in stories
            for n in range(ACTORS)
        ),
    )
    yield (
        c.Side,
        "id scope_id actor_id interest name method method_version",
        (
            (
                key("side", story * 2 + n),
                plan.scope_of(story),
                key("actor", story * ACTORS + n),
                "party",
                f"Side {n}",
                *BY_MACHINE,
            )
            for story in stories
            for n in range(2)
        ),
    )
    yield (
        c.Origin,
        "id scope_id story_id key kind name side_id method method_version",
        (
            (
                key("origin", n),
                plan.scope_of(plan.story_of[n]),
                key("story", plan.story_of[n]),
                f"outlet:{n}",
                "outlet",
                f"Outlet {spelt(n % SOURCES)}",
                key("side", plan.story_of[n] * 2 + n % 2) if n % 9 == 0 else None,
                *BY_MACHINE,
            )
            for n in every
        ),
    )
    yield c.Question, "id scope_id story_id slot wording", questions(plan)
    yield (
        c.CandidateGroup,
        "id scope_id story_id question_id beside_id best_id wording score documents "
        "origins conflicts compared decision_id created_at",
        groups(plan),
    )
    yield (
        c.Candidate,
        "id scope_id run_id revision_id document_id story_id group_id actor_id "
        "origin_id position sentence words score type factuality speaker reading "
        "segments exact prefix suffix event_start event_end",
        candidates(plan),
    )
    yield (
        c.TriageDecision,
        "id scope_id story_id group_id action level candidate_ids selectors claim_id "
        "reason until by_id created_at",
        decisions(plan),
    )
    yield (
        c.Relation,
        "id scope_id story_id a_id b_id label level reasons score method "
        "method_version",
        relations(plan),
    )


def questions(plan: Plan) -> Iterator[tuple[Any, ...]]:
    for story in range(plan.stories):
        first = plan.span(story).start
        for n in range((plan.groups(story) + 31) // 32):
            yield (
                key("question", first + n),
                plan.scope_of(story),
                key("story", story),
                f"when:{n}",
                f"When did {plan.words(first + n)[:60].lower()}?",
            )


def score_of(number: int) -> float:
    """Most sentences are worth little; some much."""
    return round((number * 7919 % 1000 / 1000) ** 1.6, 4)


def decision_of(plan: Plan, story: int, place: int) -> str:
    """Return what was decided of a group, empty when it waits."""
    if place in plan.claims(story):
        return "accept"
    if not plan.is_open(story):
        return "dismiss" if place % 10 else ""
    return "dismiss" if place % 3 == 0 else "snooze" if place % 20 == 1 else ""


def groups(plan: Plan) -> Iterator[tuple[Any, ...]]:
    for story in range(plan.stories):
        first = plan.span(story).start
        for place in range(plan.groups(story)):
            number = first + place
            question = plan.question_of(story, place)
            beside = place % 20 == 19
            yield (
                key("group", number),
                plan.scope_of(story),
                key("story", story),
                key("question", question) if question is not None else None,
                key("group", number - 1) if beside else None,
                key("candidate", number),
                plan.words(number),
                score_of(number),
                1 + place % 3,
                1 + place % 2,
                int(question is not None),
                True,
                key("decision", number) if decision_of(plan, story, place) else None,
                ago(number),
            )


def candidates(plan: Plan) -> Iterator[tuple[Any, ...]]:
    for story in range(plan.stories):
        span = plan.span(story)
        for place, number in enumerate(span):
            document = number // EACH
            speaker = f"Speaker {spelt(place % ACTORS)}"
            words = plan.words(number)
            reading = {
                "words": words,
                "sentence": number % EACH,
                "paragraph": number % EACH // 5,
                "score": score_of(number),
                "type": "event",
                "factuality": "asserted",
                "speaker": speaker,
                **READING,
            }
            event = ago(number) if number % 3 == 0 else None
            yield (
                key("candidate", number),
                plan.scope_of(story),
                key("run", document),
                key("revision", document),
                key("document", document),
                key("story", story),
                key("group", plan.group_of(story, place)),
                key("actor", story * ACTORS + place % ACTORS),
                key("origin", document),
                plan.starts[number],
                number % EACH,
                words,
                score_of(number),
                "event",
                "asserted",
                speaker,
                reading,
                *quoted(plan, number),
                event,
                event,
            )


def decisions(plan: Plan) -> Iterator[tuple[Any, ...]]:
    for story in range(plan.stories):
        first = plan.span(story).start
        for place in range(plan.groups(story)):
            action = decision_of(plan, story, place)
            if not action:
                continue
            number = first + place
            yield (
                key("decision", number),
                plan.scope_of(story),
                key("story", story),
                key("group", number),
                action,
                ("so", "said")[number % 2] if action == "accept" else "",
                [key("candidate", number)],
                [[key("revision", number // EACH), [list(plan.place(number))]]],
                key("claim", number) if action == "accept" else None,
                "Not ours." if action == "dismiss" else "",
                (NOW + timedelta(days=900)).isoformat() if action == "snooze" else None,
                key("user", number % PEOPLE),
                ago(number),
            )


def relations(plan: Plan) -> Iterator[tuple[Any, ...]]:
    """Words of one group support each other; versions of one question conflict."""
    made = 0
    reason = [
        {
            "code": "number",
            "words": "other number",
            "left": "4",
            "right": "7",
            "difference": "3",
        }
    ]
    for story in range(plan.stories):
        first, groups = plan.span(story).start, plan.groups(story)
        common = (plan.scope_of(story), key("story", story))
        pairs = [
            (plan.group_of(story, place), first + place, "supports")
            for place in range(groups, len(plan.span(story)))
        ]
        pairs += [
            (first + place, first + place + 8, "contradicts")
            for place in range(0, groups - 8, 8)
            if plan.question_of(story, place) == plan.question_of(story, place + 8)
        ]
        for a, b, label in pairs:
            made += 1
            yield (
                key("relation", made),
                *common,
                key("candidate", a),
                key("candidate", b),
                label,
                "so",
                reason,
                0.9,
                *BY_MACHINE,
            )


# ---- people's rows


def status_of(number: int) -> str:
    return STATUSES[number * 37 % len(STATUSES)]


READ = ("proposed", "approved", "published", "retracted")


def checker_of(number: int) -> int | None:
    return (
        number * 11 % PEOPLE
        if status_of(number) not in ("queued", "dismissed")
        else None
    )


def proposer_of(number: int) -> int:
    return number * 11 % PEOPLE


def desk(plan: Plan) -> Iterator[Table]:
    every = plan.all_claims
    ratings = first_ratings()
    yield (
        c.Claim,
        "id scope_id number story_id question_id group_id level text normalized_text "
        "claimant claimant_actor_id event_start event_end tags risk status version "
        "checker_id created_by_id created_at updated_at",
        (
            claim(plan, at, story, number)
            for at, (story, number) in enumerate(every, start=1)
        ),
    )
    yield (
        c.Appearance,
        "id scope_id claim_id document_id revision_id candidate_id origin_id words "
        "segments exact prefix suffix",
        (
            (
                key("appearance", number),
                plan.scope_of(story),
                key("claim", number),
                *whence(number),
                plan.words(number),
                *quoted(plan, number),
            )
            for story, number in every
        ),
    )
    yield (
        c.Evidence,
        "id scope_id claim_id kind stance state document_id revision_id candidate_id "
        "origin_id speaker words segments exact prefix suffix confirmed_by_id "
        "confirmed_at created_at method method_version",
        evidence(plan),
    )
    yield (
        c.Verdict,
        "id claim_id rating_id finding rationale confidence by_id created_at",
        (
            (
                key("verdict", number),
                key("claim", number),
                ratings[("so", "said")[number % 2]],
                plan.words(number + 1 if (number + 1) % EACH else number),
                plan.words(number),
                "medium",
                key("user", proposer_of(number)),
                ago(number),
            )
            for _, number in every
            if status_of(number) in READ
        ),
    )
    yield (
        c.Approval,
        "id claim_id verdict_id verdict_by_id by_id digest created_at",
        (
            (
                key("approval", number),
                key("claim", number),
                key("verdict", number),
                key("user", proposer_of(number)),
                key("user", (proposer_of(number) + 1) % PEOPLE),
                short_hash(number),
                ago(number),
            )
            for _, number in every
            if status_of(number) in READ[1:]
        ),
    )
    yield (
        c.ReviewEvent,
        "id claim_id seq kind by_id at digest previous hash",
        (
            (
                at * 5 + seq,
                key("claim", number),
                seq,
                kind,
                key("user", seq * number % PEOPLE),
                ago(number),
                short_hash(number),
                short_hash(number),
                short_hash(number + seq),
            )
            for at, (_, number) in enumerate(every)
            for seq, kind in enumerate(
                ("created", "take", "evidence_confirmed", "edited", "propose"), start=1
            )
        ),
    )
    yield (
        c.EventPayload,
        "event_id salt body",
        (
            (
                at * 5 + seq,
                "0" * 32,
                {"before": None, "after": {"text": plan.words(number)}},
            )
            for at, (_, number) in enumerate(every)
            for seq in range(1, 6)
        ),
    )
    yield (
        c.Assignment,
        "id scope_id claim_id person_id team_id kind state due_at note by_id "
        "created_at ended_at",
        (work(plan, at, story, number) for at, (story, number) in enumerate(every)),
    )
    yield from told(plan)
    yield (
        c.Publication,
        "id record claim_id slug version schema body digest published_by_id "
        "published_at",
        (
            (
                key("publication", number),
                key("publication", number),
                key("claim", number),
                f"bench-{number}",
                1,
                1,
                finding(plan, number),
                short_hash(number),
                key("user", 0),
                ago(number),
            )
            for _, number in every
            if status_of(number) in READ[2:]
        ),
    )
    yield from outside(plan)


def outside(plan: Plan) -> Iterator[Table]:
    """What readers report, and programs that are told of findings."""
    found = [(s, n) for s, n in plan.all_claims if status_of(n) in READ[2:]]
    yield (
        c.ErrorReport,
        "id scope_id reference claim_id publication_id words created_at kind sender",
        (
            (
                key("report", number),
                plan.scope_of(story),
                f"bench{number}",
                key("claim", number),
                key("publication", number),
                plan.words(number + 5),
                ago(number),
                "fact",
                short_hash(number),
            )
            for story, number in found[::10]
        ),
    )
    yield (
        c.WebhookEndpoint,
        "id team_id name url events secret created_by_id",
        (
            (
                key("endpoint", n),
                key("team", n % TEAMS),
                f"Program {n}",
                "https://program.example/",
                ["fact.published"],
                "",
                key("user", 0),
            )
            for n in range(4 * TEAMS)
        ),
    )
    yield (
        c.WebhookDelivery,
        "id endpoint_id event body state created_at",
        (
            (
                key("delivery", number),
                key("endpoint", at % (4 * TEAMS)),
                "fact.published",
                "{}",
                "delivered",
                ago(number),
            )
            for at, (_, number) in enumerate(found)
        ),
    )


def claim(plan: Plan, at: int, story: int, number: int) -> tuple[Any, ...]:
    place = number - plan.span(story).start
    question = plan.question_of(story, place)
    checker = checker_of(number)
    event = ago(number) if number % 3 == 0 else None
    words = plan.words(number)
    return (
        key("claim", number),
        plan.scope_of(story),
        at,
        key("story", story),
        key("question", question) if question is not None else None,
        key("group", number),
        ("so", "said")[number % 2],
        words,
        words,
        f"Speaker {spelt(place % ACTORS)}",
        key("actor", story * ACTORS + place % ACTORS),
        event,
        event,
        [f"tag {spelt(number % TAGS)}"] if number % 2 else [],
        "high" if number % 20 == 0 else "normal",
        status_of(number),
        5,
        key("user", checker) if checker is not None else None,
        key("user", number % PEOPLE),
        ago(number),
        ago(number * 3, days=500),
    )


def whence(number: int) -> tuple[str, str, str, str]:
    document = number // EACH
    return (
        key("document", document),
        key("revision", document),
        key("candidate", number),
        key("origin", document),
    )


def evidence(plan: Plan) -> Iterator[tuple[Any, ...]]:
    """Three for each claim, of other sentences of its story."""
    made = 0
    for story, number in plan.all_claims:
        span = plan.span(story)
        for n, stance in enumerate(("supports", "contradicts", "context")):
            other = span.start + (number - span.start + 51 * (n + 1)) % len(span)
            made += 1
            confirmed = made % 5 < 3
            yield (
                key("evidence", made),
                plan.scope_of(story),
                key("claim", number),
                "passage",
                stance,
                "confirmed" if confirmed else "suggested",
                *whence(other),
                f"Speaker {spelt(other % ACTORS)}",
                plan.words(other),
                *quoted(plan, other),
                key("user", number % PEOPLE) if confirmed else None,
                ago(number) if confirmed else None,
                ago(number),
                *BY_MACHINE,
            )


def work(plan: Plan, at: int, story: int, number: int) -> tuple[Any, ...]:
    state = "open" if at % 5 == 0 else "done"
    return (
        key("assignment", number),
        plan.scope_of(story),
        key("claim", number),
        key("user", at // 5 % PEOPLE) if at % 4 else None,
        key("team", plan.team_of(story)),
        ("check", "call", "second_read", "translate")[at % 4],
        state,
        (NOW + timedelta(hours=at % 900 - 200)).isoformat() if at % 2 else None,
        "Ask the office.",
        key("user", number % PEOPLE),
        ago(number),
        None if state == "open" else ago(number, days=200),
    )


def told(plan: Plan) -> Iterator[Table]:
    """What people say and are told of, and what they did to many rows at once."""
    every = plan.all_claims
    yield (
        c.Comment,
        "id scope_id claim_id text by_id created_at",
        (
            (
                key("comment", number),
                plan.scope_of(story),
                key("claim", number),
                plan.words(number + 3),
                key("user", at % PEOPLE),
                ago(number),
            )
            for at, (story, number) in enumerate(every)
            if at % 3 == 0
        ),
    )
    yield (
        c.Notification,
        "id scope_id user_id event about claim_id by_id mail created_at read_at",
        (
            (
                key("notification", number),
                plan.scope_of(story),
                key("user", at % PEOPLE),
                Event.COMMENTED,
                key("claim", number),
                key("claim", number),
                key("user", (at + 1) % PEOPLE),
                Mail.NEVER,
                ago(number),
                ago(number) if at % 3 else None,
            )
            for at, (story, number) in enumerate(every)
        ),
    )
    yield (
        c.Batch,
        "id kind by_id state total done created_at ended_at",
        (
            (
                key("batch", n),
                "claim_tag",
                key("user", n % len(CAST)),
                "done",
                20,
                20,
                ago(n),
                ago(n),
            )
            for n in range(60 * len(CAST))
        ),
    )


def first_ratings() -> dict[str, int]:
    """The first rating of each level's scale."""
    shipped = c.Rating.objects.filter(scale__default=True).order_by("-order")
    return dict(shipped.values_list("scale__level", "pk"))


def finding(plan: Plan, number: int) -> str:
    words = plan.words(number)
    body = {
        "slug": f"bench-{number}",
        "version": 1,
        "claim": {
            "text": words,
            "normalized_text": words,
            "claimant": "",
            "tags": [],
        },
        "finding": words,
        "level": ("so", "said")[number % 2],
        "rating": {"slug": "false", "label": "False", "value": 1},
        "evidence": [],
        "rationale": words,
    }
    return orjson.dumps(body).decode()


def copy_vectors(plan: Plan) -> int:
    """Load a vector for each of the first candidates, in the binary form of COPY."""
    rng = np.random.default_rng(7)
    count = min(plan.sizes.vectors, plan.documents * EACH)
    columns = "kind, object_id, model, vector, scope_id"
    copy_ = f"COPY {s.Embedding._meta.db_table} ({columns}) FROM STDIN (FORMAT BINARY)"
    with connection.cursor() as cursor, cursor.copy(copy_) as out:
        out.write(b"PGCOPY\n\xff\r\n\0" + bytes(8))
        for first in range(0, count, CHUNK):
            made = rng.normal(size=(min(CHUNK, count - first), 384))
            made /= np.linalg.norm(made, axis=1, keepdims=True)
            out.write(b"".join(packed(first + n, row) for n, row in enumerate(made)))
        out.write(b"\xff\xff")
    return count


def packed(number: int, vector: np.ndarray[Any, Any]) -> bytes:
    halves = struct.pack(">hh", len(vector), 0) + vector.astype(">f2").tobytes()
    name = bytes.fromhex(key("candidate", number).replace("-", ""))
    fields = (b"candidate", name, b"bench", halves)
    body = b"".join(struct.pack(">i", len(part)) + part for part in fields)
    return struct.pack(">h", 5) + body + struct.pack(">i", -1)
