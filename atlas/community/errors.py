"""What can be wrong with what a member says or does."""

from __future__ import annotations

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


class NotYours(AtlasError):
    """Another organisation's entry, or another side's words."""

    code = "not-yours"
    http_status = 403


class NoOrganisation(AtlasError):
    """Members speak for an organisation; the account has none."""

    code = "no-organisation"
    http_status = 403
    template = (
        "The account “{name}” speaks for no organisation. An administrator can join it to one."
    )


class OwnProposal(AtlasError):
    """Nobody lets their own proposal through."""

    code = "own-proposal"
    http_status = 403
    template = "“{name}” proposed this; another person must look at it."


class AlreadyDecided(AtlasError):
    """The proposal waits no longer: let through, returned or taken back meanwhile."""

    code = "proposal-decided"
    http_status = 409
    template = "This proposal waits no longer: it was decided or taken back."


class RoundClosed(AtlasError):
    """The round has not begun, or is over."""

    code = "round-closed"
    http_status = 409
    template = "This round takes rankings from {opens} to {closes}."
