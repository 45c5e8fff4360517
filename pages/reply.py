"""Right of reply: officials answer a figure, reviewers look at the form of what they say."""

from atlas.i18n import translator
from ui import controls, replies, reply, state

t = translator(state.lang())
reader = reply.reader(t)

if reader is not None:
    current, place = reply.chosen(reader), replies.place()
    controls.heading(t("Editors’ desk"), t("Right of reply"))
    if current is not None:
        reply.one(current, reader, t)
    elif place is not None:
        reply.form(place, reader, t)
    else:
        reply.queue(reader, t)
