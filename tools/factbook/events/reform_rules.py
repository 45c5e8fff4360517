"""What the Military section's clauses call a reform, a law or a plan."""

from __future__ import annotations

from tools.factbook.events.rules import Rule

REFORM = (
    Rule(
        "reform",
        "Military given {what}",
        r"(?:it|PNGDF) was given (?P<what>(?:police|arrest) powers)",
        "la",
    ),
    Rule("amendment", "Constitution amended", r"constitution was amended", "a"),
    Rule(
        "amendment",
        "Constitutional amendment",
        r"passed a constitutional amendment",
        "l",
    ),
    Rule(
        "law",
        "New law on the head of the police force",
        r"\ba new law gave the commander-in-chief",
        "l",
    ),
    Rule(
        "law", "Legislation on the transition of the KSF approved", r"\bapproved legislation\b", "l"
    ),
    Rule("law", "Law reforming military service", r"passed a law reforming military service", "l"),
    Rule(
        "law",
        "Law requiring military service approved",
        r"parliament approved a law requiring",
        "l",
    ),
    Rule("law", "{what} introduced", r"the (?P<what>Service Law) was first introduced", "a"),
    Rule("law", "Local militias legalized", r"legalized local militias", "l"),
    Rule("law", "Emergency law", r"implemented an emergency law", "a"),
    Rule("law", "National defense law", r"a new national defense law", "a"),
    Rule(
        "law",
        "Decree authorizing military involvement in police duties",
        r"signed a decree authorizing",
        "a",
    ),
    Rule(
        "reform",
        "Defense development program approved",
        r"approved a 10-year defense development program",
        "l",
    ),
    Rule("white-paper", "Defense plan released", r"released a 10-year defense plan", "l"),
    Rule(
        "white-paper",
        "Security policy documents released",
        r"released security policy documents",
        "l",
    ),
    Rule(
        "reform",
        "Effort to modernize and reform the OSRH",
        r"initiated an effort to modernize and reform",
        "l",
    ),
    Rule(
        "reform",
        "Ministry of the Armed Forces made part of the Office of the Presidency",
        r"Ministry of the Armed Forces was made part",
        "l",
    ),
    Rule(
        "reform",
        "National Guard made part of the FANB",
        r"National Guard was made part of the FANB",
        "a",
    ),
    Rule(
        "reform",
        "National police forces formed",
        r"current national police forces were formed",
        "a",
    ),
    Rule(
        "transition",
        "Military-assisted political transition",
        r"military-assisted political transition",
        "b",
    ),
    Rule(
        "coup", "Military overthrow of the government", r"military overthrow of the government", "l"
    ),
    Rule(
        "coup",
        "Coup",
        r"(?:coups|history of involvement)[^;]*?,? (?:including )?the most recent(?:"
        r" being)?(?= in)",
        "a",
    ),
)
