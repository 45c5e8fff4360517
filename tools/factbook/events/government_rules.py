"""What the notes on executive, legislature, constitution and government call an event."""

from __future__ import annotations

from tools.factbook.events.rules import Rule

RULES = (
    Rule("coup", "Military junta takes power", r"military junta[\w ]{0,30}? took power", "l"),
    Rule(
        "coup",
        "President arrested and detained by the military",
        r"military arrested and detained the president",
        "l",
    ),
    Rule(
        "coup",
        "Military junta takes control of the government",
        r"a military junta which took control of",
        "l",
    ),
    Rule("amendment", "Constitution partly suspended", r"constitution was partly suspended", "l"),
    Rule("amendment", "Constitution dissolved", r"dissolved the country's constitution", "l"),
    Rule("amendment", "Constitution suspended", r"\bsuspended the constitution\b", "l"),
    Rule(
        "amendment",
        "Articles of the constitution suspended",
        r"suspended several articles of the constitution",
        "l",
    ),
    Rule(
        "amendment",
        "Provisions of the Constitutional Declaration suspended",
        r"suspended several provisions of the Constitutional Declaration",
        "a",
    ),
    Rule("amendment", "Constitution revised", r"revised its constitution", "a"),
    Rule("amendment", "Constitutional amendment", r"a constitutional amendment", "a"),
    Rule(
        "amendment", "Presidential reelection eliminated", r"reforms(?= in \d{4} eliminated)", "a"
    ),
    Rule(
        "amendment",
        "Changes to the constitution signed into law",
        r"signed into law changes to the constitution",
        "l",
    ),
    Rule(
        "amendment",
        "Amended to incorporate the Juba Agreement for Peace",
        r"^amended(?= \d{4} to incorporate the Juba)",
        "x",
    ),
    Rule(
        "constitution",
        "New constitution {verb}",
        r"new constitution (?:was )?(?P<verb>approved|ratified)\b",
        "a",
    ),
    Rule(
        "constitution",
        "Charter of the Refoundation promulgated",
        r"decree promulgating the Charter of the Refoundation",
        "l",
    ),
    Rule("constitution", "Transitional Charter adopted", r"a Transitional Charter, adopted", "a"),
    Rule(
        "constitution",
        "Revised transitional charter adopted",
        r"adopted a revised transitional charter",
        "l",
    ),
    Rule(
        "transition",
        "Formation of a transitional government announced",
        r"announced the formation of a transitional government",
        "l",
    ),
    Rule(
        "transition",
        "Presidential Transitional Council sworn in",
        r"Presidential Transitional Council[\w, ]+was sworn in",
        "a",
    ),
    Rule(
        "transition",
        "Presidential Leadership Council sworn in",
        r"the Council was sworn in before Parliament",
        "l",
    ),
    Rule(
        "transition",
        "Sovereign Council dissolved",
        r"al-BURHAN dissolved the Sovereign Council",
        "l",
    ),
    Rule(
        "forces",
        "National Security and Defense Council or NSDC created",
        r"National Security and Defense Council or NSDC was created",
        "a",
    ),
)
