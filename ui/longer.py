"""Where a series is short: how to get the World Bank's long one, by a command or a button.

The button is the only one of the atlas that asks another machine. It stands there for signed-in
editors; what it fetches waits for a review like every submission.
"""

from __future__ import annotations

import streamlit as st

from atlas.codebook.model import Indicator
from atlas.editorial import submit
from atlas.errors import AtlasError
from atlas.export.html import fragment
from atlas.i18n import Translator, plain
from atlas.intake.connectors.worldbank import live
from atlas.intake.connectors.worldbank.batch import batch_from_answers
from atlas.views.trends.longer_series import ENOUGH, Longer, longer
from ui import account, frames, state
from ui.memo import memo
from ui.plain import told


def offer(indicator: Indicator, release: str, t: Translator, *, enough: int = ENOUGH) -> None:
    """Say how many years the release has and how to get more; nothing where that is no help."""
    extension = memo(
        lambda: longer(indicator, frames.of_indicator(release, indicator.id), enough),
        *("longer", release, indicator.id, enough),
    )
    if extension is None:
        return
    source = extension.series.source("")
    upload = state.address("/upload")
    st.html(fragment("longer.html", t, it=extension, source=source, upload=upload))
    reader = account.current()
    if reader is not None and reader.has("draft"):
        is_clicked = st.button(
            t("Fetch it from the World Bank now"), key=f"longer-{extension.series.code}"
        )
        if is_clicked:
            _fetch(extension, reader.name, t)


def _fetch(extension: Longer, by: str, t: Translator) -> None:
    """Ask now and submit; without a connection, say so and name the way by hand."""
    try:
        with st.spinner(t("Asking the World Bank …")):
            answers = live.fetch_series([extension.series], pauses=(1.0,), wait=20.0)
        batch = batch_from_answers(answers)
        title = f"World Bank, {extension.series.indicator}"
        number = submit(frames.engine(), batch, by=by, title=title)
    except AtlasError as error:
        cause = error.params.get("reason")
        reason = {"reason": t(cause)} if isinstance(cause, str) else {}
        st.warning(told(error, t, **reason))
        return
    vintage = answers[0].vintage
    st.success(
        t(
            "Submission {number} holds {count} values as of {vintage}, awaiting review.",
            number=number,
            count=plain(len(batch.observations), t.lang),
            vintage=vintage,
        )
    )
