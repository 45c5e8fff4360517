"""The two-way road: what civil society and institutions ask of, give to and tell each other."""

from atlas.i18n import translator
from ui import controls, members, naming, proposing, road, state

t = translator(state.lang())
reader = members.current()

controls.heading(t("Community"), t("Civil society–state dialogue"))
proposing.done(t)
naming.asked(reader, t)
steps = road.steps(reader, t)
if not road.form(steps, reader, t):
    matches = road.choose(steps, t)
    road.offer(reader, t)
    road.show(matches, reader, t)
    road.take_away(t)
proposing.mine(reader, ["contact"], t)
