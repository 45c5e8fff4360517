"""Common and unique trends: all subjects by region, or one indicator in detail."""

from atlas.i18n import Translator, translator
from ui import controls, frame, longer, overview, state, trends, waves


def one_indicator(release: str, t: Translator) -> None:
    """Show the trends of the indicator that the address names."""
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


# An address with one of these speaks of one indicator.
OF_ONE = ("indicator", "country", "from", "to", "view", "anchor")

t = translator(state.lang())
release = frame.release(t)
if state.text("instrument"):
    waves.show(release, t)
elif state.text("fact"):
    waves.show_fact(release, t)
elif any(state.text(name) for name in OF_ONE):
    one_indicator(release, t)
else:
    controls.heading(t("Trends"), t("Common and unique trends"))
    overview.show(release, t)
