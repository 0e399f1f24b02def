"""Words whose full stop does not end a sentence."""

from __future__ import annotations

import re

from sources.text.wordlists import words

_LAST = re.compile(r"([^\s\"“”«»()\[\]]{1,12})\.$")

#: Always followed by more of the same sentence.
TITLES = frozenset(
    words(
        "mr mrs ms dr prof gen lt col maj capt cmdr sgt cpl pvt adm brig rev hon "
        "sen rep gov pres supt insp det atty amb msgr pfc spc st ste mt ft messrs "
        "mme mlle fr hr sr sra jr vs v cf e.g "
        "i.e eg ie viz al approx ca est dept univ assn г ул им пр пл д корп стр "
        "обл р-н ген полк акад проф см ср гр тов св м вул просп"
    )
)
#: Not at an end before a number: "No. 5", "Sept. 13", "p. 4", "Art. 5".
BEFORE_NUMBER = frozenset(
    words(
        "no nos nr art arts sec ch fig figs p pp vol para op cap cl jan feb mar "
        "apr jun jul aug sept sep oct nov dec ст п рис гл с т"
    )
)
#: May end a sentence; then the next word must look like a beginning.
MAYBE = frozenset(
    words(
        "a.m p.m am pm u.s u.k u.n e.u u.s.a u.a.e d.c b.c a.d ph.d etc inc ltd co "
        "corp bros del r.i.p jan feb mar apr jun jul aug sept sep oct nov dec mon "
        "tue tues "
        "wed thu thur thurs fri sat sun ave blvd rd jr sr т.д т.п т.е т.к др пр гг "
        "вв млн млрд тыс руб коп долл н.э у.е тис грн ін"
    )
)
#: Short for American states. They end sentences, but no dateline before its dash.
STATES = frozenset(
    words(
        "ala ariz ark calif colo conn fla ga ida ill ind kan kans ky la mass md mich "
        "minn miss mo mont neb nebr nev okla ore pa tenn tex va vt wash wis wyo n.c "
        "n.d n.h n.j n.m n.y r.i s.c s.d w.va"
    )
)
#: Words that begin sentences far more often than they follow "U.S." or "a.m.".
STARTERS = frozenset(
    words(
        "the a an in on at by for from with without under over after before since "
        "until during despite although though while when where if as because once "
        "but and or so yet however meanwhile still also instead moreover he she it "
        "they we you i his her its their our this that these those there here what "
        "who why how some many most several both all no not earlier later last "
        "next another other officials according to of then now only even в на по с "
        "из от до за и а но он она они оно мы это этот эта как при после у з та "
        "але він вона вони це"
    )
)
#: Who speaks after a quotation that closes with ? or !.
SAYS = frozenset(
    words(
        "said says asked asks told tells added adds wrote writes exclaimed replied "
        "shouted cried insisted demanded wondered tweeted posted quipped"
    )
)


def stops_short(before: str, after: str) -> bool:
    """Say whether the full stop that ends ``before`` only shortens its last word.

    "Lt." and "No." before a number never end a sentence, wherever a line ends.
    """
    last = _LAST.search(before[-16:])
    word = last[1].lower() if last else ""
    return word in TITLES or word in BEFORE_NUMBER and after[:1].isdigit()
