"""Lines that belong to the page and not to the article. One named rule a row."""

from __future__ import annotations

import re

_SECTION = (
    r"(?:home(?:page)?|main|all|latest|top|breaking|news|politics|world|business|"
    r"economy|economics|finance|markets|society|opinions?|analysis|comment|sports?|"
    r"culture|arts|lifestyle|science|tech(?:nology)?|health|climate|environment|"
    r"videos?|photos?|podcasts?|live|local|national|international|regions?|europe|asia|"
    r"africa|americas?|middle east|russia|ukraine|war|military|defen[cs]e|travel|"
    r"education|features?|stories|story|reports?|interviews?|investigations?|blogs?|"
    r"weather|menu|search|about(?: us)?|contacts?(?: us)?|login|log in|sign in|more|"
    r"en|ru|uk|de|fr)"
)
_SHARE = (
    r"(?:share|print|tweet|e-?mail|facebook|twitter|telegram|whats ?app|vk|linkedin|"
    r"reddit|pinterest|copy link|copy|link|save|bookmark|x|like|send|pdf|"
    r"share (?:this|on)(?: article| story| page)?|listen|comments?(?: \(?\d+\)?)?)"
)
_SEPARATOR = r"[\s/|>›»·•,&\-–—:]*"

RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("navigation", rf"^(?:{_SECTION}{_SEPARATOR}){{1,12}}$"),
        ("share", rf"^(?:{_SHARE}{_SEPARATOR}){{1,12}}$"),
        (
            "original-url",
            r"^(?:original|source)\s+(?:url|link|article|post)s?\s*:?.{0,200}$",
        ),
        (
            "update-note",
            r"^\W{0,3}(?:(?:this|the)\s+(?:article|story|post|page)\s+(?:was|has\s+been)\s+)?"
            r"(?:last\s+)?updated?\s*(?:[:,(]|at\b|on\b|\d|to\b|with\b).{0,300}$",
        ),
        (
            "correction-note",
            r"^(?:correction|clarification|editor'?’?s note|note)\s*"
            r"(?:\([^)]*\))?\s*:.{0,400}$",
        ),
        (
            "imprint",
            r"^(?:©|\(c\)\s|copyright\b|all rights reserved|editor[- ]in[- ]chief\b|"
            r"publisher\s*[:—–-]|registered (?:by|in|with)\b|"
            r"certificate of registration|"
            r"главный редактор|головний редактор).{0,300}$",
        ),
        (
            "imprint",
            r"^(?:.{0,120}\b)?(?:(?:terms (?:of (?:use|service)|and conditions)|"
            r"privacy policy|cookie (?:policy|settings)|legal notice|imprint|"
            r"advertise(?: with us)?|"
            r"all rights reserved)\W*){1,6}$",
        ),
        (
            "promotion",
            r"^(?:subscribe|sign up|read more|read also|also read|see also|related"
            r"(?: articles?| stories| topics)?|more (?:on|from|stories)|recommended|"
            r"trending|most read|follow us|join (?:us|our)|support (?:us|our|the)|"
            r"donate|click here|download (?:the|our) app|advertisements?|"
            r"sponsored(?: content)?|"
            r"newsletter|watch (?:also|more|:)|tags?\s*:|topics?\s*:|читайте также|"
            r"подписывайтесь|реклама)\b.{0,120}$",
        ),
        ("page-head", r"^.{0,60}?\s*\bpage\s+\d{1,4}\s+of\s+\d{1,4}$"),
        (
            "contact",
            r"^(?:contacts?|press contact|media enquiries|tel|phone)\s*:.{0,200}$",
        ),
        ("author-note", r"^\w+(?: [\w.'’-]+){1,3} writes (?:about|on|for) .{0,120}$"),
        (
            "menu",
            r"^[^.!?|·•›]{1,30}(?:\s+[|·•›]\s+[^.!?|·•›]{1,30}){2,12}$",
        ),
        ("menu", r"^\w+(?: \w+)?(?:\s+[|·•›]\s+\w+(?: \w+)?)+$"),
        (
            "page-number",
            r"^(?:page\s+)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:of|/)\s*\d{1,4})?$",
        ),
        ("reading-time", r"^\d{1,3}\s*min(?:ute)?s?(?:\s+read)?$"),
        ("ornament", r"^[^\w]{1,60}$"),
    )
)
#: A real sentence may begin like a promotion ("Related charges were dropped in May.").
_LOOSE = frozenset({"promotion", "imprint"})
_SENTENCE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|said|says|will)\b", re.IGNORECASE
)

GLUED = re.compile(
    r"^(?P<nav>(?:All [Nn]ews|News|Politics|World|Business|Economy|Society|Opinion|"
    r"Sports?|Culture|Science|Technology|Health|Home|Analysis|Latest)+)(?=[A-Z][a-z])"
)


def boilerplate_rule(line: str) -> str:
    """Return the name of the rule that marks ``line`` as boilerplate, else ""."""
    if len(line) > 420:
        return ""
    for name, pattern in RULES:
        if pattern.match(line) and not (name in _LOOSE and _is_sentence(line)):
            return name
    return ""


def _is_sentence(line: str) -> bool:
    sure = re.match(r"©|\(c\)|copyright|editor", line, re.IGNORECASE)
    return not sure and bool(_SENTENCE.search(line)) and len(line.split()) > 6


def glued_navigation(line: str) -> int:
    """Return how many code points of section names are stuck to a headline; 0: none."""
    match = GLUED.match(line)
    return len(match["nav"]) if match else 0
