"""Common and unique trends of one indicator: said, drawn, tabulated, contestable."""

from atlas.i18n import translator
from ui import controls, frame, longer, state, trends

t = translator(state.lang())

release = frame.release(t)
asked = trends.asked()

controls.heading(t("Common and unique trends"), t(asked.indicator.name), t(asked.indicator.unit))
trends.choose(asked, release, t)
found = trends.found(asked, release, t)
if found is not None:
    trends.say(asked, found, release, t)
    longer.offer(asked.indicator, release, t)
    trends.draw(asked, found, release, t)
    trends.method(found, t)
    controls.definition(asked.indicator, t)
    trends.take_away(asked, release, t)
