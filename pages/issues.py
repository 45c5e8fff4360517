"""Common issues of concern: the register, one issue with its evidence, and its forms."""

from atlas.i18n import translator
from ui import controls, issue, issue_form, issues, members, proposing, state

t = translator(state.lang())
reader = members.current()
current = issues.chosen()
form = issues.editing(current)

proposing.done(t)
if form:
    issue_form.head(current, form, t)
    issue_form.show(current, form, reader, t)
elif current is not None:
    version = issue.version(current)
    issue.head(current, version, reader, t)
    issue.take_part(current, reader, t)
    issue.evidence(version, reader, t)
    issue.remarks(current, reader, t)
    issue.history(current, reader, t)
else:
    controls.heading(t("Community"), t("Common issues of concern"))
    choice = issues.asked()
    issues.choose(choice, t)
    proposing.offer(reader, t)
    issues.waiting(reader, t)
    issues.register(choice, t)
    proposing.mine(reader, ("issue",), t)
    issues.take_away(t)
