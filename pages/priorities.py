"""Priorities: rounds in which member organisations rank the common issues."""

from atlas.i18n import translator
from ui import controls, members, priorities, proposing, ranking, state

t = translator(state.lang())
reader = members.current()
rounds = priorities.known()
current = priorities.chosen(rounds)

controls.heading(t("Community"), t("Priorities"))
proposing.done(t)
if state.text("edit"):
    ranking.propose(reader, t)
else:
    if current is None:
        priorities.none(t)
    else:
        priorities.choose(rounds, current, t)
        priorities.head(current, t)
        if priorities.phase(current) == "closed":
            priorities.outcome(current, t)
        else:
            ranking.form(current, reader, t)
            priorities.before(current, t)
        priorities.take_away(current, t)
    ranking.offer(reader, t)
    proposing.mine(reader, ("round",), t)
