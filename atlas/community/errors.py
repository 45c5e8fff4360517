"""What can be wrong with what a member says or does."""

from __future__ import annotations

from collections.abc import Collection

from atlas.errors import AtlasError, UnknownChoice


class UnknownEntry(UnknownChoice):
    """No entry of that id, or none that this reader may see."""

    code = "unknown-entry"
    http_status = 404
    template = "There is no entry {value}."
    hint = "There is no entry {value}. Did you mean {nearest}?"


class BadEntry(AtlasError):
    """A part of an entry that cannot stand as it is."""

    code = "bad-entry"
    http_status = 422


class NotOwnEntry(AtlasError):
    """Another organisation's entry, or another side's words."""

    code = "not-yours"
    http_status = 403


class NoOrganisation(AtlasError):
    """Members speak for an organisation; the account has none."""

    code = "no-organisation"
    http_status = 403
    template = (
        "The account “{name}” does not speak for an organisation. An administrator can link it "
        "to one."
    )


class OwnProposal(AtlasError):
    """Nobody lets their own proposal through."""

    code = "own-proposal"
    http_status = 403
    template = "“{name}” proposed this; another person must review it."


class ProposalDecided(AtlasError):
    """The proposal waits no longer: let through, returned or taken back meanwhile."""

    code = "proposal-decided"
    http_status = 409
    template = "This proposal is no longer awaiting review: it was decided or withdrawn."


class RoundClosed(AtlasError):
    """The round has not begun, or is over."""

    code = "round-closed"
    http_status = 409
    template = "This round takes rankings from {opens} to {closes}."


class Overtaken(AtlasError):
    """Another version was published meanwhile that changes the same."""

    code = "proposal-overtaken"
    http_status = 409
    template = (
        "Version {version} was published after this was written, and changes the same fields: "
        "{fields}. Return this proposal so that it can be rewritten from the current version."
    )

    def __init__(self, version: int, fields: Collection[str]) -> None:
        self.fields = tuple(fields)
        super().__init__(self.template, version=version, fields=", ".join(self.fields))


class ConsentRefused(AtlasError):
    """An organisation refused to be named by this entry."""

    code = "consent-refused"
    http_status = 409
    template = "The organisation {organisation} does not agree to be named here."


class NotNamed(AtlasError):
    """The entry does not name the organisation."""

    code = "not-named"
    http_status = 404
    template = "The entry {entry} does not name the organisation {organisation}."


class WithdrawalReasonMissing(AtlasError):
    """Nothing disappears without a reason."""

    code = "reason-missing"
    http_status = 422
    template = "Explain why the version is withdrawn; the reason is kept in the log permanently."


class LastVersion(AtlasError):
    """An organisation without a published version could not leave any more."""

    code = "last-version"
    http_status = 409
    template = "This is the only version of an organisation’s entry: it can leave the community."
