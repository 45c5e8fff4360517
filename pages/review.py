"""The queue of submissions, one submission with its changes and decision, and publishing."""

from atlas.i18n import translator
from ui import account, controls, publishing, review, state, voices

t = translator(state.lang())
reader = account.require_page("submit", t)

if reader is not None:
    found = review.chosen()
    if found is not None and (reader.has("review") or reader.name in found.authors):
        controls.heading(t("Review"), found.title)
        review.head(found, t)
        review.file(found, t)
        made = review.differences(found, t)
        review.problems(found, t)
        review.history(found, made, t)
        review.comment(found, reader, made, t)
        review.decision(found, reader, t)
    else:
        controls.heading(t("Editors’ desk"), t("Review and publish"))
        publishing.done(t)
        review.waiting(reader, t)
        voices.waiting(reader, t)
        publishing.panel(reader, t)
