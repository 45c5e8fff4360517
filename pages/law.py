"""The legal comparator: coded questions by countries, each answer with its evidence."""

import streamlit as st

from atlas.i18n import translator
from ui import controls, frame, frames, law, state

t = translator(state.lang())

release = frame.release(t)
answers = frames.answers(release)
selection = law.asked(answers)

controls.heading(t("Legal comparator"), t(selection.theme.name))
law.choose(selection, release, t)
law.say(selection, answers, release, t)
law.view(selection, t)

if selection.view == "map":
    law.one_map(selection, answers, release, t)
elif selection.view == "counts":
    law.by_region(selection, answers, t)
else:
    law.answers(selection, answers, release, t)

law.definitions(selection.questions, t)
law.take_away(selection, release, t)
st.caption(t("An answer shows the law in force in the year next to it, as its source states it."))
