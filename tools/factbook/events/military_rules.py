"""What the Military section's clauses call a founding, a membership, a mission or a draft."""

from __future__ import annotations

from tools.factbook.events.rules import Rule

NAME = r"(?:[A-Z][\w’'/.&-]*(?:(?: of the| of| and| for|-| &)? [A-Z(][\w’'/.&)-]*)*)"
WHO = rf"(?P<who>(?:first )?{NAME}(?: militia| military| forces)?|military|armed forces|OSRH)"
FOUNDED = (
    r"(?P<verb>established|founded|created|formed|constituted|re-established|reestablished"
    r"|reinstated|disbanded|abolished|unified|organized|inaugurated|activated)"
)
ADVERB = r"(?:also |both |officially |formally |originally |constitutionally |subsequently )*"

FORCES = (
    Rule(
        "forces",
        "{who} {verb}",
        rf"\b(?:[Tt]he |and |a (?=National)|[A-Z]\w+['’]s )(?:modern |current "
        rf"|reconstituted |Nigerien )?{WHO}"
        rf"(?: \([^()]*\))?(?: \([^()]*\))? (?:was|were) {ADVERB}{FOUNDED}\b",
        "al",
    ),
    Rule(
        "forces",
        "{who} founded",
        rf"(?<=\d, )the (?P<who>[A-Z]\w+ military|{NAME})(?=[’']s? | \(| is\b| \w+ is\b)",
        "l",
        unless=r"^(?!(?:founded|formed|established) in )",
    ),
    Rule(
        "forces",
        "{who} renamed {new}",
        rf"\b[Tt]he (?P<who>{NAME}) was (?:then |subsequently |again )?renamed (?:as )?(?:the )?"
        rf"(?P<new>{NAME})",
        "la",
    ),
    Rule(
        "forces",
        "{what} established",
        rf"\b(?:established|created|launched) (?:a |an |the )(?P<what>(?:civilian |cyber |new "
        rf"|special |volunteer |joint )*(?:{NAME}(?: command| military unit|"
        rf" military)?|command|unit|force|"
        r"maritime self-defense force))",
        "la",
        unless=r"Mission|mission|Reserve|Compact|Committee|advisory",
    ),
)

ORG = (
    r"(?:NATO(?![’'])|the EU(?![’'])|the EU and NATO|both the EU and NATO|NATO and the EU"
    r"|(?:the )?(?:Russian-led )?(?:Collective Security Treaty Organization \(CSTO\)|CSTO)"
    r"|the Caribbean Regional Security System \(RSS\)|the RSS"
    r"|the North Atlantic Cooperation Council"
    r"|NATO[’']s Partnership for Peace(?: \(PfP\))?(?: program| framework)?"
    r"|the (?:Australia, New Zealand, and US Security \(ANZUS\) )Treaty)"
)
PACT = (
    r"(?:[\w’'“”-]+ ){0,5}?(?:security|defense|cooperation|military|police|protection”?)"
    r"(?: [\w-]+){0,4}? (?:agreements?|treaty|treaties|pact|deal|declaration)"
)

TREATY = (
    Rule("treaty", "Joined {org}", rf"\b[Jj]oined (?P<org>{ORG})", "al"),
    Rule(
        "treaty",
        "Member of {org}",
        rf"(?:[Mm]ember of|[Pp]art of) (?:the )?(?P<org>{ORG})(?= since \d)",
        "s",
    ),
    Rule(
        "treaty",
        "Member of {org} since its creation",
        r"[Mm]ember of (?P<org>the Caribbean Regional Security System \(RSS\)) since its creation",
        "a",
    ),
    Rule(
        "treaty",
        "North Atlantic Treaty",
        r"original (?:12 countries to sign|signers of) the North Atlantic Treaty"
        r"(?: \([^()]*\))?(?: establishing NATO)?",
        "a",
    ),
    Rule(
        "treaty",
        "Five Powers Defense Arrangements",
        r"Five Powers? Defense Arrangements \(FPDA\), a series of mutual assistance"
        r" agreements reached",
        "a",
    ),
    Rule(
        "treaty",
        "{what}{party}",
        rf"\b(?:signed|concluded|agreed to) (?:a |an |the )?(?P<what>{PACT})"
        r"(?P<party>(?: of [“\"\w ]+?[”\"])? with (?:the )?[A-Z]\w+(?: and (?:the )?[A-Z]\w+)?)?",
        "la",
        unless=r"since \d{4}, (?:Papua|it)|based on agreements|also signed|signed in December 2024",
    ),
)

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
)

CONFLICT = (
    Rule(
        "conflict",
        "End of civil war",
        r"civil war(?= ended| that ended)|end of the (?:second )?civil war",
        "a",
    ),
)

VERB = r"(?P<verb>abolished|suspended|ended|introduced|reintroduced|reinstated)"

CONSCRIPTION = (
    Rule(
        "conscription",
        "Conscription {verb}",
        rf"\b[Cc]onscription (?:was |\()?{VERB}\b",
        "xa",
    ),
    Rule(
        "conscription",
        "Compulsory military service {whom}{verb}",
        rf"[Cc]ompulsory (?:military )?service (?:(?P<whom>for jobless men )[\w -]+ was |was |\()?"
        rf"{VERB}\b",
        "xa",
    ),
)
