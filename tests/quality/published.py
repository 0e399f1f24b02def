"""What others published on the public sets, and what the sets may be used for.

(v): read in the repository or page named by the makers. (m): from memory of the paper,
to be checked before it is quoted. (w): worked out by us from the makers' files.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Published:
    title: str
    source: str
    licence: str
    trained_on: str  # whether a shipped model saw the set's training part
    figures: tuple[str, ...]
    goals: dict[str, float]


PUBLISHED = {
    "ct24_checkworthy/dev.jsonl": Published(
        "Check-worthy sentences of debates (CheckThat! 2023 and 2024, task 1, English)",
        "kta86/Prompting; the sentences are those of ClaimBuster, Arslan et al. 2020",
        "none in the copy; ClaimBuster CC BY 4.0",
        "the training part",
        (
            "on the unseen test part: OpenFact, first of the lab, F1 0.898 (m)",
            "on the unseen test part: Fraunhofer SIT, second, F1 0.878 (v)",
        ),
        {"F1, check-worthy": 0.93, "calibration error": 0.05},
    ),
    "policlaim/dev.jsonl": Published(
        "Sentences of political speeches that hold a verifiable fact (PoliClaim)",
        "EdisonNi-hku/AFaCTA, Ni et al. 2024",
        "none stated: for measuring only",
        "no",
        (
            "on the test part: GPT-4 accuracy 0.863, F1 0.890 (v)",
            "on the test part: GPT-3.5 accuracy 0.765, F1 0.784 (v)",
            "on the test part: the two experts, accuracy 0.941 and 0.914 (v)",
        ),
        {"accuracy": 0.78},
    ),
    "ct20_debates/dev.jsonl": Published(
        "Which sentences of a debate did fact-checkers check (CheckThat! 2020, task 5)",
        "sshaar/clef2020-factchecking-task5, Shaar et al. 2020",
        "free for general research use: for measuring only",
        "no",
        (
            "same part: n-grams of the makers, average precision 0.0946 (v)",
            "same part: random order, average precision 0.0210 (v)",
            "on the test part: NLP&IR@UNED, first of the lab, MAP about 0.087 (m)",
        ),
        {},
    ),
    "polnear/dev.jsonl": Published(
        "Who said what in political news (PolNeAR), whole articles",
        "networkdynamics/PolNeAR v1.0.0, Newell et al. 2018",
        "none stated; text of seven outlets: for measuring only",
        "no",
        (
            "a second human reader against the first, 18 articles: source and content "
            "together F1 0.709; exact spans of source, cue, content "
            "0.773, 0.714, 0.659 (w)",
            "a pattern of quotation marks and verbs: attribution F1 0.22 (w)",
        ),
        {
            "attribution F1": 0.50,
            "source, character F1": 0.65,
            "content, character F1": 0.65,
        },
    ),
    "polnear/sentences_dev.jsonl": Published(
        "Who said what, single sentences (PolNeAR as cut by CofeNet)",
        "cofe-ai/CofeNet, Wang et al. 2022",
        "none stated; text of seven outlets: for measuring only",
        "no",
        (
            "on the test part, exact F1 of source, cue, content: "
            "CofeNet on BERT 0.832, 0.753, 0.729; BiLSTM-CRF 0.696, 0.667, 0.590; "
            "CoreNLP 0.139, –, 0.175; rules 0.107, 0.228, 0.056 (v)",
        ),
        {},
    ),
    "recognizers_text/dev.jsonl": Published(
        "Dates, times, numbers, money and units",
        "microsoft/Recognizers-Text, English specifications",
        "MIT",
        "no",
        (
            "recognizers-text for Python, same part: span F1 0.676, "
            "span and value F1 0.608 (w)",
            "which kind is asked for (`group`) is part of the question: that library has "
            "one recogniser for each kind, and so have we",
        ),
        {"span and value F1": 0.75},
    ),
}
