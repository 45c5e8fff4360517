"""What members do about issues: a board by state, and a list by issue."""

from atlas.i18n import translator
from ui import actions, controls, members, naming, proposing, state

t = translator(state.lang())
reader = members.current()
view = actions.view()

controls.heading(t("Community"), t("Actions"))
proposing.done(t)
naming.asked(reader, t)
if not actions.form(reader, t):
    cards = actions.choose(reader, t)
    controls.segments("view", {"board": t("Board"), "list": t("By issue")}, view, t("View"))
    actions.offer(reader, t)
    actions.show(cards, view, reader, t)
    actions.take_away(t)
proposing.mine(reader, ["action"], t)
