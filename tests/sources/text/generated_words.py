"""What generated documents are made of. All of it is invented."""

from __future__ import annotations

import random

SUBJECTS = (
    "The water board",
    "Mayor Ida Brandt",
    "Dr. Jon Lund of the institute",
    "A group of U.S. engineers",
    "The Kerst-Olm canal company",
    "Gov. Ana Reyes",
    "The Tallinn-based firm Olm Inc.",
    "Mr. J. R. Strand",
    "Defence Minister Zoë Ilić",
    "The pilot Zu\u0308lal O\u0308zkan",
    "The singer of “Gates 😀 and Rivers”",
    "The so-called Committee of Nine",
    "Lt. Col. Per Aas",
    "Nobody at Weir Street 12",
)
DEEDS = (
    "opened the lower gates",
    "asked the government for more information",
    "signed paper No. 5 on the embankment",
    "counted 1,200 houses and 3.5 kilometres of road",
    "spoke of a self-styled council",
    "paid 40 percent of the bill",
    "met the members of the U.N. Security Council",
    "left the town",
    "wrote 𝔘𝔫𝔱𝔢𝔯 on the wall",
    "praised the neighbourhood and its administration",
    "read p. 4 of the report",
    "closed the riverside road",
)
TIMES = (
    "on Monday",
    "at 9:00 a.m. local time",
    "at about 6 p.m. on Tuesday",
    "on Sept. 13",
    "late on Jan. 4, 2024",
    "a year ago",
    "before the rain came",
    "in the spring of 1998",
)
ENDS = ("", "", "", ", the board said", ", officials of the county said")
WHOLE = (
    "“Why?” asked Ida Brandt of the board.",
    "“Nobody was hurt,” she told The Valley Post.",
    "He said: “The wall is gone.”",
    "What was known of the cracks?",
    "The wall — built by hand — fell.",
    "It was the end of the dam, i.e. of the old road.",
    "Дамба рухнула ночью, сообщили власти.",
    "قال المجلس إن السد انهار ليلا.",
    "המועצה אמרה כי הסכר קרס בלילה.",
    "大坝垮了。",
    "The height (12.5 metres) was not in doubt.",
)
OPEN = (
    ("The board said that it had shut the gates because of", "the rising water."),
    ("“We ask that the road stay shut from", "10:00 p.m. local time on,” it said."),
    ("The county paid for the repair of", "three bridges and a mill."),
)
QUOTATIONS = (
    ("“The wall gave way at night.", "Nobody could have known.”"),
    ('"We had asked for money."',),
    ("«Все ворота были открыты.»",),
)
POSTS = (
    "Nobody seems hurt",
    "Water in the lower houses 😀",
    "The old wall is gone, we saw it fall",
)
HEADLINES = (
    "Old dam fails above the town of Sarnow",
    "Board denies blame for the dam",
    "Kerst-Olm canal shut after the flood",
)
BYLINES = ("By Ida Brandt", "By Jon Lund and Ana Reyes", "By Valley staff")
CAPTIONS = (
    "Workers at the gates. Lena Orlik/AFP",
    "The old wall in spring. Ana Reyes / TASS",
    "Photo: Lena Orlik",
)
FURNITURE = (
    "Read more: the dam in pictures",
    "Share on Facebook Twitter",
    "Home / World / Europe",
    "© 2024 Valley Post. All rights reserved.",
    "AFP contributed reporting.",
    "Privacy policy",
    "Updated at 12:00 p.m. on March 4.",
    "* * *",
)
#: Words and where a printer may split them.
SYLLABLES = {
    "government": "govern-ment",
    "information": "infor-mation",
    "embankment": "embank-ment",
    "neighbourhood": "neighbour-hood",
    "administration": "adminis-tration",
    "engineers": "engi-neers",
    "kilometres": "kilo-metres",
    "officials": "offi-cials",
}
SOUP = (
    "The dam failed. ",
    "at 9:00 a.m. local time ",
    "infor-\nmation ",
    "Kerst-\r\nOlm ",
    "govern-\u2028ment ",
    "\n\n",
    "\n",
    "\r\n",
    "\r",
    " ",
    "\t",
    "\x0c",
    "\x85",
    "\u00a0",
    "\ufeff",
    "\u200b",
    "\u200d",
    "\u00ad",
    "\u00ad\n",
    "\u202e",
    "e\u0301",
    "\u0301",
    "\x00",
    "\ud83d",
    "**bold** ",
    "*it* ",
    "**",
    "[label](https://x.example/a) ",
    "[la\nbel](https://x.example/a)",
    "[area] ",
    "![i](a.png)",
    "[^1]",
    "<https://x.example>",
    "<b class='x'>",
    "<!-- a\n\nb -->",
    "&amp; ",
    "https://t.example/1",
    "\n\nhttps://t.example/1\n\n",
    "pic.twitter.com/abC1",
    "\n\n— Ida Brandt (@ida) March 4, 2024\n\n",
    "# Head\n",
    "> quote\n",
    ">> “deep\n",
    "- item\n",
    "12. item\n",
    "```\n",
    "---\n",
    "NewsPolitics\n\n",
    "NewsPoliticsOld dam fails\n\n",
    "Lena Orlik/AFP\n\n",
    "Workers. Lena Orlik/AFP\n",
    "KERSTHAVEN, March 4. /TASS/. ",
    "“He said ",
    "so,” ",
    "Дамба рухнула. ",
    "قال المجلس ",
    "水坝。",
    "😀",
    "a line that goes on for quite a while so that it may look wrapped by hand\n",
    "\\*",
    "`x`",
    "x",
    "-",
    "—\n",
)


def make_sentence(chance: random.Random) -> str:
    """Return a sentence as it should read, with traps for splitters in it."""
    if chance.random() < 0.2:
        return chance.choice(WHOLE)
    words = [chance.choice(SUBJECTS), chance.choice(DEEDS), chance.choice(TIMES)]
    return " ".join(words).rstrip(".") + chance.choice(ENDS) + "."
