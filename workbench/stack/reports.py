"""Reports of one story, made by seed: alike as news is, each with words of its own.

Fifty outlets tell of one ferry accident: who was hurt, when, who says what. Facts come
in rival versions, agencies are copied word for word, and each report adds its own.
"""

from __future__ import annotations

import random

WORDS = 600
OUTLETS = ("Morning Ledger", "Coast Courier", "Harbour Post", "Daily Beacon")
# Two or three wordings of each fact; braces are filled with one of a few rival values.
FACTS = (
    (
        "{killed} people were killed when the ferry Alva sank off Tarn Point.",
        "At least {killed} passengers died in the sinking of the Alva, police said.",
        "The death toll of the Alva stands at {killed}, the Interior Ministry said.",
    ),
    (
        "{hurt} people were injured and taken to hospitals in Norrby.",
        "Hospitals in Norrby treated {hurt} injured passengers, the health board said.",
    ),
    (
        "The ferry left the port of Norrby at {left} local time (GMT+1).",
        "The Alva cast off in Norrby at {left} local time (GMT+1), the operator said.",
    ),
    (
        "The distress call came at {call} local time (GMT+1), the coast guard said.",
        "Coast guards received the first distress call at {call} local time (GMT+1).",
    ),
    (
        "There were {aboard} people on board, according to the passenger list.",
        "The operator Norrline said {aboard} people were on board the ferry.",
    ),
    (
        "Norrline blames the pilot boat for the collision.",
        "The pilots' union said the ferry itself caused the collision.",
        "Captain Ida Holm said the pilot boat crossed the bow of the ferry.",
    ),
    (
        "Divers recovered {found} bodies from the car deck on Tuesday.",
        "Rescuers found {found} bodies on the car deck, spokesman Per Lund said.",
    ),
    (
        "“We will pay for every funeral,” said Norrline director Anna Brekke.",
        "Norrline will pay for every funeral, its director Anna Brekke said.",
    ),
    (
        "The ferry was inspected in {inspected} and no faults were found.",
        "Inspectors found no faults when the ferry was examined in {inspected}.",
        "An inspection in {inspected} found cracks in the bow door, a report says.",
    ),
    (
        "Prosecutor Nils Aker opened an investigation into the operator.",
        "An investigation into Norrline was opened by prosecutor Nils Aker.",
    ),
    (
        "The wind reached {wind} metres per second that night.",
        "The weather service measured winds of {wind} metres per second.",
    ),
    (
        "The government denied that it had ignored warnings from the crew.",
        "Crew members said the government had ignored their warnings.",
    ),
    (
        "The damage is put at {cost} million crowns by the insurer Havsam.",
        "Havsam, the insurer, expects to pay {cost} million crowns.",
    ),
    (
        "{boats} boats and two helicopters took part in the search.",
        "Two helicopters and {boats} boats searched the strait until dawn.",
    ),
    (
        "The rescue operation succeeded in the end, Defence Minister Olav Ness said.",
        "Relatives said the rescue operation failed from the first hour.",
    ),
)
VALUES = {
    "killed": ("31", "31", "28", "more than 30"),
    "hurt": ("84", "84", "about 80", "62"),
    "left": ("21:40", "21:40", "22:10"),
    "call": ("23:05", "23:05", "23:50"),
    "aboard": ("412", "412", "397"),
    "found": ("nine", "nine", "11"),
    "inspected": ("March 2030", "March 2030", "October 2029"),
    "wind": ("24", "24", "19"),
    "cost": ("340", "340", "410"),
    "boats": ("17", "17", "20"),
}
# What one report alone has: a place, a person and a figure of its own.
WHO = (
    "teacher", "fisherman", "nurse", "student", "carpenter", "farmer", "clerk",
    "sailor", "baker", "lawyer", "driver", "cook", "painter", "welder", "printer",
)  # fmt: skip
GIVEN = (
    "Jonas", "Marit", "Erik", "Sofia", "Lars", "Karin", "Henrik", "Astrid", "Tor",
    "Liv", "Magnus", "Ingrid", "Oskar", "Hanna", "Rolf",
)  # fmt: skip
FAMILY = (
    "Dahl", "Moen", "Berg", "Strand", "Lie", "Vik", "Haug", "Solberg", "Ruud", "Foss",
    "Eide", "Hagen", "Bakke", "Nygaard", "Tangen", "Myhre",
)  # fmt: skip
PLACES = (
    "Selvik", "Ostra", "Hamnes", "Brattvik", "Leira", "Skogen", "Fjelby", "Grunden",
    "Molde Bay", "Kvarn", "Rosvik", "Ekholm", "Sandby", "Torsund", "Vassnes",
)  # fmt: skip
SUBJECTS = (
    "{name}, a {who} from {place},", "Councillor {name} of {place}",
    "The {place} fire brigade", "A hotel in {place}", "The shipyard at {place}",
    "{name}, who lives in {place},", "The parish of {place}", "A school in {place}",
    "Police officer {name}", "The {place} rowing club", "Doctor {name} of {place}",
)  # fmt: skip
DEEDS = (
    "sent {n} blankets to the quay", "took in {n} passengers overnight",
    "collected {n} thousand crowns for the families", "cancelled a concert",
    "counted {n} cars in the queue", "lent two lorries to the rescuers",
    "heard the horn of the ferry three times", "closed the road for {n} hours",
    "swam {n} metres to a life raft", "bought the last ticket of the evening",
    "filmed the lights from a balcony", "asked for a memorial at the lighthouse",
    "repaired the radar {n} weeks earlier", "opened a kitchen for the crews",
    "wrote to the minister about the timetable", "rejected the plan for a new pier",
    "trained the crew in first aid", "sold the wreck of an older ship for scrap",
    "found a suitcase on the beach", "recorded {n} calls within minutes",
    "lost a brother and two cousins", "warned of ice near the skerries",
)  # fmt: skip
WHEN = (
    "on Monday", "before midnight", "in the morning", "after the service",
    "during the storm", "at the request of the coast guard", "without being asked",
    "as soon as the news came", "for the second time this year", "in spite of the wind",
)  # fmt: skip
SAYING = (
    "{it} {when}.", "{it} {when}, neighbours said.", "According to the mayor, {it}.",
    "{it}, the regional radio reported.", "{it}, and nobody complained.",
)  # fmt: skip
BACKGROUND = (
    "The strait is one of the busiest waters of the region.",
    "Families waited at the quay through the night and hoped for good news.",
    "The line carries commuters, lorries and tourists all year round.",
    "Nobody could say when the wreck would be raised.",
)


def reports(number: int, *, seed: int = 7) -> list[str]:
    """Return so many plain texts of about 600 words, always the same for one seed."""
    return [report(index, random.Random(f"{seed} {index}")) for index in range(number)]


def report(index: int, dice: random.Random) -> str:
    day = 12 + index % 3
    told = [dice.choice(wordings) for wordings in FACTS]
    dice.shuffle(told)
    lines = [f"NORRBY, {day} November 2031 - {filled(told.pop(), dice)}"]
    while sum(len(line.split()) for line in lines) < WORDS:
        common = told and len(lines) % 3 == 0
        lines.append(filled(told.pop() if common else own(dice), dice))
    paragraphs = [" ".join(lines[at : at + 3]) for at in range(0, len(lines), 3)]
    title = f"Ferry Alva sinks off Tarn Point, report {index + 1}"
    return "\n\n".join([title, *paragraphs]) + "\n"


def own(dice: random.Random) -> str:
    """Return a sentence that hardly another report has."""
    if dice.random() < 0.2:
        return dice.choice(BACKGROUND)
    it = f"{dice.choice(SUBJECTS)} {dice.choice(DEEDS)}"
    return dice.choice(SAYING).replace("{it}", it).replace("{when}", dice.choice(WHEN))


def filled(wording: str, dice: random.Random) -> str:
    values = {name: dice.choice(held) for name, held in VALUES.items()}
    values |= {
        "name": f"{dice.choice(GIVEN)} {dice.choice(FAMILY)}",
        "who": dice.choice(WHO),
        "place": dice.choice(PLACES),
        "n": str(dice.randint(3, 95)),
    }
    words = wording.format(**values)
    return words[0].upper() + words[1:]
