"""Proposals and remarks of members: what changed, let through or returned by another person."""

from atlas.i18n import translator
from ui import account, controls, members, moderate, naming, state, withdrawing

t = translator(state.lang())

if account.require_page("moderate", t) is not None:
    reader = members.current()
    proposal = moderate.chosen(reader)
    controls.heading(t("Editors’ desk"), t("Proposals of members"))
    if proposal is not None:
        moderate.one(proposal, reader, t)
    else:
        moderate.queue(reader, t)
        naming.on_record(reader, t)
        moderate.remarks(reader, t)
        withdrawing.show(reader, t)
