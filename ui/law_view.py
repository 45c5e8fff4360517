"""The component of the legal comparator: Streamlit holds the place, ``assets/js/law`` draws."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from atlas.codebook import Question
from atlas.i18n import Translator
from atlas.store import replies as stored
from atlas.views.law.comparator import region_groups
from atlas.web import law as payload
from atlas.web.static import asset, assets_version
from ui import frames, replies, state

MARKUP = '<section class="atlas-law"><div class="stage"></div></section>'


def _loader() -> str:
    # Streamlit runs this text from a blob, where a path alone has no base.
    return f"""
const module = import(new URL("{asset("js/law/main.js")}", location.origin).href);
export default function (component) {{
  module.then((drawn) => drawn.default(component));
}}
"""


_component = st.components.v2.component(
    "atlas_law", html=MARKUP, js=_loader(), isolate_styles=False
)


def draw(
    layout: str,
    questions: Sequence[Question],
    countries: Sequence[str],
    release: str,
    t: Translator,
) -> None:
    """Draw answers as ``matrix`` or ``table``; each leads to its evidence by itself."""
    if not countries or not questions:
        st.info(t("No answer to these questions is available for these countries yet."))
        return
    _component(
        key="law",
        data={
            "payload": payload.answers_address(release, t.lang, [q.id for q in questions]),
            "evidence": payload.evidence_address(release, t.lang),
            "version": assets_version() + stored.voices_digest(frames.engine()),
            "official": replies.official(),
            "view": layout,
            "groups": region_groups(countries, t),
            "labels": _labels(t),
            "suffix": state.suffix(),
        },
    )


def _labels(t: Translator) -> dict[str, str]:
    return {
        "matrix": t("Answers by country and question; Enter opens the evidence"),
        "country": t("Country"),
        "region": t("Region"),
        "answer": t("Answer"),
        "year": t("Year"),
        "law": t("Law and article"),
        "evidence": t("Evidence"),
        "disputed": t("sources or coders disagree"),
        "open": t("Open the country’s page"),
        "close": t("Close"),
        "failed": t("The data could not be loaded. Reload the page to try again."),
    }
