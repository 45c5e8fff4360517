"""Common issues of concern: the register, one issue with its evidence, and its forms."""

from atlas.i18n import translator
from ui import controls, issue, issues, members, proposing, state

t = translator(state.lang())
reader = members.current()
found, form = issues.chosen(), issues.editing()

proposing.done(t)
if found is not None:
    shown = issue.version(found)
    issue.head(found, shown, reader, t)
    if form == "merge":
        proposing.merge(found, reader, t)
    elif form:
        proposing.issue(found, reader, t)
    else:
        issue.take_part(found, reader, t)
        issue.evidence(shown, reader, t)
        issue.remarks(found, reader, t)
        issue.history(found, reader, t)
elif form:
    controls.heading(t("Common issues of concern"), t("Propose an issue"))
    proposing.issue(None, reader, t)
else:
    controls.heading(t("Community"), t("Common issues of concern"))
    wanted = issues.asked()
    issues.waiting(reader, t)
    issues.choose(wanted, t)
    issues.register(wanted, t)
    proposing.offer(reader, t)
    proposing.mine(reader, ("issue",), t)
    issues.take_away(t)
