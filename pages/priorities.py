"""Priorities: rounds in which member organisations rank the common issues."""

from atlas.i18n import translator
from ui import controls, members, priorities, proposing, ranking, state

t = translator(state.lang())
reader = members.current()
rounds = priorities.known()
found = priorities.chosen(rounds)

controls.heading(t("Community"), t("Priorities"))
proposing.done(t)
if state.text("edit"):
    ranking.propose(reader, t)
else:
    if found is None:
        priorities.none(t)
    else:
        priorities.choose(rounds, found, t)
        priorities.head(found, t)
        if priorities.phase(found) == "closed":
            priorities.outcome(found, t)
        else:
            ranking.form(found, reader, t)
            priorities.before(found, t)
        priorities.take_away(found, t)
    ranking.offer(reader, t)
    proposing.mine(reader, ("round",), t)
