"""Words of news English that mean one thing, or deny each other.

In: a word's lower case. Out: its concept, and on which side of an axis it stands. The
tables are of the news, not of any text: what a reader takes for one act, what cannot be
said of one thing at once, and which word is wider than which.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from claims.evidence.terms import stem, word_set

# More lines of both tables, of everyday news. A word keeps the concept of the table in
# which it stands first.
SYNONYMS = Path(__file__).parent / "synonyms.txt"
OPPOSITES = Path(__file__).parent / "opposites.txt"
# One concept a line. A word may stand in one line only.
_SAME = """
buy acquire purchase bought acquisition takeover
sell sold sale
say tell state declare announce report told said statement announcement
think believe view opinion
show reveal find found finding discover
die dead death perish fatal fatality deceased killed kill slay claim-lives
hurt injure wound injured wounded injury
missing disappear vanish disappearance
begin start commence launch began begun onset
stop halt cease suspend suspension
end finish conclude over expire
continue persist ongoing
destroy wreck demolish raze destruction gut
damage harm
build built construct erect construction
repair mend fix restore
rebuild reconstruct rebuilding
attack assault raid strike-at
shell bombard shelling bombardment
fire blaze arson burn burnt
flood inundate flooding
quake earthquake tremor
storm gale hurricane typhoon cyclone
crash collide collision accident
explode blast explosion detonate
sink sank sunk capsize founder
arrest detain custody detention
jail prison imprison gaol
convict guilty conviction
sentence term
court tribunal
judge magistrate
police policeman officer constable
soldier troop serviceman
army military
boss chief head leader
president chairman chairwoman chair
premier pm
ministry department
minister secretary
company firm business
plant factory
worker employee staff workforce
strike walkout stoppage
wage pay salary
cost price
cheap cheaper
dear dearer expensive costly
tax levy duty
cash money
aid help assist assistance
give gave given donate donation grant hand-over
receive get got
lend loan
vote ballot poll
election by-election
parliament assembly congress legislature
mp deputy lawmaker legislator
bill draft
law act statute
treaty accord pact
deal agreement agree settlement agreed
talk negotiation negotiate
ceasefire truce armistice
pupil schoolchild student
teacher teach taught train training
doctor physician
hospital clinic
illness disease sick ill fall-ill
child kid
home house
flat apartment
boat ship vessel
ferry ferryboat
plane aircraft jet airliner
car automobile
lorry truck
bus coach
road highway motorway
street avenue
railway railroad rail train
port harbour
town city
village hamlet
area region district
border frontier
island isle
wood forest
sea ocean
shop store
film movie
picture painting
letter message
paper newspaper
study survey research
scientist researcher
cup trophy
match game
win won victory triumph defeat beat winner
loser lose lost
draw tie
score goal
big large great
small little
fast quick rapid
near close
yearly annual
half fifty-percent
visit travel trip
leave left depart departure quit
arrive arrival reach came
return come-back
open opening
shut close-down closed closure close
rise rose risen increase climb grow grew grown growth gain up raise jump higher
fall fell fallen drop decline decrease shrink shrunk shrank slump down lower dip
widen expand extend extension
accept approve approval endorse back pass passed adopt ratify
reject refuse oppose block veto refusal rejection opposition turned-down
allow permit authorise authorize let
ban forbid prohibit bar forbade forbidden
deny denial
confirm confirmation
keep kept retain hold held
appoint name elect choose chose chosen election-of pick
resign resignation step-down
sack dismiss fire-from dismissal
join enter
publish publication
sign signature signatory
ask request demand urge
warn warning
accuse accusation allege
blame fault
sue suit lawsuit
pay-back repay
clear acquit exonerate acquittal
uphold upheld
overturn quash annul
cancel call-off scrap
delay postpone put-off
send sent dispatch
take took taken seize seizure
steal stole stolen rob theft burgle
rescue save saved
evacuate displace flee fled
hide conceal
own belong possess
reside dwell
job work-place
full
empty idle
entire whole
former ex
new
old ancient
succeed success fulfil achieve
fail failure unsuccessful
improve improvement better
worsen deteriorate worse
support favour backing
lift raise-ban
impose introduce
earn income revenue turnover
profit earnings
debt owe
boy girl-boy
bring brought carry
discuss discussion debate
welcome hail praise
forecast predict expect
drown
rain rainfall
snow snowfall
pope pontiff
painter artist
writer author novelist
player footballer
trainer coach-of
captain skipper
inquiry investigation investigate probe
document file
proof evidence
error mistake blunder
lack shortage
gather assemble
amount sum
about approximately
"""
# Axes: what stands left and right of the bar cannot be said of one thing at once.
_OPPOSED = """
rise climb grow increase up gain|fall drop decline decrease down lower shrink
accept approve adopt pass support welcome|reject refuse oppose veto condemn
allow permit|ban forbid prohibit
win victory|lose defeat-of loser
open|shut close closed closure
begin start|end finish stop
agree|disagree
confirm admit|deny
convict guilty|acquit clear innocent
succeed success|fail failure
improve better|worsen worse
keep retain hold|abandon lose lift scrap cancel
uphold|overturn quash lift
buy|sell
arrive return|leave depart vanish
survive alive|die dead
free release|arrest jail detain
full|empty idle
present|absent
healthy|sick ill
safe|unsafe dangerous
cheap cheaper|dear dearer expensive
early earlier|late later
more|fewer less
above|below
high|low
guilty|innocent
profit|loss
friend|enemy
remain stay|leave quit go
impose|lift
join|leave quit
praise|criticise condemn
welcome|condemn turn-away
strengthen|weaken
widen|narrow
hot warm|cold
dry|wet rainy
clear|cloudy
calm|rough
wake|sleep
lit on|off dark
true|false
legal lawful|illegal unlawful
tighten|loosen ease
sink|float
destroyed|intact untouched
married|single divorced
employ hire|sack dismiss
advance|retreat withdraw
raise|lower cut halve
lend|borrow
give|receive
send|receive
precede|follow
lead|trail
"""
# What stands left and right of the bar are two things: neither denies the other.
_OTHER = """
north northern|south southern
east eastern|west western
import|export
man men male|woman women female
public|private
arrival|departure
upper|lower
buyer|seller
"""
# Forms of verbs that no ending gives away.
_FORMS = """
be is are was were been|bear bore borne born|beat beaten|become became|
begin began begun|bend bent|bind bound|bite bit bitten|bleed bled|blow blew blown|
break broke broken|breed bred|bring brought|build built|burn burnt|buy bought|
catch caught|choose chose chosen|come came|cut cutting|deal dealt|dig dug|
draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|
feed fed|feel felt|fight fought|find found|flee fled|fly flew flown|
forbid forbade forbidden|forget forgot forgotten|forgive forgave forgiven|
freeze froze frozen|give gave given|grow grew grown|hear heard|hide hid hidden|
hit hitting|hold held|keep kept|know knew known|lay laid|lead led|leave left|
lend lent|lie lay lain|light lit|lose lost|make made|mean meant|meet met|
overcome overcame|overrun overran|overtake overtook overtaken|pay paid|put putting|
read reading|ride rode ridden|ring rang rung|rise rose risen|run ran running|say said|
see saw seen|seek sought|sell sold|send sent|set setting|shake shook shaken|
shoot shot|show shown|shrink shrank shrunk|shut shutting|sing sang sung|
sink sank sunk|sit sat sitting|sleep slept|speak spoke spoken|spend spent|
split splitting|spread spreading|stand stood|steal stole stolen|stick stuck|
strike struck|swear swore sworn|swim swam swum|take took taken|teach taught|
tear tore torn|tell told|think thought|throw threw thrown|wake woke woken|
wear wore worn|win won|withdraw withdrew withdrawn|write wrote written|ban banned|
stop stopped|rob robbed|ship shipped|drop dropped|rule ruling|bury buried|try tried|
carry carried|die dying
"""
# Verbs of several words, as patterns, and what they mean.
PHRASAL = (
    (re.compile(r"\b(?:go|goes|going|gone|went|come|came|moved?) up\b", re.I), "rise"),
    (re.compile(r"\b(?:go|goes|going|gone|went|come|came) down\b", re.I), "fall"),
    (re.compile(r"\b(?:call|calls|called|calling) off\b", re.I), "cancel"),
    (re.compile(r"\bput(?:ting)? off\b", re.I), "delay"),
    (re.compile(r"\b(?:turn|turns|turned|voted) down\b", re.I), "reject"),
    (re.compile(r"\b(?:turn|turns|turned) away\b", re.I), "reject"),
    (re.compile(r"\b(?:call|calls|called) in\b", re.I), "summon"),
    (re.compile(r"\b(?:carried|washed|swept) (?:off|away)\b", re.I), "wash-away"),
    (re.compile(r"\b(?:step|steps|stepped) down\b", re.I), "resign"),
    (re.compile(r"\bgave up (?:his|her|the) seat\b", re.I), "resign"),
    (re.compile(r"\b(?:pass|passes|passed) away\b", re.I), "die"),
    (re.compile(r"\b(?:took|take|claimed?|cost) (?:the )?(?:lives?)\b", re.I), "die"),
    (re.compile(r"\b(?:pull|pulled) down\b", re.I), "destroy"),
    (re.compile(r"\b(?:did|do|done) away with\b", re.I), "abolish"),
    (re.compile(r"\bin favou?r\b", re.I), "support"),
    (re.compile(r"\b(?:vot(?:es?|ed|ing)|ballots?) against\b", re.I), "reject"),
    (re.compile(r"\b(?:vot(?:es?|ed|ing)) (?:for|to)\b", re.I), "support"),
    (re.compile(r"\b(?:throw|threw|thrown) out\b", re.I), "reject"),
    (re.compile(r"\b(?:rule|rules|ruled|ruling) out\b", re.I), "exclude"),
    (re.compile(r"\b(?:take|takes|took|taken) over\b", re.I), "buy"),
    (re.compile(r"\b(?:set|sets) up\b", re.I), "establish"),
    (re.compile(r"\b(?:set|sets) out\b", re.I), "leave"),
    (re.compile(r"\b(?:break|broke|broken) out\b", re.I), "begin"),
    (re.compile(r"\b(?:shut|shuts|close|closes|closed) down\b", re.I), "shut"),
    (re.compile(r"\b(?:hand|hands|handed) over\b", re.I), "give"),
    (re.compile(r"\b(?:give|gives|gave|given) in\b", re.I), "surrender"),
    (re.compile(r"\b(?:put|puts) out\b", re.I), "extinguish"),
    (re.compile(r"\bon strike\b|\bwalk(?:s|ed)? out\b", re.I), "strike"),
    (re.compile(r"\b(?:come|comes|came) into force\b", re.I), "begin"),
    (re.compile(r"\b(?:take|takes|took) place\b", re.I), "happen"),
    (re.compile(r"\b(?:lost|lose|loses) (?:their|his|her|its) lives?\b", re.I), "die"),
    (re.compile(r"\btaken? into custody\b", re.I), "arrest"),
    (re.compile(r"\bset (?:free|at liberty)\b", re.I), "liberate"),
    (re.compile(r"\b(?:go|goes|going|went) on\b", re.I), "continue"),
    (re.compile(r"\b(?:speed|speeds|sped) up\b", re.I), "accelerate"),
)  # fmt: skip
# Left of the bar the wider word, right of it words that it covers.
_WIDER = """
person people|man woman child boy girl worker passenger soldier resident villager
person people|student pupil tourist driver fisherman miner doctor nurse policeman
person people|official rider climber pilgrim farmer civilian sailor player voter
vehicle|car lorry bus van truck motorcycle tanker
ship|ferry trawler tanker frigate steamer yacht freighter tug barge galleon
animal|dog cattle cow horse sheep wolf lynx bear fox bat
building|house school church hospital hall tower museum hotel
official|minister mayor governor secretary ambassador president spokesman
politician|minister mayor senator deputy president premier
scientist|meteorologist biologist physicist geologist
artist|painter poet composer sculptor musician novelist
disaster|flood quake storm fire landslide
accident|crash derailment collision
die|drown murder
metal|gold silver copper
crime|theft murder robbery fraud
aircraft|helicopter jet balloon glider
document|letter report treaty law
money|dollar euro pound franc
"""
# Words that turn an assertion round where no negation is written.
NEGATORS = word_set(
    "not n't never no none nobody neither nor without nothing nowhere cannot "
    "hardly scarcely"
)
REVERSERS = word_set(
    "deny denies denied denying refuse refuses refused refusing lack lacks lacked "
    "lacking avoid avoids avoided avoiding unaware unable"
)
# Words that deny without a negation: where one stands in a sentence that affirms, and
# the other sentence has a "not", both may say one thing: "is exempt", "is not covered".
IMPLIED = re.compile(
    r"\b(?:reject\w*|refus\w+|threw|thrown?|spared?|without|un(?:known|changed|"
    r"touched|harmed|hurt|scathed|paid|solved|cut|fit|clear|likely|lit|like|"
    r"lawful|less|til)|"
    r"free (?:of|from|to)|absen\w+|miss(?:ed|ing)?|lack\w*|prevent\w*|forbid\w*|"
    r"forbade|"
    r"prohibit\w*|bann?(?:ed|s)?|barred|exempt\w*|exclud\w*|except\w*|exclusively|"
    r"only|alone|sole\w*|single|just|last|first|lowest|least|fewest|halt\w*|stop\w*|"
    r"ceas\w+|abandon\w*|scrap\w*|cancel\w*|call\w* off|dropp?\w*|avoid\w*|dismiss\w*|"
    r"rul\w+ out|impossible|illegal|against|contrary|oppos\w+|object\w*|rather|instead|"
    r"vacant|empty|idle|nil|zero|too|hardly|barely|scarcely|few|fewer|abstain\w*|"
    r"block\w*|veto\w*|ke(?:ep|pt) (?:out|away|from|silent|quiet)|stay\w*|still|yet|"
    r"fail\w*|cut off|withh\w+|declin\w+|ignor\w+|escap\w+|immune|others?|else|rest|"
    r"different\w*|dry|silen\w+|confined|limited|contain\w*|den(?:y|ied|ies|ial)|false|"
    r"wrong|lie[sd]?|myth|suspend\w*|lost|lose|beat\w*|defeat\w*|wait\w*|closed?|shut|"
    r"stand\w* idle|over|ended|instead|separate\w*|apart|open|resign\w*|away|off|"
    r"possible|might|must|need\w*|minor|natural|accident\w*|entire\w*|whol\w+|"
    r"at (?:least|most)|more than|under|below|above|within|up to)\b"
)
# Opposites that tell one act from its two sides, when the parties change theirs.
_CONVERSE = (
    "buy sell|win loser|lend borrow|give receive|send receive|precede follow|lead trail"
)
# Words of one group set one happening, or one person, apart from another.
KIN = (
    "wife", "husband", "widow", "brother", "sister", "son", "daughter", "mother",
    "father", "aunt", "uncle", "cousin", "nephew", "niece",
)  # fmt: skip
OWN: tuple[tuple[str, ...], ...] = (
    ("quarter-final", "semi-final", "final", "league"),
    ("spring", "summer", "autumn", "winter"),
    KIN,
)
APART = (
    ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "last"),
    ("former", "present", "current", "next", "previous"),
    ("old", "new"),
    ("upper", "lower"),
    ("left", "right"),
    *OWN,
)


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, str], dict[str, set[int]], dict[str, set[int]]]:
    concepts: dict[str, str] = {}
    for line in _SAME.strip().split("\n"):
        words = line.split()
        for word in words:
            concepts.setdefault(word, words[0])
        for word in words:
            concepts.setdefault(stem(word), words[0])
    for line in _FORMS.replace("\n", "").split("|"):
        verb, *forms = line.split()
        for form in forms:
            concepts.setdefault(form, concepts.get(verb) or stem(verb))
    for line in SYNONYMS.read_text(encoding="utf-8").split("\n"):
        words = line.split()
        known = next((concepts[w] for w in words if w in concepts), "")
        for word in [*words, *(stem(word) for word in words)]:
            concepts.setdefault(word, known or words[0])
    left: dict[str, set[int]] = {}
    right: dict[str, set[int]] = {}
    axes = _OPPOSED.strip() + "\n" + OPPOSITES.read_text(encoding="utf-8").strip()
    for at, line in enumerate(axes.split("\n")):
        for side, table in zip(line.split("|"), (left, right), strict=True):
            for word in side.split():
                for key in {concepts.get(word, concepts.get(stem(word), stem(word)))}:
                    table.setdefault(key, set()).add(at)
    return concepts, left, right


@lru_cache(maxsize=50_000)
def concept(word: str) -> str:
    """Return what a word means: its line's first word, else its stem."""
    concepts = _tables()[0]
    low = word.lower().replace("’", "'").removesuffix("'s")
    one = low[:-1] if low.endswith("s") and low[-2:] != "ss" and len(low) > 3 else low
    for form in (low, one, stem(one), stem(low)):
        if form in concepts:
            return concepts[form]
    return stem(one)


@lru_cache(maxsize=50_000)
def opposed(one: str, two: str) -> bool:
    """Whether two concepts stand on two sides of an axis."""
    _, left, right = _tables()
    return bool(
        left.get(one, set()) & right.get(two, set())
        or left.get(two, set()) & right.get(one, set())
    )


def _converses() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for line in _CONVERSE.split("|"):
        one, two = (concept(word) for word in line.split())
        table[one] = (*table.get(one, ()), two)
        table[two] = (*table.get(two, ()), one)
    return table


CONVERSE = _converses()


@lru_cache(maxsize=1)
def _others() -> dict[str, tuple[int, int]]:
    table = {}
    for at, line in enumerate(_OTHER.strip().split("\n")):
        for side, words in enumerate(line.split("|")):
            table.update({concept(word): (at, side) for word in words.split()})
    return table


@lru_cache(maxsize=50_000)
def other(one: str, two: str) -> bool:
    """Whether two concepts are two things of one kind: exports and imports."""
    x, y = _others().get(one), _others().get(two)
    return x is not None and y is not None and x[0] == y[0] and x[1] != y[1]


@lru_cache(maxsize=1)
def _wider() -> dict[str, set[str]]:
    table: dict[str, set[str]] = {}
    for line in _WIDER.strip().split("\n"):
        wide, narrow = line.split("|")
        for word in wide.split():
            table.setdefault(concept(word), set()).update(
                concept(one) for one in narrow.split()
            )
    return table


def wider(one: str, two: str) -> bool:
    """Whether concept ``one`` covers concept ``two``: "vehicle" covers "bus"."""
    return two in _wider().get(one, set())
