"""Common issues of concern: the register, one issue with its evidence, and its forms."""

from atlas.i18n import translator
from ui import controls, issue, issue_form, issues, members, proposing, state

t = translator(state.lang())
reader = members.current()
found = issues.chosen()
form = issues.editing(found)

proposing.done(t)
if form:
    issue_form.head(found, form, t)
    issue_form.show(found, form, reader, t)
elif found is not None:
    shown = issue.version(found)
    issue.head(found, shown, reader, t)
    issue.take_part(found, reader, t)
    issue.evidence(shown, reader, t)
    issue.remarks(found, reader, t)
    issue.history(found, reader, t)
else:
    controls.heading(t("Community"), t("Common issues of concern"))
    wanted = issues.asked()
    issues.choose(wanted, t)
    proposing.offer(reader, t)
    issues.waiting(reader, t)
    issues.register(wanted, t)
    proposing.mine(reader, ("issue",), t)
    issues.take_away(t)
