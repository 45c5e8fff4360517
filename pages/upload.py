"""Upload a spreadsheet: a draft from the first byte, mended here, then submitted."""

from atlas.i18n import translator
from ui import account, controls, mapping, mending, state, upload

t = translator(state.lang())
reader = account.require_page("draft", t)

if reader is not None:
    draft = upload.draft_of(reader.name)
    if draft is None:
        controls.heading(t("Editors’ desk"), t("Upload"))
        upload.sent(t)
        upload.choose_file(t)
        upload.own_drafts(reader.name, t)
    else:
        controls.heading(t("Upload"), draft.title or draft.file)
        upload.head(draft, t)
        prepared = upload.read(draft, t)
        if prepared is not None:
            mapping.source(draft, prepared.reading, t)
            mapping.columns(draft, prepared.reading, t)
            mending.problems(draft, prepared.reading, t)
            upload.preview(prepared, t)
            upload.submit(draft, prepared, t)
