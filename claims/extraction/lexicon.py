"""Words that attribution and clauses turn on, as tables of lemmas."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """Return the words of a table written as running text."""
    return frozenset(text.split())


# Verbs whose clause is what somebody said.
SAYS = word_set(
    """say tell add state announce report claim note stress explain warn insist argue
    reveal confirm deny declare acknowledge admit suggest believe think write tweet
    post emphasize emphasise underline underscore point remark reply respond conclude
    allege maintain assert comment recall predict testify inform assure promise vow
    pledge repeat reiterate contend concede disclose quip lament complain counter
    mention observe opine quote read specify clarify estimate hope expect fear caution
    ask wonder agree demand propose recommend signal hint joke shout yell exclaim
    continue elaborate brief advise accuse boast tout echo interject speculate
    announce indicate notify advocate profess refute dispute question"""
)
# Whatever noun these have for a subject is a speaker ("the businessman said").
ANYBODY_SAYS = word_set("say tell add tweet write joke quip shout reply respond")
# Verbs that are a statement by themselves, without a clause of their own.
ACTS = word_set(
    """accuse blame urge call condemn criticize criticise deny reject praise hail
    express demand ask request appeal warn threaten confirm report announce thank
    welcome dismiss describe vow invite propose recommend denounce slam blast hail
    link attribute promise pledge deplore decry lambast support oppose claim
    acknowledge admit agree decline refuse offer estimate voice reiterate mourn"""
)
# Accusations: what follows is the accuser's version only.
ACCUSES = word_set("accuse blame allege claim denounce")
# With these a bare subject ("agreed to build") is no utterance unless words are quoted.
ONLY_QUOTED = word_set(
    """agree decline refuse offer link attribute support oppose call read continue
    think believe hope expect fear mourn observe recall hint signal show indicate
    request ask propose welcome describe invite post brief counter echo support
    voice question dispute estimate repeat mention thank"""
)
# Clause-taking verbs that report a state of mind: an utterance only with a speaker who
# can be heard (a person or body), and never of high interest.
FEELS = word_set("think believe hope expect fear wonder")
SAYS_FOR_QUOTES = SAYS | ACTS | word_set("go begin start finish laugh smile sigh joke")

# "the statement said": the speaker is whoever made the thing.
SPEAKING_THINGS = word_set(
    """statement report tweet post letter release communique communiqué note memo
    message document comment remark announcement declaration filing ruling survey
    study poll indictment bulletin briefing figure data update"""
)
PERSON_NOUNS = word_set(
    """spokesman spokeswoman spokesperson minister president chairman chairwoman
    chief head leader official officer governor mayor senator lawmaker deputy
    expert analyst resident witness professor researcher scientist doctor director
    commander general colonel secretary ambassador diplomat lawyer prosecutor judge
    activist journalist reporter survivor farmer teacher engineer founder owner
    economist executive premier chancellor king queen prince pope counterpart
    adviser advisor aide envoy representative member mother father son daughter
    brother sister wife husband politician historian author manager coach player
    inspector sergeant captain speaker sheriff historian villager worker"""
)
PLURAL_PEOPLE = word_set(
    """officials experts analysts witnesses residents sources authorities police
    prosecutors scientists researchers lawmakers investigators rescuers doctors
    diplomats activists critics observers locals villagers reporters journalists
    media economists lawyers ministers leaders separatists rebels officers sides
    engineers firefighters workers relatives families survivors people"""
)
BODY_NOUNS = word_set(
    """ministry government council office agency department army command committee
    commission parliament party police court organization organisation union company
    operator firm group bank kremlin pentagon administration authority service
    university institute association foundation newspaper channel outlet website
    broadcaster navy coastguard embassy senate congress assembly hospital regulator
    bureau board alliance bloc federation mission delegation team presidency cabinet
    military forces state country nation side republic city town district region"""
)
COMPANY_WORDS = word_set(
    """hydro energy power corp corporation inc ltd llc plc airlines airways gas oil
    group holding holdings electric motors media news times post partners labs"""
)
PLACE_NOUNS = word_set(
    """city town village region area border territory settlement district province
    street river coast capital enclave direction part mount mountain island port"""
)
MEDIA_NOUNS = word_set(
    "agency newspaper outlet channel website broadcaster daily magazine portal station"
)
ANONYMOUS = word_set("source sources insider insiders")

HEDGES = {
    "allegedly": "allegedly",
    "reportedly": "reportedly",
    "supposedly": "supposedly",
    "purportedly": "purportedly",
    "apparently": "apparently",
    "presumably": "presumably",
    "unconfirmed": "unconfirmed",
    "unverified": "unverified",
    "alleged": "alleged",
    "purported": "purported",
}
RUMOURS = word_set("rumor rumour rumors rumours gossip speculation hearsay")

OPINION = word_set(
    """difficult painful scary terrible wonderful great awful unacceptable shameful
    outrageous important severe extremely unprecedented tragic obviously clearly
    bloody heinous brave heroic disgraceful absurd beautiful horrible best worst
    remarkable fantastic disappointing brilliant ridiculous sad happy proud fragile
    historic mere sadly fortunately unfortunately hopefully surely deeply utterly"""
)
FEELINGS = word_set(
    """feel fear hope worry love hate believe think wish concern trouble thank
    welcome regret mourn sympathize sympathise want need deplore"""
)
FEELING_WORDS = word_set(
    "concerned troubled worried afraid grateful sorry glad scared angry sad shocked"
)
DEMANDS = word_set(
    "urge call demand appeal ask request invite recommend propose advise should must"
)
EVENTS = word_set(
    """kill wound injure attack strike shell bomb open fire capture seize shoot hit
    destroy damage collapse burst flood evacuate arrest detain sign agree negotiate
    announce deploy withdraw hold meet call win lose die elect resign appoint launch
    release break cross enter invade leave begin start stop end halt ban approve
    reject vote pass sue charge convict sentence release close rise fall drop
    increase decrease claim injure rescue find discover test confirm mediate
    reduce double triple create lower raise produce grow propose oppose support
    promise veto establish violate breach return move send receive pay buy sell spend
    build
    cut refuse transfer deliver poison spill drown displace restore repair shut"""
)
CAUSES = word_set("cause trigger lead result provoke spark fuel prompt contribute")
LEGAL = word_set(
    """law treaty court ruling constitution sanction sanctions decree convention
    legislation statute verdict lawsuit resolution recognize recognise recognised
    recognized illegal legal unlawful"""
)
LIGHT = word_set("begin start continue try help stop manage fail appear seem")
# Passive "is said to have …": hearsay without a named speaker.
HEARSAY = word_set("say believe think allege report rumor rumour claim understand")
