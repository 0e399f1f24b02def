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
    "fever_symmetric/dev.jsonl": Published(
        "Minimal pairs of claim and evidence, yes or no (FEVER Symmetric)",
        "TalSchuster/FeverSymmetric v0.2, Schuster et al. 2019",
        "CC BY-SA 3.0",
        "no; constants set on one half by hash of the id (.763 there, .709 on the other)",
        (
            "earlier release: BERT trained on FEVER, accuracy 0.575; re-weighted 0.616 (v)",
            "same part: a six-layer encoder trained on general pairs, accuracy 0.64 (w)",
        ),
        {"accuracy": 0.70},
    ),
    "fm2/dev.jsonl": Published(
        "Claims written to fool, against the evidence (Fool Me Twice)",
        "google-research/fool-me-twice, Eisenschlos et al. 2021",
        "Apache-2.0; text of Wikipedia, CC BY-SA",
        "no; constants set on one half by hash of the id (.638 there, .620 on the other)",
        (
            "on the test part: BERT trained on the set, accuracy about 0.78 (m)",
            "same part: a six-layer encoder trained on general pairs, accuracy 0.57 (w)",
        ),
        {"accuracy": 0.62},
    ),
    "covidfact/dev.jsonl": Published(
        "Claims on COVID-19 and machine-altered counter-claims (COVID-Fact)",
        "asaakyan/covidfact, Saakyan et al. 2021",
        "none stated: for measuring only",
        "no",
        (
            "on the test part: RoBERTa on the given evidence, accuracy about 0.83 (m)",
            "always “refuted”: accuracy 0.69 (w)",
        ),
        {},
    ),
    "qags/dev.jsonl": Published(
        "Is a sentence of a summary borne out by the article (QAGS, CNN/Daily Mail)",
        "W4ngatang/qags, Wang et al. 2020",
        "none stated; text of CNN and Daily Mail: for measuring only",
        "no",
        ("whole summaries: ANLI T5-11B AUC 0.821, SummaC-ZS 0.809, Q² 0.835 (m)",),
        {},
    ),
    "numglue7/dev.jsonl": Published(
        "Sentence pairs that differ in a number (NumGLUE, type 7)",
        "srisaim2804/APRICOT, from EQUATE, Ravichander et al. 2019",
        "none in the copy; EQUATE MIT",
        "no",
        (),
        {"accuracy": 0.90},
    ),
    "climate_fever/dev.jsonl": Published(
        "Real claims on the climate against single sentences (CLIMATE-FEVER)",
        "tdiggelm/climate-fever-dataset, Diggelmann et al. 2020",
        "none stated; text of Wikipedia, CC BY-SA",
        "no",
        (
            "whole claims over five sentences: ALBERT trained on FEVER, macro-F1 about "
            "0.33 (m)",
            "always “not enough”: accuracy 0.649, macro-F1 0.262 (w)",
        ),
        {},
    ),
    "averitec/dev.jsonl": Published(
        "Real fact-checked claims against questions and answers (AVeriTeC)",
        "MichSchli/AVeriTeC, Schlichtkrull et al. 2023",
        "CC BY-NC 4.0: for measuring only",
        "no",
        (
            "evidence from the web, another task: TUDA_MAI 0.63, HerO 0.57 (v)",
            "always “refuted”: accuracy 0.605, macro-F1 0.188 (w)",
        ),
        {},
    ),
    "fnc1/dev.jsonl": Published(
        "Stance of a news article towards a headline (Fake News Challenge)",
        "FakeNewsChallenge/fnc-1; every fifth headline of 15 % of the articles",
        "none stated; text of news outlets: for measuring only",
        "no",
        (
            "on the test part, macro-F1: stackLSTM 0.609, Athene 0.604, UCL 0.583, "
            "Talos 0.582; people 0.754 (m)",
            "always “unrelated”: accuracy 0.747, macro-F1 0.214 (w)",
        ),
        {},
    ),
    "wice/dev.jsonl": Published(
        "Which lines of the cited page bear a sentence out (WiCE)",
        "ryokamoi/wice, Kamoi et al. 2023",
        "annotations ODC-BY; text CC BY-SA and Common Crawl terms",
        "no; constants set on one half by hash of the id (.676 there, .700 on the other)",
        ("same part: the best two lines by words alone (BM25), F1 0.607 (w)",),
        {"F1 of the lines": 0.65},
    ),
    "claimdiff/dev.jsonl, strengthen": Published(
        "Does one outlet's claim strengthen another's (ClaimDiff)",
        "kaistAI/ClaimDiff, Ko et al. 2023; dev is a fifth of the topics",
        "none stated; sentences of news outlets: for measuring only",
        "no; one threshold and a list of words were looked at on the training part",
        ("the best models stand 19 points below people (v)",),
        {},
    ),
    "claimdiff/dev.jsonl, weaken": Published(
        "Does one outlet's claim weaken another's (ClaimDiff)",
        "kaistAI/ClaimDiff, Ko et al. 2023; dev is a fifth of the topics",
        "none stated; sentences of news outlets: for measuring only",
        "no; one threshold and a list of words were looked at on the training part",
        ("the best models stand 19 points below people (v)",),
        {},
    ),
    "snopes_tweets/dev.jsonl": Published(
        "Posts that repeat a checked claim (CheckThat! 2022, task 2A, English)",
        "Alihoe/CLEFCheckThat2aSimBa, Nakov et al. 2022",
        "free for general research use",
        "no; weights of the search set by hand on the training part",
        (
            "on the test part: RIET Lab MAP@5 0.956 (m); BM25 of the makers 0.818 (v)",
            "on the test part of 2021: DIPS MRR 0.795 in the lab, 0.909 later (v)",
        ),
        {"MAP@5": 0.93},
    ),
    "politifact_debates/dev.jsonl": Published(
        "Debate sentences that repeat a checked claim (CheckThat! 2021, task 2B)",
        "evigilatus/Fact-checked-Claim-Detection, Shaar et al. 2021",
        "free for general research use; text of PolitiFact: for measuring only",
        "no; weights of the search set by hand on the training part",
        ("on the test part: DIPS, first of the lab, MRR 0.336, later 0.559 (v)",),
        {"MRR": 0.56},
    ),
}
