"""The community of practice: its concept, its road so far, its members, what they exchange."""

from atlas.i18n import translator
from ui import community, controls, members, proposing, state

t = translator(state.lang())
reader = members.current()

controls.heading(t("Community of practice"), t("Community"))
view = community.view(t)
proposing.done(t)
community.show(view, reader, t)
proposing.mine(reader, community.KINDS[view], t)
