"""What the Background's sentences call a coup, a transition, an election or independence."""

from __future__ import annotations

from tools.factbook.events.rules import Rule

ARMED = (
    r"(?:the military|military officers|Tutsi officers|army colonel|soldiers"
    r"|military junta(?: called the Derg)?|the Sudanese military)"
)
OF = (
    r"(?P<of>(?:the )?[A-Z][\w’']+(?:(?: of| and| of the)? [A-Z][\w’']+)*)"
    r"(?= in\b| on\b| as\b| and\b| with\b|[,.;]|$)"
)
TAKEN = r"gain(?:ed|ing)|achiev(?:ed|ing)|attained|won|granted|reached"
NOT_YET = r"\bvoted|referendum|\bcalls? for|delayed|toward full|negotiations|movement"

COUP = (
    Rule(
        "coup",
        "Attempted coup",
        r"(?:attempted|failed|abortive|unsuccessful|alleged)(?: (?!coup\b|\d)[\w-]+){0,3} coup"
        r"(?: attempts?)?\b|coup attempts?\b|attempted coups?\b|attempt(?:ed)? to overthrow",
        many=True,
    ),
    Rule(
        "coup",
        "Military coup",
        r"\b(?:military(?:-led)?|bloodless military) coups?\b(?! perp)",
        many=True,
        unless="military coups have since",
    ),
    Rule(
        "coup",
        "Period of instability or military coup",
        r"military coups have since fractured[\w ]+,",
        "a",
        many=True,
    ),
    Rule("coup", "Bloodless coup", r"\bbloodless coup\b"),
    Rule("coup", "Palace coup", r"\bpalace coup\b"),
    Rule(
        "coup",
        "Coup",
        r"\bcoups? d['’]etat\b|\bcoups\b(?! and countercoups)|\bcoup\b(?! perp)",
        many=True,
        unless=r"coup perpetrators|mostly between",
    ),
    Rule("coup", "Countercoup", r"\bcounter-?coup\b"),
    Rule("coup", "Seizure of power", r"\bseized (?:power|control of the government)\b"),
    Rule("coup", "Military junta takes power", r"\bmilitary junta taking power\b"),
    Rule("coup", "Military takeover", r"\bmilitary takeover\b"),
    Rule(
        "coup",
        "Overthrow by the military",
        rf"\b{ARMED} (?:to )?(?:overthr[eo]w|ousted|deposed)\b",
    ),
    Rule(
        "coup",
        "Overthrow",
        r"\boverthrew\b|\boverthrown\b",
        unless=r"uprising|rebels|revolution |overthrown and executed|Hutus|Tongan|ruling monarchy",
    ),
    Rule("coup", "President deposed", r"\b(?:violently )?deposed (?:the president|President)\b"),
)

TRANSITION = (
    Rule("transition", "Civilian rule restored", r"[Cc]ivilian rule was restored"),
    Rule("transition", "Power ceded to civilian rulers", r"ceded power to civilian rulers"),
    Rule("transition", "Civilian rule established", r"[Cc]ivilian rule was established"),
    Rule(
        "transition",
        "Freely elected civilian government comes to power",
        r"freely elected civilian government came to power",
    ),
    Rule("transition", "Transition to civilian government", r"transition to civilian government"),
    Rule("transition", "Return of democratic rule", r"Democratic rule returned"),
    Rule("transition", "Democracy reinstated", r"Democracy was reinstated"),
    Rule("transition", "Democratic rule restored", r"restored democratic rule"),
    Rule(
        "transition",
        "Return to democratic rule",
        r"returned to (?:fully )?democratic (?:rule|leadership)"
        r"|inaugurated a return to democratic rule",
    ),
    Rule(
        "transition",
        "Democratically elected government returns to power",
        r"democratically elected government[^,]{0,40}returned to power",
    ),
    Rule(
        "transition",
        "Constitutional government restored",
        r"Constitutional government was restored",
    ),
    Rule(
        "transition",
        "Democratically elected government takes office",
        r"democratically elected government took office",
    ),
    Rule(
        "transition",
        "Democratically elected president inaugurated",
        r"democratically elected president was inaugurated",
    ),
    Rule("transition", "Military dictatorship collapses", r"military dictatorship collapsed"),
    Rule("transition", "End of the military dictatorship", r"military dictatorship of[^,]*? ended"),
    Rule("transition", "Majority rule", r"ushered in majority rule"),
    Rule(
        "transition",
        "End of one-party rule",
        r"[Oo]ne-party rule(?= ended)|an end to one-party rule",
    ),
    Rule("transition", "End of communist domination", r"Communist domination ended"),
    Rule("transition", "Transition to democracy", r"transitioned to an independent democracy"),
    Rule("transition", "Multi-party democracy instituted", r"instituted a multi-party democracy"),
    Rule("transition", "Multiparty politics restored", r"restoring multiparty politics"),
    Rule(
        "transition",
        "Multiparty democracy established",
        r"establishment of a multiparty democracy",
    ),
    Rule("transition", "Monarchy abolished", r"abolished the monarchy"),
    Rule("transition", "Monarchy deposed in a revolution", r"revolution deposed the monarchy"),
    Rule(
        "transition",
        "Democratic republic replaces the monarchy",
        r"democratic republic replaced the monarchy",
    ),
    Rule("transition", "Ruling monarchy overthrown", r"ruling monarchy was overthrown"),
    Rule("transition", "Overthrow of the {who}", r"overthrow of the (?P<who>[A-Z]+ Dynasty)"),
    Rule("transition", "{who} regime toppled", r"(?P<who>\w+) regime was toppled"),
    Rule("transition", "{who} regime toppled", r"toppled the (?P<who>[A-Z]+) regime"),
    Rule("transition", "{who} regime ousted", r"ousted the (?P<who>[A-Z]+) regime"),
    Rule("transition", "{who} toppled", r"toppled (?P<who>[A-Z]{4,})\b"),
    Rule("transition", "{who} overthrown", r"(?P<who>[A-Z]{4,}) was overthrown and executed"),
    Rule(
        "transition",
        "{who} overthrown",
        r"rebels [\w ]+ overthrew (?P<who>President [\w -]*[A-Z]{3,})",
    ),
    Rule("transition", "Sultan overthrown", r"uprising overthrew the Sultan"),
    Rule("transition", "Ouster of {who}", r"(?P<who>[A-Z]{4,})['’]s ouster"),
    Rule(
        "transition",
        "{0}",
        r"first (?:peaceful |successful )?(?:civilian-to-civilian )?"
        r"(?:transition|transfer) of power(?: from one (?:democratically elected president|party)"
        r" to another)?",
    ),
)

ELECTION = (
    Rule(
        "election",
        "{0}",
        r"\bfirst (?:free(?: and fair)? |direct |multi-?party |multi-racial |multi-candidate "
        r"|democratic |parliamentary |legislative |presidential )+elections?\b",
        unless="regional councils",
    ),
    Rule(
        "election",
        "{0}",
        r"\b(?:constitutional |independence )referendum\b",
        "ba",
        unless="followed by|after passing",
    ),
)

INDEPENDENCE = (
    Rule(
        "independence",
        "Independence declared from {of}",
        rf"(?:declar(?:ed|ing)) (?:its |their |itself )?independen(?:ce|t) from {OF}",
        unless=NOT_YET,
    ),
    Rule(
        "independence",
        "Independence declared",
        r"declar(?:ed|ing) (?:its |their )?independence\b|unilaterally declared its independence"
        r"|declaration of independence|declare its independence|declared Kosovo independent",
        unless=NOT_YET,
    ),
    Rule(
        "independence",
        "Independence regained",
        r"(?:regained|reestablish(?:ed)?|restore) its (?:independence|freedom)\b"
        r"|independence was regained",
    ),
    Rule(
        "independence",
        "{how}independence from {of}",
        rf"(?:{TAKEN}|led to|[Uu]pon) (?:its |full |complete )*(?P<how>partial |legislative )?"
        rf"independence from {OF}",
        unless=NOT_YET,
    ),
    Rule(
        "independence",
        "Independence",
        rf"(?:{TAKEN}) (?:its |full |the colony |it )*independence\b"
        r"|became (?:an |a |fully )*independent\b(?! member| nation of)"
        r"|[Ii]ndependence was (?:achieved|attained|granted)|[Uu]pon independence\b"
        r"|\bled to (?:the country’s )?independence\b|Full independence was attained",
        unless=NOT_YET,
    ),
)
