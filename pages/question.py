"""Questions about a figure: anybody asks, editors answer."""

from atlas.i18n import translator
from ui import account, controls, question, replies, state

t = translator(state.lang())
place = replies.place()

if place is not None:
    controls.heading(replies.about(place, t), t("Ask about this figure"))
    question.ask(place, t)
else:
    reader = account.require_page("answer-inquiry", t)
    if reader is not None:
        controls.heading(t("Editors’ desk"), t("Questions from readers"))
        inquiry = question.chosen(reader)
        if inquiry is not None:
            question.one(inquiry, t)
        else:
            question.inbox(reader, t)
