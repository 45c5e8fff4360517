"""What the Background's sentences call a conflict, a peace, a treaty or a mission."""

from __future__ import annotations

from tools.factbook.events.rules import Rule

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
    Rule("conflict", "Civil war", r"another broke out", "a"),
    Rule("conflict", "Civil war", r"civil war among [\w, ]+factions", "f"),
    Rule("conflict", "End of civil war", r"[Cc]ivil war that ended\b|[Cc]ivil war ended\b", "a"),
    Rule("conflict", "Civil war", r"\bcivil war\b(?! ended| martial)", "bpfal", unless=IN_PASSING),
    Rule(
        "conflict",
        "Border war with {who}",
        r"border war with (?P<who>[A-Z]\w+) that (?:flared|erupted)",
        "a",
    ),
    Rule(
        "conflict",
        "War with {who}",
        r"(?:fought a [\w, ]+|costly )war with (?P<who>[A-Z]\w+)",
        "fal",
    ),
    Rule(
        "conflict",
        "War of {who}",
        r"(?P<who>Israel and its Arab neighbors) fought wars\b",
        "a",
        many=True,
    ),
    Rule("conflict", "Brief war with {who}", r"and (?P<who>Israel) [^;]*fought a brief war", "a"),
    Rule("conflict", "Third war", r"\bthird war\b", "a"),
    Rule(
        "conflict",
        "{0}",
        r"\b(?:armed|second sustained|second military) conflict\b"
        r"|five-day conflict(?: between Russia and Georgia)?",
        "ab",
        unless="endured several",
    ),
    Rule("conflict", "Military conflict erupts", r"military conflict erupted", "l"),
    Rule("conflict", "Conflict erupts", r"[Cc]onflict erupted", "l"),
    Rule(
        "conflict",
        "{who} insurgency begins",
        r"(?P<who>Maoist-led|separatist) insurgency(?= broke out| in Turkey)",
        "a",
    ),
    Rule(
        "conflict",
        "{0}",
        r"full-scale invasion of (?:the country|China)|annexation of four Ukrainian oblasts",
        "l",
    ),
    Rule("conflict", "{who} invasion", r"\b(?P<who>Vietnamese) invasion\b", "b"),
    Rule(
        "conflict",
        "Invasion by {who}",
        rf"\b(?P<who>{POWERS}) invaded(?: the (?:island|islands|country)| Guam| Kuwait)?\b",
        unless=r"Saudi Arabia took in|Sultan|Warsaw Pact",
    ),
    Rule("conflict", "Invasion by {who}", r"(?P<who>Warsaw Pact troops) invaded", "l"),
    Rule("conflict", "{0}", r"Russia escalated (?:the|its) conflict(?: with Ukraine)?", "l"),
    Rule(
        "conflict",
        "Occupation by {who}",
        rf"(?P<who>{POWERS}) occupied (?:the islands|these holdings|Portuguese Timor)",
        "f",
    ),
    Rule("conflict", "Occupation by {who}", r"occupation by (?P<who>Germany|Japan)\b", "f"),
    Rule(
        "conflict",
        "Annexation by {who}",
        rf"(?P<who>{POWERS}) (?:formally )?annexed (?:Austria|it|the entire [Pp]eninsula)",
    ),
    Rule("conflict", "Rebellion", r"launched a rebellion\b|led a rebellion\b"),
    Rule("conflict", "War erupts", r"erupted into war\b", "a"),
    Rule(
        "conflict",
        "Military intervention on Cyprus",
        r"intervened militarily on Cyprus",
        "a",
    ),
    Rule(
        "conflict", "Military intervention from Turkey", r"military intervention from Turkey", "l"
    ),
    Rule(
        "conflict", "Military action in Nagorno-Karabakh", r"Azerbaijan took military action", "l"
    ),
)

PEACE = (
    Rule("peace", "Final accord with the FARC", r"final accord with the FARC", "al"),
    Rule(
        "peace", "Peace treaty with {who}", r"[Pp]eace treat(?:y|ies) with (?P<who>[A-Z]\w+)", "al"
    ),
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
    Rule("peace", "{who}", r"reached the (?P<who>Belfast/Good Friday Agreement)", "l"),
    Rule("peace", "Final agreement signed in Paris", r"final agreement was signed in Paris", "a"),
    Rule("peace", "Dayton Accords", r"signing of the Dayton Accords", "a"),
    Rule(
        "peace",
        "Cease-fire",
        r"\b(?<!withdrew from the )[Cc]ease-?fire(?: agreement)?\b(?! violations)(?=.)",
        "bal",
    ),
    Rule("peace", "Armistice", r"\barmistice\b", "bal"),
    Rule("peace", "Temporary truce", r"\btemporary truce\b", "al"),
    Rule(
        "peace",
        "Cessation of hostilities agreement",
        r"cessation of hostilities agreement",
        "al",
    ),
    Rule("peace", "End of the war announced", r"officially announced the end of the war", "l"),
    Rule("peace", "Treaty with leftist rebels", r"leftist rebels signed a treaty", "l"),
    Rule("peace", "Declarations of peace and friendship", r"signed declarations of peace", "l"),
)

UNION = (
    r"(?:(?:NATO|the EU|the EC|the EEC|the European Union|the European Community|the UN|the OECD"
    r"|the Eurasian Economic Union)(?!['’]| Economic| Customs))"
)
JOINING = r"(?:joined|entered|became a member of|acceded to)"
NOT_JOINED = r"kept it from joining"

TREATY = (
    Rule("treaty", "Joined NATO and the EU", rf"{JOINING} both NATO and the EU", "al"),
    Rule("treaty", "Joined {org}", rf"\b{JOINING} (?P<org>{UNION})", "al"),
    Rule(
        "treaty",
        "Joined {org}",
        rf"(?<= \d{{4}} and |\d{{4}}, and )(?P<org>{UNION})(?= in \d{{4}})",
        "a",
    ),
    Rule("treaty", "Joined {org}", rf"(?<= \d{{4}}, )(?P<org>{UNION})(?= in \d{{4}})", "a"),
    Rule("treaty", "Member of {org}", rf"[Mm]ember of (?P<org>{UNION})(?= since)", "s"),
    Rule("treaty", "Member of the EU", r"became an EU member", "a"),
    Rule(
        "treaty",
        "Official candidate for EU membership",
        r"official (?:EU candidate|candidate for EU membership)",
        "as",
    ),
    Rule("treaty", "UN member", r"become a UN member|admitted to the UN", "a"),
    Rule("treaty", "31st member of NATO", r"organization's 31st member", "a"),
    Rule(
        "treaty",
        "Member of NATO’s Partnership for Peace program",
        r"member of NATO's Partnership for Peace program",
        "a",
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
    Rule("treaty", "COFA in force", r"COFA was ratified and entered into force", "a"),
    Rule("treaty", "Departed the EU", r"(?<=UK )became the only country to depart the EU", "l"),
    Rule(
        "treaty",
        "Designated by the United States as a major non-NATO ally",
        r"designated \w+ as a major non-NATO ally",
        "l",
    ),
    Rule("treaty", "US treaty ally", r"became a US treaty ally", "a"),
    Rule(
        "treaty",
        "Return to NATO's integrated military command structure",
        r"rejoined NATO's integrated military command structure",
        "a",
    ),
)

MISSION = (
    Rule("mission", "UN peacekeepers deployed", r"deployment of UN peacekeepers", "a"),
    Rule("mission", "{what}", r"(?P<what>UN Organization [\w ]+ \(MONUSCO\)) has operated", "s"),
    Rule(
        "mission",
        "NATO-led Stabilization Force (SFOR) takes over",
        r"the NATO-led Stabilization Force \(SFOR\) took over",
        "l",
    ),
    Rule("mission", "EUFOR replaces SFOR", r"peacekeeping troops \(EUFOR\) replaced SFOR", "l"),
    Rule("mission", "NATO military operation begins", r"NATO military operation began", "a"),
    Rule(
        "mission",
        "UN peacekeeping operation established",
        r"establishment of a UN peacekeeping operation",
        "l",
    ),
    Rule(
        "mission",
        "Syrian troops withdrawn from Lebanon",
        r"Syrian troops that were stationed in Lebanon since 1976 [\w ]*were withdrawn",
        "a",
    ),
)
