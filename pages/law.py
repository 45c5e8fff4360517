"""The legal comparator: coded questions by countries, each answer with its evidence."""

import streamlit as st

from atlas.i18n import translator
from ui import controls, frame, frames, law, state

t = translator(state.lang())

release = frame.release(t)
answers = frames.answers(release)
asked = law.asked(answers)

controls.heading(t("Legal comparator"), t(asked.theme.name))
law.choose(asked, release, t)
law.say(asked, answers, release, t)
law.view(asked, t)

if asked.view == "map":
    law.one_map(asked, answers, release, t)
elif asked.view == "counts":
    law.by_region(asked, answers, t)
else:
    law.answers(asked, answers, release, t)

law.definitions(asked.questions, t)
law.take_away(asked, release, t)
st.caption(t("An answer shows the law in force in the year next to it, as its source states it."))
