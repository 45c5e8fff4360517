"""One root for every error that the atlas raises on purpose.

An error carries an English message *template* and its parameters, so that
``atlas.i18n`` can say it in the reader's language, and a ``code`` for machines.
"""

from __future__ import annotations


class AtlasError(Exception):
    """An error that a reader, an editor or an operator can understand and mend.

    Parameters
    ----------
    message
        English template with ``str.format`` fields; it is the gettext msgid.
    params
        Values for the fields.
    """

    code = "atlas-error"
    http_status = 500

    def __init__(self, message: str, **params: object) -> None:
        self.message = message
        self.params = params
        super().__init__(message.format(**params))


class UnknownChoice(AtlasError):
    """A code that the codebook or the store does not know, with the nearest valid ones."""

    code = "unknown-choice"
    http_status = 404
    template = "There is no “{value}” here."
    hint = "There is no “{value}” here. Did you mean {nearest}?"

    def __init__(self, value: str, nearest: tuple[str, ...] = ()) -> None:
        self.value = value
        self.nearest = nearest
        if nearest:
            super().__init__(self.hint, value=value, nearest=", ".join(nearest))
        else:
            super().__init__(self.template, value=value)


class UnknownIndicator(UnknownChoice):
    """No indicator of that id in the codebook."""

    code = "unknown-indicator"
    template = "No indicator is called “{value}”."
    hint = "No indicator is called “{value}”. Nearest: {nearest}."


class UnknownCountry(UnknownChoice):
    """No country of that code or name in the codebook."""

    code = "unknown-country"
    template = "No country is called “{value}”."
    hint = "No country is called “{value}”. Nearest: {nearest}."


class UnknownRegion(UnknownChoice):
    """No region or peer group of that id in the codebook."""

    code = "unknown-region"
    template = "No region is called “{value}”."
    hint = "No region is called “{value}”. Nearest: {nearest}."


class UnknownQuestion(UnknownChoice):
    """No question of that id in the codebook."""

    code = "unknown-question"
    template = "No question is called “{value}”."
    hint = "No question is called “{value}”. Nearest: {nearest}."


class UnknownKind(UnknownChoice):
    """There is no such kind of record, or the codebook has no such kind of event and the like."""

    code = "unknown-kind"
    template = "No kind is called “{value}”."
    hint = "No kind is called “{value}”. Nearest: {nearest}."


class UnknownOrganisation(UnknownChoice):
    """The codebook has no such organisation or agreement."""

    code = "unknown-organisation"
    template = "No organisation or agreement is called “{value}”."
    hint = "No organisation or agreement is called “{value}”. Nearest: {nearest}."


class UnknownInstrument(UnknownChoice):
    """The codebook has no such treaty or agreement."""

    code = "unknown-instrument"
    template = "No treaty is called “{value}”."
    hint = "No treaty is called “{value}”. Nearest: {nearest}."


class UnknownStatus(UnknownChoice):
    """The codebook has no such status of a country in an organisation."""

    code = "unknown-status"
    template = "No status is called “{value}”."
    hint = "No status is called “{value}”. Nearest: {nearest}."


class UnknownOrigin(UnknownChoice):
    """No origin of sources has that code."""

    code = "unknown-origin"
    template = "No origin of sources is called “{value}”. Choose own, regional, un, ngo, other."
    hint = (
        "No origin of sources is called “{value}”. Choose own, regional, un, ngo, other. "
        "Nearest: {nearest}."
    )


class UnknownRelease(UnknownChoice):
    """No published release of that label."""

    code = "unknown-release"
    template = "No release is called “{value}”."
    hint = "No release is called “{value}”. Nearest: {nearest}."


class InvalidParameter(AtlasError):
    """A parameter of the right name with a value that makes no sense."""

    code = "invalid-parameter"
    http_status = 422
