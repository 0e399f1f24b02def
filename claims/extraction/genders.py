"""Whether a name is a woman's or a man's, where the text or the first name tells.

Only for pronouns: of two people, "she" can mean but one. First names that both sexes
bear in numbers (Alexis, Jordan, Kim, Andrea, Nicola) are in neither table.
"""

from __future__ import annotations

from typing import Literal

from claims.extraction.lexicon import word_set

Gender = Literal["he", "she", ""]

_HIS = word_set(
    """mr sir lord king prince duke count emperor pope cardinal archbishop imam sheikh
    sultan tsar spokesman chairman congressman councilman businessman
    policeman fireman gunman salesman clergyman alderman assemblyman cameraman
    craftsman fisherman sportsman anchorman statesman man boy father son brother
    husband uncle nephew grandfather grandson widower monk priest"""
)
_HERS = word_set(
    """mrs ms miss lady dame queen princess duchess countess empress tsarina
    spokeswoman chairwoman congresswoman councilwoman businesswoman policewoman
    saleswoman assemblywoman sportswoman anchorwoman stateswoman woman girl mother
    daughter sister wife aunt niece grandmother granddaughter widow nun actress
    waitress heiress hostess"""
)
_MEN = word_set(
    """aaron adam adrian ahmed alan albert alejandro aleksandr alexander alexei alfred
    ali aliaksandr alistair amir anatoly andrei andrew andriy anthony anton antonio
    antony armen arman arthur arun ashot barack bashar ben benjamin bernard bernie
    bill bob boris brad brian bruce carl carlos charles chris christopher chuck
    cornelius craig dag dan daniel dave david dennis diego dieter dimitri dmitri
    dmitry dmytro dominic don donald doug douglas ed edgar eduardo edward emil
    emmanuel enrique eric ernest erik evan fabio felipe felix fernando filip francis
    francisco francois frank franz fred frederick gary gavin gennady geoffrey george
    georgy gerald gerhard giovanni gordon graham greg gregory guillermo gustav halvard
    hans harold harry hassan hector henrik henry herbert howard hugh hugo hussein ian
    igor ilham ilya ivan jack jacob jaime jake jakob jakub james jan janos jared jason
    javier jean-claude jean-luc jeff jeffrey jens jeremy jerry jesus jim jimmy joachim
    joe joel johan johann john johannes jon jonathan jorge jose josef joseph joshua
    juan julian julio justin karl keir keith ken kenneth kevin khalid konstantin kurt
    lars larry lech leo leon leonard leonid lev lloyd louis luc luca lucas
    luis luke magnus mahmoud malcolm manuel marc marcel marco marcus mario mark martin
    marvin matt matteo matthew maurice max maxim mehmet michael michal miguel mikael
    mikayel mike mikhail miroslav mitch mitt mohamed mohammad mohammed
    moshe muhammad mustafa narendra nathan neil nelson newt nicholas nick nikita nikol
    nikolai nikolay nils norman oleg oleksandr oliver omar oscar oskar osman otto pablo
    patrick paul pavel pavlo pedro per pete peter petr petro philip philippe phil
    pierre piotr rafael ralph ramon ramzan rand raul ray raymond recep reginald reince
    reuven ricardo richard rick rob robert roberto rodrigo roger roland roman ron
    ronald ross roy rudolf rudy rupert russell ruslan ryan salman salvador samuel
    scott sean sebastian serge sergei sergey sergio shaun silvio simon stanislav
    stefan stephen steve steven stuart suren sven tayyip ted terry theodore thomas
    tigran tim timothy tobias toby todd tom tomas tommy tony trevor ulrich
    uwe valentin vasily victor viktor vincent vitali vitaly vladimir volodymyr walter
    warren wayne werner wilhelm will william winston wolfgang xavier yair yaroslav
    yevgeny yitzhak yuri yury yusuf zachary zoran"""
)
_WOMEN = word_set(
    """abigail ada agnes aisha alena alexandra alice alicia alina amal amanda amelia
    amy ana anastasia angela anita ann anna anne annette annie antonia ariana astrid
    ayse barbara beatrice belen bettina betty beverly bianca brenda bridget brigitte
    camila carla carly carmen carol carole caroline catherine cecilia chantal charlotte
    cheryl christina christine claire clara claudia condoleezza cristina cynthia
    daniela danielle dawn deborah debra delia denise diana diane dolores donna doris
    dorothy edith eileen elaine elena eleanor elif elisa elisabeth elizabeth ella ellen
    elsa emilia emily emma erika erin esther eva evelyn fatima fiona florence frances
    francesca gabriela gabriele georgia gertrude gina giorgia gisela gita gloria grace
    greta hanna hannah heather heidi helen helena helga hilary hillary huma ilse
    ines inga ingrid irena irene irina iris isabel isabella ivanka ivana jacinda jane
    janet janice jeanne jennifer jenny jessica jill joan joanna johanna josephine joyce
    juanita judith judy julia juliana julie karen karin karina kate katherine kathleen
    kathryn katie katrin kellyanne kirsten kristen kristina larissa laura lena leonora
    leticia lidia lilian lily linda lisa liz ljudmila loretta lori louise lucia lucy
    ludmila luisa lydia madeleine magdalena maggie manuela mara margaret margarita
    margrethe maria mariam marianne marie marina marine marion marjorie martha mary
    maryam matilda maya megan megyn melania melinda melissa mercedes meredith mette
    michelle mira miriam molly monica monika nadezhda nadia nancy naomi natalia natalie
    natasha nina nora olena olga olivia oksana pamela patricia paula penelope petra
    phyllis pilar polly priti rachel rebecca regina renate rita roberta rosa rose
    rosemary ruth sabine sally samantha sandra sara sarah sefa sharon sheila shirley
    sigrid silvia simone sofia sonia sophia sophie stella stephanie susan susanne
    svetlana sylvia tamara tanya tatiana teresa theresa therese tina ulrike ursula
    valentina valeria vanessa vera veronica victoria virginia vivian wanda wendy yelena
    yulia yvonne zoe"""
)


def gender_of_noun(word: str) -> Gender:
    """Return what a title or noun tells: "spokeswoman", "Mr."."""
    low = word.lower().rstrip(".")
    return "he" if low in _HIS else "she" if low in _HERS else ""


def gender_of_name(name: str) -> Gender:
    """Return what the first of several names tells; "" for a surname alone."""
    words = name.lower().split()
    if not words:
        return ""
    return "he" if words[0] in _MEN else "she" if words[0] in _WOMEN else ""
