"""Upload a spreadsheet: a draft from the first byte, mended here, then submitted."""

from atlas.i18n import translator
from ui import account, controls, mapping, mending, state, upload

t = translator(state.lang())
reader = account.require_page("draft", t)

if reader is not None:
    held = upload.draft_of(reader.name)
    if held is None:
        controls.heading(t("Editors’ desk"), t("Upload"))
        upload.sent(t)
        upload.choose_file(t)
        upload.own_drafts(reader.name, t)
    else:
        controls.heading(t("Upload"), held.title or held.file)
        upload.head(held, t)
        made = upload.read(held, t)
        if made is not None:
            mapping.source(held, made.reading, t)
            mapping.columns(held, made.reading, t)
            mending.problems(held, made.reading, t)
            upload.preview(made, t)
            upload.submit(held, made, t)
