#!/usr/bin/env python3
"""Verify a published finding offline, with nothing but Python 3.8 or later.

    python3 verify_finding.py the-finding.v2.proof.json

The file comes from the finding's page ("Verify this record"). It holds the record, its
place in the publisher's log, a signed checkpoint of that log, and the public keys. Add

    --record FILE   the record as you downloaded it from the API: it must be the same
    --key KEY       the publisher's public key (base64, or a file of keys) that you got
                    another way or earlier; without it the file's own keys are used
    --held FILE     an older checkpoint that you kept (from /api/v1/checkpoints/N)
    --growth FILE   what proves that the log only grew since then
                    (from /api/v1/checkpoints/M/consistency?since=N)

It ends with 0 if all holds, 1 if anything does not, 2 if the files cannot be read.

How it works: canonical JSON (RFC 8785) has one SHA-256; that stands in a leaf of a
Merkle tree (RFC 6962); the checkpoint names the tree's root and is signed with Ed25519
(RFC 8032). Each of these is some lines below, to be read.
"""

import argparse
import base64
import hashlib
import json
import sys

# --- Canonical JSON, RFC 8785 ---------------------------------------------------------


def canonical(value):
    """Return the one way to write a JSON value, as bytes."""
    return written(value).encode("utf-8")


def written(value):
    if value is None or value is True or value is False:
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, list):
        return "[" + ",".join(written(item) for item in value) + "]"
    keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
    return (
        "{" + ",".join(written(key) + ":" + written(value[key]) for key in keys) + "}"
    )


def number(value):
    """Write a number as ECMAScript does (section 7.1.12.1 of its 6th edition)."""
    if isinstance(value, int) and abs(value) < 2**53:
        return str(value)
    value = float(value)
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    mantissa, _, exponent = repr(abs(value)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + int(exponent or 0)
    point -= len(whole + fraction) - len(digits)
    digits = digits.rstrip("0")
    if len(digits) <= point <= 21:
        return sign + digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return sign + digits[:point] + "." + digits[point:]
    if -6 < point <= 0:
        return sign + "0." + "0" * -point + digits
    rest = "." + digits[1:] if len(digits) > 1 else ""
    return "%s%s%se%+d" % (sign, digits[0], rest, point - 1)


# --- Merkle trees, RFC 6962 -----------------------------------------------------------


def leaf_hash(content):
    return hashlib.sha256(b"\x00" + content).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of_path(leaf, index, size, path):
    """Return the root that a leaf and its path lead to; None if they fit no tree."""
    if not 0 <= index < size:
        return None
    node, last, found = index, size - 1, leaf
    for step in path:
        if last == 0:
            return None
        if node & 1 or node == last:
            found = node_hash(step, found)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            found = node_hash(found, step)
        node, last = node >> 1, last >> 1
    return found if last == 0 else None


def is_consistent(old, old_root, new, new_root, path):
    """Say whether the tree of ``new`` leaves begins with the ``old`` ones."""
    if old > new:
        return False
    if old == new:
        return not path and old_root == new_root
    if old == 0:
        return not path
    node, last = old - 1, new - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    steps = list(path)
    if node:
        if not steps:
            return False
        first = second = steps.pop(0)
    else:
        first = second = old_root
    for step in steps:
        if last == 0:
            return False
        if node & 1 or node == last:
            first, second = node_hash(step, first), node_hash(step, second)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            second = node_hash(second, step)
        node, last = node >> 1, last >> 1
    return last == 0 and first == old_root and second == new_root


# --- Ed25519, RFC 8032 section 5.1 ----------------------------------------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
# Points are (x, y, z, t) with x = x/z, y = y/z and x*y = t/z.
ZERO = (0, 1, 1, 0)


def is_signed(public, message, signature):
    """Say whether ``signature`` (64 bytes) is of the message by the key (32 bytes)."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, start = decoded(public), decoded(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or start is None or scalar >= ORDER:
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    challenge = int.from_bytes(digest, "little") % ORDER
    return same_point(times(scalar, BASE), added(start, times(challenge, key)))


def decoded(data):
    """Return the point that 32 bytes name, or None."""
    y = int.from_bytes(data, "little")
    odd, y = y >> 255, y & ((1 << 255) - 1)
    if y >= P:
        return None
    x = x_of(y, odd)
    return None if x is None else (x, y, 1, x * y % P)


def x_of(y, odd):
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and odd):
        return None
    return P - x if x & 1 != odd else x


def added(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(scalar, point):
    total = ZERO
    while scalar:
        if scalar & 1:
            total = added(total, point)
        point = added(point, point)
        scalar >>= 1
    return total


def same_point(p, q):
    return not ((p[0] * q[2] - q[0] * p[2]) % P or (p[1] * q[2] - q[1] * p[2]) % P)


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (x_of(BASE_Y, 0), BASE_Y, 1, x_of(BASE_Y, 0) * BASE_Y % P)

# --- The proof ------------------------------------------------------------------------

ABOUT_CHECKPOINT = b"corroborate checkpoint 1\n"
ABOUT_KEY = b"corroborate key 1\n"


class Refused(Exception):
    """Something does not hold; its words say what."""


def demand(holds, words):
    if not holds:
        raise Refused(words)


def check_record(record, leaf):
    digest = hashlib.sha256(canonical(record)).hexdigest()
    demand(
        digest == leaf["digest"],
        "The record was altered: its SHA-256 is %s, the log says %s."
        % (digest, leaf["digest"]),
    )
    demand(
        leaf["record"] == record["id"]
        and all(leaf[name] == record[name] for name in ("version", "retracted")),
        "The entry of the log is about another record or version.",
    )
    return "The record is whole: its SHA-256 is %s, as the log says." % digest


def check_place(proof):
    log = proof["checkpoint"]["publications"]
    path = [bytes.fromhex(step) for step in proof["path"]]
    leaf = leaf_hash(canonical(proof["leaf"]))
    root = root_of_path(leaf, proof["index"], log["size"], path)
    demand(
        root is not None and root.hex() == log["root"],
        "The record's entry does not stand in the log that the checkpoint covers.",
    )
    return "It stands in the publisher's log: entry %d of %d." % (
        proof["index"] + 1,
        log["size"],
    )


def check_signature(checkpoint, signature, keys):
    key = keys.get(checkpoint["key"])
    demand(key, "The checkpoint is signed by a key that is not known here.")
    message = ABOUT_CHECKPOINT + canonical(checkpoint)
    demand(
        is_signed(base64.b64decode(key), message, base64.b64decode(signature)),
        "The signature of checkpoint %d does not hold." % checkpoint["number"],
    )
    return "Checkpoint %d of %s covers that log and is signed by key %s." % (
        checkpoint["number"],
        checkpoint["at"],
        checkpoint["key"],
    )


def trusted_keys(listed, given):
    """Return keys by id: those given, and those which they vouch for, one by one."""
    named = {row["id"]: row["public_key"] for row in listed}
    if not given:
        return named
    known = {name_of(key): key for key in given}
    for row in listed:
        voucher = known.get(row["previous"])
        if not voucher or not row["endorsement"]:
            continue
        said = json.loads(row["statement"])
        same = (said["id"], said["public_key"]) == (row["id"], row["public_key"])
        message = ABOUT_KEY + row["statement"].encode("utf-8")
        signature = base64.b64decode(row["endorsement"])
        if same and is_signed(base64.b64decode(voucher), message, signature):
            known[row["id"]] = row["public_key"]
    return known


def name_of(key):
    return hashlib.sha256(base64.b64decode(key)).hexdigest()[:16]


def check_held(held, proof, growth, keys):
    """Compare with a checkpoint that was kept: the same one, or one that grew."""
    old, new = held["checkpoint"], proof["checkpoint"]
    check_signature(old, held["signature"], keys)
    if old["number"] == new["number"]:
        demand(
            canonical(old) == canonical(new),
            "The publisher has signed two different checkpoints %d." % old["number"],
        )
        return "It is the checkpoint that you hold."
    demand(
        old["number"] < new["number"],
        "You hold a newer checkpoint than this: download the proof again.",
    )
    demand(growth, "To compare with checkpoint %d give --growth too." % old["number"])
    for name in ("publications", "changes"):
        path = [bytes.fromhex(step) for step in growth[name]]
        demand(
            is_consistent(
                old[name]["size"],
                bytes.fromhex(old[name]["root"]),
                new[name]["size"],
                bytes.fromhex(new[name]["root"]),
                path,
            ),
            "The log of %s was rewritten since checkpoint %d, which you hold."
            % (name, old["number"]),
        )
    return "Since checkpoint %d, which you hold, the log only grew." % old["number"]


def verify(proof, record=None, given=(), held=None, growth=None):
    """Yield what was proved, a sentence at a time. Raises Refused."""
    if record is not None:
        demand(
            canonical(record) == canonical(proof["record"]),
            "The record that you downloaded is not the one in the proof.",
        )
    yield check_record(proof["record"], proof["leaf"])
    yield check_place(proof)
    keys = trusted_keys(proof["keys"], given)
    yield check_signature(proof["checkpoint"], proof["signature"], keys)
    if held is not None:
        yield check_held(held, proof, growth, keys)


# --- In words -------------------------------------------------------------------------


def unique(pairs):
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file, object_pairs_hook=unique)


def read_keys(words):
    """Return the keys that KEY names: base64, or a file as the publisher serves it."""
    if len(words) == 44 and words.endswith("="):
        return [words]
    found = read(words)
    return [row["public_key"] for row in found["keys"]]


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Verify a published finding, offline.")
    parser.add_argument("proof", help="the .proof.json of the finding's page")
    for name in ("record", "key", "held", "growth"):
        parser.add_argument("--" + name)
    asked = parser.parse_args(arguments)
    try:
        proof = read(asked.proof)
        record, held, growth = (
            read(path) if path else None
            for path in (asked.record, asked.held, asked.growth)
        )
        given = read_keys(asked.key) if asked.key else []
        tell_subject(proof["record"])
        for sentence in verify(proof, record, given, held, growth):
            print("  ok   " + sentence)
    except Refused as refusal:
        print("  NO   %s\n\nDo not rely on this copy." % refusal)
        return 1
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        print("This cannot be read as a proof: %r" % error, file=sys.stderr)
        return 2
    tell_end(proof, given)
    return 0


def tell_subject(record):
    claim = record["claim"]["normalized_text"]
    print("Claim:    %s" % claim)
    print("Verdict:  %s%s" % (record["rating"]["label"], withdrawn(record)))
    print("Address:  %s (version %d)\n" % (record["url"], record["version"]))


def withdrawn(record):
    return " (since RETRACTED)" if record["retracted"] else ""


def tell_end(proof, given):
    checkpoint = proof["checkpoint"]
    print(
        "\nThis proves that %s published exactly this record, no later\n"
        "than %s, and that it cannot alter or deny it without\n"
        "this proof showing so. It does not prove that the finding is right, nor that\n"
        "no newer version exists." % (checkpoint["origin"], checkpoint["at"])
    )
    if not given:
        print(
            "\nThe public key came in the same file. Compare it with one you got\n"
            "another way, or keep it and give it as --key from now on:"
        )
        for row in proof["keys"]:
            print("  %s  %s" % (row["id"], row["public_key"]))


if __name__ == "__main__":
    sys.exit(main())
