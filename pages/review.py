"""The queue of submissions, one submission with its changes and decision, and publishing."""

from atlas.i18n import translator
from ui import account, controls, publishing, replies, review, state

t = translator(state.lang())
reader = account.require_page("submit", t)

if reader is not None:
    submission = review.chosen()
    if submission is not None and (reader.has("review") or reader.name in submission.authors):
        controls.heading(t("Review"), submission.title)
        review.head(submission, t)
        review.file(submission, t)
        differences = review.differences(submission, t)
        review.problems(submission, t)
        review.history(submission, differences, t)
        review.comment(submission, reader, differences, t)
        review.decision(submission, reader, t)
    else:
        controls.heading(t("Editors’ desk"), t("Review and publish"))
        publishing.done(t)
        review.waiting(reader, t)
        replies.waiting(reader, t)
        publishing.panel(reader, t)
