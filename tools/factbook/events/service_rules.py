"""What the clauses on military service say of conscription and of women."""

from __future__ import annotations

from tools.factbook.events.rules import Rule

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
        "Conscription {verb}",
        rf"(?<=, but ){VERB}(?= in \d)",
        "a",
    ),
    Rule("conscription", "Conscription {verb}", rf"{VERB} conscription\b", "la"),
    Rule(
        "conscription",
        "Requirement to show up for compulsory military service suspended",
        r"requirement to show up for compulsory military service was suspended",
        "a",
    ),
    Rule(
        "conscription",
        "Compulsory military service {whom}{verb}",
        rf"[Cc]ompulsory (?:military )?service (?:(?P<whom>for jobless men )[\w -]+ was |was |\()?"
        rf"{VERB}\b",
        "xa",
    ),
    Rule("conscription", "Conscription", r"has had conscription\b", "s"),
    Rule(
        "conscription", "Compulsory military service", r"has had compulsory military service\b", "s"
    ),
    Rule("conscription", "All-volunteer military", r"military has been all-volunteer\b", "s"),
    Rule(
        "conscription",
        "Compulsory service extended from 4 to 12 months",
        r"extended compulsory service from 4 to 12 months",
        "l",
    ),
)

WOMEN = (
    Rule(
        "women",
        "{0}",
        r"[Ww]omen have served(?: in all roles, including combat arms,)?(?= since)",
        "s",
    ),
    Rule(
        "women",
        "All military occupations opened up to women",
        r"opened up all military occupations to women",
        "a",
    ),
    Rule(
        "women",
        "Women {what}",
        r"[Ww]omen have been (?P<what>eligible for voluntary service in all military branches and"
        r" positions|able to volunteer for military service)",
        "s",
    ),
    Rule(
        "women",
        "Women able to serve in all military occupations",
        r"[Ww]omen have been able (?:to )?serve in all military occupations, including combat\b",
        "s",
    ),
    Rule("women", "Women in service", r"[Ww]omen, in service", "s"),
    Rule("women", "Conscription extended to women", r"conscription was extended to women", "a"),
    Rule(
        "women",
        "Six-month voluntary service for women approved",
        r"approved six-month voluntary service for women",
        "l",
    ),
    Rule(
        "women",
        "Women allowed to serve in all combat arms branches",
        r"allow women to serve in all combat arms branches of the military",
        "p",
    ),
    Rule(
        "women",
        "Women attend the Military Academy and train as combat soldiers",
        r"[Ww]omen have attended the Philippine Military Academy and trained as combat soldiers",
        "s",
    ),
    Rule(
        "women",
        "All-female special operations unit established",
        r"all-female special operations unit known as [\w ()]+, which was established",
        "a",
    ),
)
