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
# Whatever these have for a subject, their clause has a source: "61 percent say".
PLAINLY_SAYS = word_set(
    """say tell add argue claim note warn insist write tweet post state explain believe
    think announce report declare acknowledge admit allege assert contend reply recall
    complain predict remark promise vow"""
)
# Verbs of intent and request: the infinitive is what was promised or asked for.
INTENDS = word_set(
    """promise pledge vow threaten refuse decline agree hope offer urge ask
    encourage propose call request demand swear prefer recommend"""
)
# Verbs of position: the object is what somebody is for, against, or speaking of.
POSITIONS = word_set(
    """endorse criticize criticise describe defend praise mention cite discuss
    reject oppose dismiss mock blast tout denounce question recall explain note
    declare slam propose portray highlight decry echo condemn reiterate repeat
    lament credit quote rebut applaud urge prefer voice congratulate underscore
    reference chide stress outline predict fear assail rattle dispute attribute
    liken repudiate ridicule scold rebuke characterize characterise label brand
    deride lambast deplore tell call blame accuse announce tweet post list name
    express hail deny promise pledge emphasize emphasise recount suggest"""
)
# Verbs that name their matter with a preposition.
SPEAKS_OF = {
    "refer": word_set("to"),
    "point": word_set("to out"),
    "call": word_set("for on upon"),
    "warn": word_set("of about against"),
    "speak": word_set("of about"),
    "comment": word_set("on about"),
    "complain": word_set("about of"),
    "boast": word_set("of about"),
    "brag": word_set("about of"),
    "argue": word_set("for against"),
    "rail": word_set("against at"),
    "object": word_set("to"),
    "insist": word_set("on upon"),
    "ask": word_set("about for"),
    "apologize": word_set("for to"),
    "apologise": word_set("for to"),
    "elaborate": word_set("on"),
    "write": word_set("of about"),
    "allude": word_set("to"),
}
# "is expected to": nobody is named, and it is not the outlet's own word either.
EXPECTED = word_set(
    """expect say believe think allege report rumor rumour understand consider
    know presume project predict"""
)
# Nouns whose clause is what somebody says or thinks ("Smith's claim that …").
ASSERTIONS = word_set(
    """claim allegation assertion accusation suggestion statement announcement
    warning finding conclusion view belief opinion argument contention denial
    prediction hope fear admission acknowledgment acknowledgement complaint
    insistence confirmation revelation testimony concern remark comment doubt
    assessment estimate declaration implication hint charge report assurance
    observation confession conviction criticism speculation suspicion impression"""
)
COMMITMENTS = word_set(
    "promise pledge vow threat offer refusal demand call request commitment"
)
# Nouns that name a position on a matter ("her criticism of the plan").
JUDGEMENTS = word_set(
    """criticism praise rejection condemnation endorsement mention denunciation
    defence defense description dismissal disapproval approval account rebuke
    call demand"""
)
# "in Smith's view", "in the words of the minister", "by the company's own account".
VIEWS = word_set(
    "view words opinion word telling account estimate reckoning assessment mind eyes"
) | word_set("judgment judgement estimation estimates phrase")
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
    study poll indictment bulletin briefing figure data update email e-mail cable
    record records affidavit complaint lawsuit transcript result return analysis
    research average article story post summary account estimate polling review
    audit book paper editorial headline column ad sign law order bill text
    version theory rumor rumour"""
)
# Counted or unspecified people, always with somebody they are part of.
COUNTED_PEOPLE = word_set(
    """one another some many most few several other neither percent majority half
    third quarter both all each none"""
)
# Papers that speak for themselves when nobody is named as their maker.
PAPERS = word_set(
    """report ruling survey study poll indictment bulletin figure data record records
    affidavit complaint lawsuit transcript result return analysis research average
    article story estimate polling review audit book paper editorial headline law bill
    filing cable email e-mail memo note text version account document order"""
)
# With these a paper or a body tells what it found out: "a poll found that".
SHOWS = word_set("find show demonstrate reflect rule determine discover prove")
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
# An effect that somebody thinks one thing has on another: an assessment, unless a
# number comes with it. The second only with a noun of the third.
WEAKENS = word_set(
    """weaken strengthen embolden undermine bolster worsen complicate jeopardise
    jeopardize tarnish galvanise galvanize erode"""
)
RAISES = word_set("raise lower increase decrease reduce heighten boost diminish lessen")
PROSPECTS = word_set(
    """chance risk prospect likelihood odds hope fear danger threat influence
    credibility prestige confidence trust pressure tension"""
)
FEELINGS = word_set(
    """feel fear hope worry love hate believe think wish concern trouble thank
    welcome regret mourn sympathize sympathise want need deplore hail praise laud
    applaud condemn"""
)
FEELING_WORDS = word_set(
    "concerned troubled worried afraid grateful sorry glad scared angry sad shocked"
)
FEELING_NOUNS = word_set(
    "concern concerns regret hope anger outrage fear relief joy grief dismay shock"
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
