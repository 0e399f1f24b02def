"""What the figures mean, for an editor."""

from __future__ import annotations

INTRODUCTION = """# How well documents are read and claims are found

Measured on {day} with {version}. Made by `make quality`; do not edit by hand.

Each figure stands on gold that people wrote. For the two stories that gold was written
from the texts alone, before any result was seen (`tests/quality/stories/`). Figures are
shares from 0 to 1 unless they are counts. A *floor* is pinned in
`tests/quality/floors.json` together with a digest of the texts: the tests fail when a
figure falls below it, and when the texts change and nobody measured anew. F1 is the
balance of what was found of all there is and what is right of all found; AUC is the
chance that of two sentences the one worth checking is ranked above the other (0.5 is a
coin).

`CORPORA` names the folder of articles and public sets, which are not part of this
repository; without it the own stories are measured and the rest is left out. Test
runs take a fixed sample of each public set; this page shows whole development parts.
"""

MEANINGS = {
    "block kinds": "headline, deck, dateline, caption, body, credit, boilerplate: "
    "how many paragraphs are taken for what they are",
    "sentence ends F1": "sentences end where a reader would end them",
    "metadata": "title, byline, outlet, language, day of publication and how it is "
    "known, update, place, wire credits",
    "direct quotations found": "every word in quotation marks, in a block quote or in "
    "an embedded post that is a statement of its own",
    "mixed quotations found": "a few quoted words inside the reporter's sentence",
    "interrupted ones whole": "“…,” she said, “…” comes as one quotation",
    "found ones are quotations": "what is shown as a quotation is one",
    "speakers of quotations": "of those found: the right person or body is named; "
    "“the ministry” is no answer where the text says which one",
    "claims found": "of what a good editor would check: found as a span of its own "
    "(at least half of the characters in common)",
    "upper half are claims": "of the upper half of the list: something that an editor "
    "would call a claim",
    "claims from margins": "claims made of captions, credits, navigation, update notes "
    "or imprint: a count, should be 0",
    "claim speakers": "who is said to have said it, or nobody where the outlet itself "
    "says so",
    "reservations": "“could not be confirmed” and “allegedly” reach the claim that "
    "they cover",
    "claim types": "quantity, event, time, place, statement, causal, historical, legal",
    "factuality": "asserted, attributed, alleged, negated, conditional, future, rumour",
    "quantities F1": "numbers with what they count or measure; “at least nine” is not "
    "“nine”",
    "event times": "clocks to the minute with their zone, days, ranges; where the text "
    "leaves it open, left open",
    "actors": "persons, bodies and places that are one row each, of the right kind, "
    "with no other in it",
    "ranking AUC": "what must be checked stands above feelings, demands, hopes, "
    "predictions, questions and reservations",
    "low in upper half": "of those last: how many stand in the upper half of the list, "
    "a count, should be 0",
}
