"""Lines that belong to the page and not to the article. One named rule a row.

The name of a rule is shown to people beside the grey line, so it says in a word what
the line is.
"""

from __future__ import annotations

import re

_SECTION = (
    r"(?:home(?:page)?|main|all|latest|top|breaking|news|politics|world|business|"
    r"economy|economics|finance|markets|society|opinions?|analysis|comment|sports?|"
    r"culture|arts|lifestyle|science|tech(?:nology)?|health|climate|environment|"
    r"videos?|photos?|podcasts?|live|local|nation(?:al)?|obituaries|international|regions?|europe|asia|"
    r"africa|americas?|middle east|russia|ukraine|war|military|defen[cs]e|travel|"
    r"education|features?|stories|story|reports?|interviews?|investigations?|blogs?|"
    r"weather|menu|search|about(?: us)?|contacts?(?: us)?|login|log in|sign in|more|"
    r"skip to (?:main )?content|back to top|en|ru|uk|de|fr)"
)
_NETWORK = (
    r"(?:facebook|twitter|telegram|whats ?app|vk|linkedin|reddit|pinterest|google\+?|"
    r"instagram|youtube|tumblr|flipboard|messenger|threads|bluesky|mastodon|tik ?tok)"
)
_SHARE = (
    rf"(?:share|print|tweet|e-?mail|{_NETWORK}|"
    r"copy link|copy|link|save|bookmark|x|like|send|pdf|"
    r"share (?:this|on|via)(?: article| story| page| post)?|listen|"
    r"comments?(?: \(?\d+\)?)?)"
)
_SEPARATOR = r"[\s/|>›»·•,&\-–—:]*"
_WORK = r"(?:article|story|post|page|version|headline|text|report|entry|piece)"

RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("navigation", rf"^(?:{_SECTION}{_SEPARATOR}){{1,12}}$"),
        ("share", rf"^(?:{_SHARE}{_SEPARATOR}){{1,12}}$"),
        ("comments", r"^(?:\d+|no|add a|leave a|post a|view|show|join the) comments?$"),
        (
            "comments",
            r"^(?:(?:sorry,?\s+)?(?:we are (?:not currently|no longer) "
            r"accepting comments|"
            r"comments (?:are|have been) (?:closed|disabled|turned off))|"
            r"have something to (?:add|say)\b|what do you think\?|"
            r"join the (?:conversation|discussion)|"
            r"(?:share|tell us) (?:it|your (?:thoughts|views?|opinions?))).{0,120}$",
        ),
        (
            "original-url",
            r"^(?:original|source)\s+(?:url|link|article|post)s?\s*:?.{0,200}$",
        ),
        (
            "update-note",
            rf"^\W{{0,3}}(?:(?:this|the)\s+{_WORK}\s+(?:was|has\s+been|is)\s+)?"
            r"(?:last\s+)?(?:updated?|modified|edited|revised)\s*"
            r"(?:date\b|[:,(]|at\b|on\b|\d|to\b|with\b).{0,300}$",
        ),
        (
            "correction-note",
            r"^(?:correction|clarification|editor'?’?s note|note)\s*"
            r"(?:\([^)]*\))?\s*:.{0,400}$",
        ),
        ("correction-note", r"^(?:correction|clarification) appended\W*$"),
        (
            "imprint",
            r"^(?:©(?![^\d.]{2,60}/)|\(c\)\s|copyright\b|all rights reserved|"
            r"editor[- ]in[- ]chief\b|publisher\s*[:—–-]|registered (?:by|in|with)\b|"
            r"certificate of registration|printed (?:by|in)\b.{0,60}\bpublished by|"
            r"главный редактор|головний редактор).{0,300}$",
        ),
        (
            "imprint",
            r"^(?:.{0,120}\b)?(?:(?:terms (?:of (?:use|service)|and conditions|"
            r"& conditions)|"
            r"privacy (?:policy|notice)|legal notice|imprint|impressum|"
            r"advertise(?: with us)?|accessibility|site ?map|"
            r"all rights reserved)\W*){1,6}$",
        ),
        (
            "cookies",
            r"^(?:(?:this (?:web)?site|we|our (?:web)?site)(?: and our partners)? "
            r"uses? cookies|"
            r"by (?:continuing|using|clicking|closing|browsing)\b.{0,120}\bcookies|"
            r"(?:accept|reject|allow|manage|decline)(?: all)? (?:cookies|choices)|"
            r"cookies? (?:policy|settings|preferences|notice|consent)).{0,300}$",
        ),
        (
            "subscription",
            r"^(?:subscribe(?: now| today| to)?|sign up|register (?:now|for free)|"
            r"already a (?:subscriber|member)|log ?in to|"
            r"(?:get|receive) (?:the|our|unlimited|full) .{0,40}"
            r"(?:newsletter|access|in(?:to)? your (?:inbox|e-?mail))|"
            r"(?:this|the) (?:article|story|content) is (?:for|available to) "
            r"(?:subscribers|members)|you have \w+ free articles?|"
            r"(?:enter|type) your e-?mail|newsletters?|support (?:us|our|independent)|"
            r"donate|become a (?:member|supporter)|подписывайтесь)\b.{0,160}$",
        ),
        (
            "promotion",
            r"^(?:l?read (?:more|also|next|this)|also read|see also|l?related"
            r"(?: articles?| stor(?:y|ies)| topics?| coverage| links?| content)?|"
            r"more\s*:|more (?:on|from|stories|in|news|coverage)|recommended|"
            r"you (?:may|might) also like|don[’']t miss|editor[’']?s? picks?|"
            r"trending|most (?:read|popular|viewed|shared)|must read|"
            r"join (?:us|our)|click (?:here|photo|image)|"
            r"download (?:the|our) app|"
            r"watch (?:also|more)|watch(?: the)?(?: video)?\s*:|in pictures\s*:|"
            r"photos\s*:(?!\s*(?:AP|AFP|EPA|Reuters|Getty)\b)|"
            r"video\s*:|tags?\s*:|topics?\s*:|filed under|"
            r"(?:graphic|interactive|gallery)\s*:|"
            r"читайте также)(?!\w).{0,240}$",
        ),
        (
            "follow-us",
            r"^\W{0,4}(?:follow|like|find|join)\s+(?:us|me|@\w+|[\w.'’-]+"
            r"(?:\s+[\w.'’-]+){0,3})(?:\s+\(?@\w+\)?)?"
            rf"\s+on\s+{_NETWORK}.{{0,120}}$",
        ),
        ("follow-us", rf"^{_NETWORK}\s*:\s*@?\w+$"),
        ("follow-us", r"^\W{0,4}follow\s+(?:us|@\w+)\b.{0,120}$"),
        (
            "advertisement",
            r"^(?:advert(?:isement)?s?|sponsored(?: content| links| by .{1,60})?|"
            r"promoted|paid (?:content|post)|"
            r"(?:story|article|advertisement.{0,10}) continues below"
            r"(?: advertisement)?|реклама)\W*$",
        ),
        (
            "page-control",
            r"^(?:(?:video |poll |gallery |image )?loading\W*|"
            r"(?:view|see|open|launch) (?:gallery|slideshow|photos|full (?:size|image)"
            r")|"
            r"scroll down for .{1,40}|click (?:photo|image)s? (?:for|to) .{1,40}|"
            r"please (?:enable|turn on) javascript.{0,80}|"
            r"(?:play|pause|mute|replay|watch)(?: video| now)?|next|previous|"
            r"back|close|show (?:more|less)|hide caption|"
            r"(?:toggle|enlarge)(?: this)? (?:caption|image)|"
            r"continue reading(?: the main story)?|load more|"
            r"your browser does not support .{0,80})\W*$",
        ),
        (
            "script",
            r"^(?:var\s+\w+\s*=|function\s*\w*\(|window\.\w+|document\.\w+|"
            r"[\w$]+\.\w+\().{0,400}[;})]\s*$",
        ),
        ("page-head", r"^.{0,60}?\s*\bpage\s+\d{1,4}\s+of\s+\d{1,4}$"),
        (
            "contact",
            r"^(?:contacts?|press contact|media enquiries|tel|phone|e-?mail)\s*:"
            r".{0,200}$",
        ),
        ("contact", r"^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$"),
        (
            "author-note",
            r"^\w+(?: [\w.'’-]+){1,3} (?:writes (?:about|on|for)|"
            r"is an? (?:[\w-]+ ){0,3}(?:reporter|correspondent|editor|columnist|writer)"
            r"(?: (?:at|for|with|of|in|based|covering)\b|[.,]?$))"
            r"(?!.{0,160}\b(?:was|were|has|had|said)\b).{0,160}$",
        ),
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
        ("ornament", r"^[\W_]{1,60}$"),
    )
)
#: A real sentence may begin like a promotion ("Related charges were dropped in May.").
_LOOSE = frozenset({"promotion", "imprint", "subscription", "follow-us", "comments"})
_SENTENCE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|said|says|will|would|can|could|told|went|came)\b",
    re.IGNORECASE,
)
#: Words of the page's maker to the reader are no report, whatever their verbs.
_OURS = re.compile(
    rf"\b(?:(?:this|the|an earlier|a previous)\s+{_WORK}|we|our|us|you|your)\b|"
    r"^(?:©|\(c\)|copyright|editor)",
    re.IGNORECASE,
)
_LONGEST = 420

GLUED = re.compile(
    r"^(?P<nav>(?:All [Nn]ews|News|Politics|World|Business|Economy|Society|Opinion|"
    r"Sports?|Culture|Science|Technology|Health|Home|Analysis|Latest)+)(?=[A-Z][a-z])"
)
#: "UPDATE: The board has said …": the label is the page's, the report goes on.
UPDATE_LABEL = re.compile(
    r"^\W{0,3}updated?\b(?:[^:“\"]|\d:\d){0,40}:\s+(?=\S)", re.IGNORECASE
)


def boilerplate_rule(line: str) -> str:
    """Return the name of the rule that marks ``line`` as boilerplate, else ""."""
    if len(line) > _LONGEST:
        return ""
    for name, pattern in RULES:
        if pattern.match(line):
            if name == "update-note" and update_label(line):
                return ""
            if name not in _LOOSE or not _is_report(line):
                return name
    return ""


def update_label(line: str) -> int:
    """Return how long the label of an update is that is itself a report; 0: none."""
    match = UPDATE_LABEL.match(line)
    return match.end() if match and _is_report(line[match.end() :]) else 0


def _is_report(line: str) -> bool:
    """Say whether a line tells something of the world, not of its own page."""
    if _OURS.search(line):
        return False
    return bool(_SENTENCE.search(line)) and len(line.split()) > 6


def glued_navigation(line: str) -> int:
    """Return how many code points of section names are stuck to a headline; 0: none."""
    match = GLUED.match(line)
    return len(match["nav"]) if match else 0
