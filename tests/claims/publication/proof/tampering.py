"""What somebody with the database's superuser may do to rows, and where.

Each way takes a cursor and a source of chance, changes something, and returns the places
(table, key) that an audit has to name. Triggers are off; nothing is ever committed.
"""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from uuid import UUID, uuid4

from claims.models import Change, Checkpoint, EventPayload, Publication, ReviewEvent
from claims.publication.proof.merkle import Peaks
from claims.publication.proof.trees import CHANGES, EVENTS, PUBLICATIONS, content_hash
from claims.review.record import canonical, event_hash, salted_digest, sha256

EVENT, PAYLOAD = "claims_reviewevent", "claims_eventpayload"
PUBLICATION, CHANGE = "claims_publication", "claims_change"
CHECKPOINT = "claims_checkpoint"
TREES = (EVENTS, PUBLICATIONS, CHANGES)
KEYS = {PAYLOAD: "event_id", CHECKPOINT: "number"}
TABLES = (
    EVENT,
    PAYLOAD,
    PUBLICATION,
    CHANGE,
    CHECKPOINT,
    *(tree.leaf_table for tree in TREES),
)
LONG_AGO = timedelta(hours=1)


def key_of(table):
    return "index" if table.endswith("leaf") else KEYS.get(table, "id")


def covered(cursor, table):
    """Keys of the rows that a checkpoint covers, in order."""
    tree = next((t for t in TREES if t.table == table), None)
    if tree:
        cursor.execute(f"SELECT row_id FROM {tree.leaf_table} ORDER BY index")
    else:
        key = key_of(table)
        cursor.execute(f"SELECT {key} FROM {table} ORDER BY {key}")
    return [key for (key,) in cursor.fetchall()]


def one(cursor, table, chance):
    return chance.choice(covered(cursor, table))


def places(table, *keys):
    return {(table, str(key)) for key in keys}


def put(cursor, table, key, **values):
    settings = ", ".join(f"{name} = %({name})s" for name in values)
    sql = f"UPDATE {table} SET {settings} WHERE {key_of(table)} = %(own_key)s"
    cursor.execute(sql, {**values, "own_key": key})
    assert cursor.rowcount == 1
    return places(table, key)


def read(cursor, table, key, *names):
    sql = f"SELECT {', '.join(names)} FROM {table} WHERE {key_of(table)} = %s"
    cursor.execute(sql, [key])
    return cursor.fetchone()


def generated(cursor, table):
    """Columns that the database makes itself."""
    cursor.execute(
        "SELECT column_name FROM information_schema.columns"
        " WHERE table_name = %s AND is_generated = 'ALWAYS'",
        [table],
    )
    return {name for (name,) in cursor.fetchall()}


def copy(cursor, table, key, **values):
    """Insert a copy of a row, with other values in some columns."""
    cursor.execute(f"SELECT * FROM {table} WHERE {key_of(table)} = %s", [key])
    names = [column.name for column in cursor.description]
    row = dict(zip(names, cursor.fetchone(), strict=True)) | values
    for name in generated(cursor, table):
        del row[name]
    marks = ", ".join(["%s"] * len(row))
    row = {n: json.dumps(v) if isinstance(v, dict) else v for n, v in row.items()}
    cursor.execute(
        f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values())
    )


def bent(chance, words):
    """The same text with one character replaced."""
    at = chance.randrange(len(words))
    return words[:at] + ("0" if words[at] != "0" else "1") + words[at + 1 :]


# --- edit -----------------------------------------------------------------------------


def edit_event(cursor, chance):
    key = one(cursor, EVENT, chance)
    row = ReviewEvent.objects.get(pk=key)
    changed = {
        "kind": f"{row.kind}x"[-40:],
        "by_id": uuid4(),
        "at": row.at + timedelta(seconds=1),
        "digest": bent(chance, row.digest),
        "previous": bent(chance, row.previous),
        "hash": bent(chance, row.hash),
        "seq": row.seq + 1000,
        "claim_id": uuid4(),
    }
    name = chance.choice(sorted(changed))
    return put(cursor, EVENT, key, **{name: changed[name]})


def edit_event_and_chain(cursor, chance):
    """Rewrite what an event said, and every hash after it: the chain itself is whole."""
    event = ReviewEvent.objects.get(pk=one(cursor, PAYLOAD, chance))
    salt, body = "00", {"before": None, "after": {"forged": chance.random()}}
    put(cursor, PAYLOAD, event.pk, salt=salt, body=json.dumps(body))
    found = set()
    previous = event.previous
    digest = salted_digest(salt, body)
    for row in ReviewEvent.objects.filter(claim=event.claim_id, seq__gte=event.seq):
        row.digest = digest if row.pk == event.pk else row.digest
        row.previous = previous
        row.hash = previous = event_hash(row)
        found |= put(
            cursor,
            EVENT,
            row.pk,
            digest=row.digest,
            previous=row.previous,
            hash=row.hash,
        )
    return found


def edit_everything_known(cursor, chance):
    """As above, and the whole tree made anew to fit."""
    found = edit_event_and_chain(cursor, chance)
    keys = covered(cursor, EVENT)
    peaks = Peaks()
    rows = ReviewEvent.objects.in_bulk(keys)
    for index, key in enumerate(keys):
        values = {name: getattr(rows[key], name) for name in EVENTS.columns}
        nodes = b"".join(peaks.append(content_hash(EVENTS, values)))
        if bytes(read(cursor, EVENTS.leaf_table, index, "nodes")[0]) != nodes:
            found |= put(cursor, EVENTS.leaf_table, index, nodes=nodes)
    return found


def edit_payload(cursor, chance):
    key = one(cursor, PAYLOAD, chance)
    salt, body = read(cursor, PAYLOAD, key, "salt", "body")
    if chance.random() < 0.3:
        return put(cursor, PAYLOAD, key, salt=bent(chance, salt))
    text = body if isinstance(body, str) else json.dumps(body)
    changed = {**json.loads(text), "before": {"forged": chance.random()}}
    return put(cursor, PAYLOAD, key, body=json.dumps(changed))


def edit_publication(cursor, chance):
    key = one(cursor, PUBLICATION, chance)
    row = Publication.objects.get(pk=key)
    body = json.loads(row.body)
    body["finding"] = f"Forged {chance.random()}"
    text = canonical(body).decode()
    changed = {
        "body": {"body": text},
        "body and digest": {"body": text, "digest": sha256(text.encode())},
        "digest": {"digest": bent(chance, row.digest)},
        "note": {"note": f"{row.note} Forged."},
        "time": {"published_at": row.published_at - timedelta(days=1)},
        "retracted": {"retracted": not row.retracted},
        "slug": {"slug": f"forged-{chance.randrange(10**9)}"},
        "version": {"version": row.version + 100},
        "who": {"published_by_id": uuid4()},
        "record": {"record": uuid4()},
        "correction": {"correction": "typo" if row.correction != "typo" else "update"},
    }
    if row.version == 1:
        del changed["correction"], changed["version"]  # a constraint refuses these
    return put(cursor, PUBLICATION, key, **changed[chance.choice(sorted(changed))])


def edit_change(cursor, chance):
    key = one(cursor, CHANGE, chance)
    row = Change.objects.get(pk=key)
    changed = {
        "kind": "merge",
        "record": uuid4(),
        "version": row.version + 1,
        "digest": bent(chance, row.digest),
        "xid": row.xid + 1,
        "at": row.at + timedelta(microseconds=1),
        "superseded_by": uuid4(),
    }
    name = chance.choice(sorted(changed))
    return put(cursor, CHANGE, key, **{name: changed[name]})


def edit_leaf(cursor, chance):
    table = chance.choice(TREES).leaf_table
    key = one(cursor, table, chance)
    if table == PUBLICATIONS.leaf_table and chance.random() < 0.3:
        said = bent(chance, read(cursor, table, key, "said")[0])
        return put(cursor, table, key, said=said)
    nodes = bytearray(read(cursor, table, key, "nodes")[0])
    nodes[chance.randrange(len(nodes))] ^= 1 << chance.randrange(8)
    return put(cursor, table, key, nodes=bytes(nodes))


def edit_checkpoint(cursor, chance):
    key = one(cursor, CHECKPOINT, chance)
    row = Checkpoint.objects.get(number=key)
    body = json.loads(row.body)
    body[chance.choice(["publications", "changes"])]["size"] += 1
    text = canonical(body).decode()
    opening = {**row.opening, "size": row.opening["size"] + 1}
    changed = [
        {"body": text},
        {"body": text, "digest": sha256(text.encode())},
        {"digest": bent(chance, row.digest)},
        {"signature": bent(chance, row.signature[:80]) + row.signature[80:]},
        {"opening": json.dumps(opening)},
        {"at": row.at - timedelta(days=1)},
        {"key_id": "0" * 16},
    ]
    return put(cursor, CHECKPOINT, key, **chance.choice(changed))


EDITS = (
    edit_event,
    edit_event_and_chain,
    edit_everything_known,
    edit_payload,
    edit_publication,
    edit_change,
    edit_leaf,
    edit_checkpoint,
)

# --- delete, truncate -----------------------------------------------------------------


def delete(cursor, chance):
    table = chance.choice(TABLES)
    key = one(cursor, table, chance)
    cursor.execute(f"DELETE FROM {table} WHERE {key_of(table)} = %s", [key])
    return places(table, key)


def delete_with_leaf(cursor, chance):
    tree = chance.choice(TREES)
    key = one(cursor, tree.table, chance)
    sql = f"DELETE FROM {tree.leaf_table} WHERE row_id = %s RETURNING index"
    cursor.execute(sql, [key])
    index = cursor.fetchone()[0]
    cursor.execute(f"DELETE FROM {tree.table} WHERE id = %s", [key])
    return places(tree.table, key) | places(tree.leaf_table, index)


def cut_tail(cursor, chance):
    table = chance.choice(TABLES)
    keys = covered(cursor, table)
    gone = keys[-chance.randint(1, len(keys)) :]
    sql = f"DELETE FROM {table} WHERE {key_of(table)} = ANY(%s)"
    cursor.execute(sql, [gone])
    return places(table, *gone)


def cut_chain(cursor, chance):
    """The last events of one claim, with payloads and leaves."""
    event = ReviewEvent.objects.get(pk=one(cursor, EVENT, chance))
    rows = ReviewEvent.objects.filter(claim=event.claim_id, seq__gte=event.seq)
    gone = list(rows.values_list("pk", flat=True))
    for table, key in ((PAYLOAD, "event_id"), (EVENT, "id")):
        cursor.execute(f"DELETE FROM {table} WHERE {key} = ANY(%s)", [gone])
    return places(EVENT, *gone)


def truncate(cursor, chance):
    table = chance.choice(TABLES)
    keys = covered(cursor, table)
    cursor.execute(f"TRUNCATE {table} CASCADE")
    return places(table, *keys)


# --- insert ---------------------------------------------------------------------------


def insert_event(cursor, chance):
    """One more event at the end of a chain, rightly chained, dated before."""
    event = ReviewEvent.objects.get(pk=one(cursor, EVENT, chance))
    last = ReviewEvent.objects.filter(claim=event.claim_id).last()
    row = ReviewEvent(
        claim_id=event.claim_id,
        seq=last.seq + 1,
        kind="comment",
        by_id=event.by_id,
        at=last.at - LONG_AGO,
        previous=last.hash,
    )
    body = {"before": None, "after": "forged"}
    row.digest = salted_digest("00", body)
    row.hash = event_hash(row)
    row.save()
    EventPayload.objects.create(event=row, salt="00", body=body)
    return places(EVENT, row.pk)


def insert_between(cursor, chance):
    """An event put between others, which move up."""
    event = ReviewEvent.objects.get(pk=one(cursor, EVENT, chance))
    later = ReviewEvent.objects.filter(claim=event.claim_id, seq__gt=event.seq)
    moved = list(later.order_by("-seq").values_list("pk", "seq"))
    for key, seq in moved:
        put(cursor, EVENT, key, seq=seq + 1)
    new = 10**9 + chance.randrange(10**6)
    copy(cursor, EVENT, event.pk, id=new, seq=event.seq + 1)
    return places(EVENT, new, *[key for key, _ in moved])


def insert_payload(cursor, chance):
    new = 10**9 + chance.randrange(10**6)
    copy(cursor, PAYLOAD, one(cursor, PAYLOAD, chance), event_id=new)
    return places(PAYLOAD, new)


def insert_publication(cursor, chance):
    """Another finding, whole by itself; sometimes the feed tells of it, too."""
    key = one(cursor, PUBLICATION, chance)
    row = Publication.objects.get(pk=key)
    new, record = uuid4(), uuid4()
    slug = f"forged-{chance.randrange(10**9)}"
    body = json.loads(row.body) | {"id": str(record), "slug": slug, "version": 1}
    text = canonical(body).decode()
    values = {
        "id": new,
        "record": record,
        "slug": slug,
        "version": 1,
        "supersedes_id": None,
        "correction": "",
        "note": "",
        "body": text,
        "digest": sha256(text.encode()),
        "published_at": row.published_at - LONG_AGO,
    }
    copy(cursor, PUBLICATION, key, **values)
    if chance.random() < 0.5:
        other = Change.objects.filter(kind="upsert").first()
        entry = {name: values[name] for name in ("record", "version", "digest")}
        copy(cursor, CHANGE, other.pk, id=10**9, **entry)
    return places(PUBLICATION, new)


def insert_change(cursor, chance):
    key = one(cursor, CHANGE, chance)
    row = Change.objects.get(pk=key)
    new = 10**9 + chance.randrange(10**6)
    values = {"record": uuid4(), "kind": chance.choice(["retraction", "correction"])}
    if chance.random() < 0.5:
        values = {"kind": "tombstone", "at": row.at - LONG_AGO}
    copy(cursor, CHANGE, key, id=new, **values)
    return places(CHANGE, new)


def insert_leaf(cursor, chance):
    tree = chance.choice(TREES)
    keys = covered(cursor, tree.leaf_table)
    unknown = uuid4() if tree is PUBLICATIONS else 10**9
    index = len(keys) + chance.randrange(3)
    copy(cursor, tree.leaf_table, chance.choice(keys), index=index, row_id=unknown)
    return places(tree.leaf_table, index)


def insert_checkpoint(cursor, chance):
    keys = covered(cursor, CHECKPOINT)
    new = keys[-1] + 1
    copy(cursor, CHECKPOINT, chance.choice(keys), id=uuid4(), number=new)
    return places(CHECKPOINT, new)


INSERTS = (
    insert_event,
    insert_between,
    insert_payload,
    insert_publication,
    insert_change,
    insert_leaf,
    insert_checkpoint,
)

# --- reorder, swap --------------------------------------------------------------------


def two(cursor, table, chance):
    return chance.sample(covered(cursor, table), 2)


def exchange(cursor, table, a, b, *names):
    """Exchange some columns of two rows, past any constraint that sees the midst."""
    first, second = (read(cursor, table, key, *names) for key in (a, b))
    if first == second:
        return set()
    away = dict(zip(names, map(aside, first), strict=True))
    put(cursor, table, a, **away)
    put(cursor, table, b, **dict(zip(names, map(as_sent, first), strict=True)))
    put(cursor, table, a, **dict(zip(names, map(as_sent, second), strict=True)))
    return places(table, a, b)


def aside(value):
    if isinstance(value, UUID):
        return uuid4()
    return 2 * 10**9 if isinstance(value, int) else as_sent(value)


def as_sent(value):
    return json.dumps(value) if isinstance(value, dict) else value


def reorder_events(cursor, chance):
    keys = []
    while len(keys) < 2:
        event = ReviewEvent.objects.get(pk=one(cursor, EVENT, chance))
        keys = list(event.claim.events.values_list("pk", flat=True))
    return exchange(cursor, EVENT, *chance.sample(keys, 2), "seq")


def reorder_leaves(cursor, chance):
    table = chance.choice(TREES).leaf_table
    return exchange(cursor, table, *two(cursor, table, chance), "row_id", "nodes")


def reorder_changes(cursor, chance):
    names = ("kind", "record", "version", "digest", "superseded_by", "at", "xid")
    return exchange(cursor, CHANGE, *two(cursor, CHANGE, chance), *names)


def reorder_checkpoints(cursor, chance):
    names = ("id", "body", "digest", "signature", "at", "opening")
    return exchange(cursor, CHECKPOINT, *two(cursor, CHECKPOINT, chance), *names)


def swap_events(cursor, chance):
    """Two events change places, also between claims."""
    names = ("claim_id", "seq")
    return exchange(cursor, EVENT, *two(cursor, EVENT, chance), *names)


def swap_payloads(cursor, chance):
    names = ("salt", "body")
    return exchange(cursor, PAYLOAD, *two(cursor, PAYLOAD, chance), *names)


def swap_publications(cursor, chance):
    names = chance.choice([("body",), ("body", "digest"), ("record",), ("claim_id",)])
    return exchange(cursor, PUBLICATION, *two(cursor, PUBLICATION, chance), *names)


def swap_leaf_rows(cursor, chance):
    table = chance.choice(TREES).leaf_table
    return exchange(cursor, table, *two(cursor, table, chance), "row_id")


WAYS = {
    "edit": EDITS,
    "delete": (delete, delete, delete_with_leaf),
    "insert": INSERTS,
    "reorder": (reorder_events, reorder_leaves, reorder_changes, reorder_checkpoints),
    "truncate": (cut_tail, cut_chain, truncate),
    "swap": (swap_events, swap_payloads, swap_publications, swap_leaf_rows),
}


def digest_of_state(cursor):
    """One hash over all these tables, to see that a test left nothing behind."""
    whole = hashlib.sha256()
    for table in TABLES:
        cursor.execute(f"SELECT {table}::text FROM {table} ORDER BY {key_of(table)}")
        whole.update(repr(cursor.fetchall()).encode())
    return whole.hexdigest()
