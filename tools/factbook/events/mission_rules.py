"""What the Military section's clauses call a mission or a conflict."""

from __future__ import annotations

from tools.factbook.events.rules import Rule

MISSION = (
    Rule(
        "mission",
        "Start of {who}",
        r"\b[Tt]he (?P<who>(?:UN|United Nations|Multinational|NATO-led) [\w &]+?"
        r" ?\([A-Z]+\)|NATO-led KFOR)"
        r" has (?:operated|been deployed) in",
        "s",
    ),
    Rule(
        "mission",
        "{who} established",
        r"[Tt]he (?P<who>UN Mission [\w ]+\(MINURSO\)) was established by [\w ]+ 690",
        "a",
    ),
    Rule(
        "mission",
        "NATO Mission Iraq (NMI) established",
        r"NATO established an advisory[\w, -]+Iraqi military",
        "l",
    ),
    Rule(
        "mission",
        "{what} hosted",
        r"hosted a (?P<what>[\w-]+-led multinational NATO ground force battlegroup"
        r"|multinational NATO ground force battlegroup)",
        "S",
    ),
    Rule(
        "mission",
        "NATO {what}",
        r"NATO has (?:also )?provided (?P<what>air(?:space)? protection)(?= for \w+ since)",
        "s",
    ),
    Rule(
        "mission",
        "Contribution to {what}",
        r"has contributed (?:\w+ numbers of troops )?to (?:the )?(?P<what>NATO-led force in Kosovo "
        r"\(KFOR\)|NATO[’']s Kosovo Force \(KFOR\)|NATO battlegroup[\w ]+Lithuania)",
        "s",
    ),
    Rule("mission", "Military intervention by France", r"^France intervened militarily", "a"),
    Rule("mission", "French troops withdrew", r"^French troops withdrew", "a"),
    Rule("mission", "SADC forces departed", r"the SADC forces departed", "a"),
    Rule(
        "mission",
        "First UN peacekeeping mission",
        r"participated in its first UN peacekeeping mission",
        "a",
    ),
    Rule(
        "mission",
        "First deployment to South Lebanon",
        r"first deploying personnel to South Lebanon",
        "a",
    ),
    Rule(
        "mission", "First UN observers to Lebanon", r"sent its first UN observers to Lebanon", "a"
    ),
    Rule("mission", "First troop contingent to Egypt", r"its first troop contingent to Egypt", "a"),
    Rule(
        "mission",
        "Contingent of troops to the Congo",
        r"sending a contingent of troops to the Congo",
        "a",
    ),
    Rule(
        "mission",
        "Military mission established by Italy",
        r"Italy established a military mission in Malta",
        "l",
    ),
    Rule(
        "mission",
        "First international mission",
        r"first international mission was[\w ]+Kuwait",
        "a",
    ),
    Rule(
        "mission", "Joined NATO's Air Policing mission", r"joined NATO's Air Policing mission", "l"
    ),
    Rule(
        "mission",
        "Kenya-led multinational security support mission approved",
        r"UN Security Council approved the deployment of a Kenya-led multinational"
        r" security support",
        "l",
    ),
    Rule(
        "mission",
        "Joined the Saudi Arabia-led military intervention in Yemen",
        r"Bahrain joined the Saudi",
        "l",
    ),
)

CONFLICT = (
    Rule("conflict", "{0}", r"war between Moldovan forces and the Transnistrian separatists", "b"),
    Rule(
        "conflict",
        "Full-scale invasion of Ukraine",
        r"full-scale (?:military )?invasion of Ukraine",
        "l",
    ),
    Rule(
        "conflict",
        "Russian invasion",
        r"Russia first invaded Ukraine|[Ff]ollowing the Russian invasion",
        "a",
    ),
    Rule("conflict", "Invasion by {who}", r"(?P<who>Turkey), which invaded Cyprus", "a"),
    Rule("conflict", "US invasion", r"US invasion", "b"),
    Rule(
        "conflict",
        "Nagorno-Karabakh enclave seized by Azerbaijan",
        r"Azerbaijan seized the entire enclave",
        "a",
    ),
    Rule(
        "conflict",
        "Open conflicts over Nagorno-Karabakh",
        r"engaged in open conflicts over the (?:disputed )?Nagorno-Karabakh enclave",
        "a",
        many=True,
    ),
    Rule(
        "conflict",
        "Five-day conflict with Russian forces",
        r"five-day conflict with Russian forces",
        "a",
    ),
    Rule("conflict", "Clashes along the disputed border", r"clashed in multiple locations", "l"),
    Rule(
        "conflict",
        "Fighting between the SAF and the RSF",
        r"fighting broke out between the SAF and the RSF",
        "l",
    ),
    Rule("conflict", "Border war with Ecuador", r"brief border war with Ecuador", "a"),
    Rule(
        "conflict", "Civil war", r"\bcivil war(?! ended)(?! and)|civil war(?= and genocide)", "bf"
    ),
    Rule(
        "conflict",
        "End of civil war",
        r"civil war(?= ended| that ended)|end of the (?:second )?civil war",
        "a",
    ),
    Rule("conflict", "Sino-India War", r"(?<=1962 )Sino-India War", "b"),
    Rule(
        "conflict",
        "Occupation of Crimea",
        r"occupied Ukraine’s province of Crimea",
        "a",
    ),
    Rule(
        "conflict",
        "Abkhazia and South Ossetia seized",
        r"seized the Georgian regions[\w ]+by force",
        "a",
    ),
)
