"""What the Background's sentences call a coup, a transition, a conflict, a peace or a treaty.

A rule stands here when it reads the sentences of three countries or more; what one or two
countries say in words of their own stands in ``reviewed/events.csv``.
"""

from __future__ import annotations

from tools.factbook.events.rules import Rule

ARMED = (
    r"(?:the military|military officers|Tutsi officers|army colonel|soldiers"
    r"|military junta(?: called the Derg)?|the Sudanese military)"
)

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
    Rule("coup", "Bloodless coup", r"\bbloodless coup\b"),
    Rule(
        "coup",
        "Coup",
        r"\bcoups? d['’]etat\b|\bcoups\b(?! and countercoups)|\bcoup\b(?! perp)",
        many=True,
        unless=r"coup perpetrators|mostly between",
    ),
    Rule("coup", "Seizure of power", r"\bseized (?:power|control of the government)\b"),
    Rule(
        "coup",
        "Overthrow by the military",
        rf"\b{ARMED} (?:to )?(?:overthr[eo]w|ousted|deposed)\b",
    ),
)

TRANSITION = (
    Rule(
        "transition",
        "Return to democratic rule",
        r"returned to (?:fully )?democratic (?:rule|leadership)"
        r"|inaugurated a return to democratic rule",
    ),
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

NAME = r"(?:[A-Z][\w’'-]+(?:(?:-|/| | of | of the | and )[A-Z][\w’'-]+)*)"
# A war named in passing: not begun or ended in that year, or not this country's.
IN_PASSING = (
    r"years of civil war|victory in the|[Aa]t the end of the civil war|during the civil war"
    r"|midst of a civil war|Korea was occupied|escape the war|estimated in"
)
POWERS = (
    r"(?:Imperial Japan|Japan|Argentina|[Tt]he Soviet Union|Iraq|Italy|Germany|Nazi Germany"
    r"|the USSR|Warsaw Pact troops|Indonesian forces|Turkey|Russia)"
)

CONFLICT = (
    Rule(
        "conflict",
        "{what}",
        rf"\b(?P<what>(?:(?!Cold|World|After|During|First Indochina){NAME} (?:Civil )?"
        r"|(?<=the )Civil )"
        r"(?:War|Conflict|Uprising)(?: of Independence)?)\b",
        "pf",
        unless=IN_PASSING,
    ),
    Rule("conflict", "{what}", rf"\b(?P<what>(?!Cold|World){NAME} War)(?= of \d{{4}})", "a"),
    Rule("conflict", "Civil war", r"\bcivil war\b(?! ended| martial)", "bpfal", unless=IN_PASSING),
    Rule(
        "conflict",
        "{0}",
        r"\b(?:armed|second sustained|second military) conflict\b"
        r"|five-day conflict(?: between Russia and Georgia)?",
        "ab",
        unless="endured several",
    ),
    Rule(
        "conflict",
        "Invasion by {who}",
        rf"\b(?P<who>{POWERS}) invaded(?: the (?:island|islands|country)| Guam| Kuwait)?\b",
        unless=r"Saudi Arabia took in|Sultan|Warsaw Pact",
    ),
    Rule(
        "conflict",
        "Occupation by {who}",
        rf"(?P<who>{POWERS}) occupied (?:the islands|these holdings|Portuguese Timor)",
        "f",
    ),
    Rule(
        "conflict",
        "Annexation by {who}",
        rf"(?P<who>{POWERS}) (?:formally )?annexed (?:Austria|it|the entire [Pp]eninsula)",
    ),
    Rule("conflict", "Rebellion", r"launched a rebellion\b|led a rebellion\b"),
)

PEACE = (
    Rule(
        "peace",
        "{what}",
        r"(?P<what>(?:Comprehensive |final |internationally mediated |comprehensive "
        r"|UN-negotiated |[“\"]revitalized[”\"] )*"
        r"(?:peace|Peace) (?:agreement|accord|treaty|deal|Agreement))\b",
        "bal",
    ),
    Rule(
        "peace",
        "{who}",
        rf"(?P<who>(?:{NAME} )(?:Accords?|Agreements?))(?=,? signed| ended)",
        "bal",
    ),
    Rule(
        "peace",
        "Cease-fire",
        r"\b(?<!withdrew from the )[Cc]ease-?fire(?: agreement)?\b(?! violations)(?=.)",
        "bal",
    ),
)

UNION = (
    r"(?:(?:NATO|the EU|the EC|the EEC|the European Union|the European Community|the UN|the OECD"
    r"|the Eurasian Economic Union)(?!['’]| Economic| Customs))"
)
JOINING = r"(?:joined|entered|became a member of|acceded to)"

TREATY = (
    Rule("treaty", "Joined NATO and the EU", rf"{JOINING} both NATO and the EU", "al"),
    Rule("treaty", "Joined {org}", rf"\b{JOINING} (?P<org>{UNION})", "al"),
    Rule(
        "treaty",
        "Joined {org}",
        rf"(?<= \d{{4}} and |\d{{4}}, and )(?P<org>{UNION})(?= in \d{{4}})",
        "a",
    ),
    Rule(
        "treaty",
        "Official candidate for EU membership",
        r"official (?:EU candidate|candidate for EU membership)",
        "as",
    ),
    Rule(
        "treaty",
        "{what}",
        r"\bsigned (?:the |a |an |the US-brokered )?(?P<what>(?!(?:a |an |the )?[\"“\w]*\"? ?peace)"
        r"(?!a |an |the )[^,;.]{0,50}?(?:Treaty|Accords|Agreement|agreement|treaty"
        r"|Compact of Free Association)(?: \([A-Z]+\))?(?: of (?:Waitangi|principles))?"
        r"(?: (?:with|on|establishing) (?:the |a )?[\w-]+(?: (?:protectorate|union))?)?)",
        "al",
        unless=r"US and the Taliban|opposition party|leftist rebels|PLO signed|to end the fighting"
        r"|which SORO|Government and the FARC",
    ),
)
