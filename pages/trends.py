"""Common and unique trends of one indicator: said, drawn, tabulated, contestable."""

from atlas.i18n import translator
from ui import controls, frame, longer, state, trends

t = translator(state.lang())

release = frame.release(t)
selection = trends.asked()

controls.heading(
    t("Common and unique trends"), t(selection.indicator.name), t(selection.indicator.unit)
)
trends.choose(selection, release, t)
result = trends.found(selection, release, t)
if result is not None:
    trends.say(selection, result, release, t)
    longer.offer(selection.indicator, release, t)
    trends.draw(selection, result, release, t)
    trends.method(result, t)
    controls.definition(selection.indicator, t)
    trends.take_away(selection, release, t)
