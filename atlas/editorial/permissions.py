"""Roles and what each may do: one table, asked everywhere."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from atlas.i18n import N_


class Role(StrEnum):
    """Roles, from reading to everything."""

    VIEWER = "viewer"
    OFFICIAL = "official"
    MEMBER = "member"
    EDITOR = "editor"
    REVIEWER = "reviewer"
    PUBLISHER = "publisher"
    ADMIN = "admin"


ROLE_NAMES = {
    Role.VIEWER: N_("Reader"),
    Role.OFFICIAL: N_("Official of a country"),
    Role.MEMBER: N_("Member of the community"),
    Role.EDITOR: N_("Editor"),
    Role.REVIEWER: N_("Reviewer"),
    Role.PUBLISHER: N_("Publisher"),
    Role.ADMIN: N_("Administrator"),
}

OFFICIALS = frozenset({Role.OFFICIAL})
ADMINS = frozenset({Role.ADMIN})
PUBLISHERS = ADMINS | {Role.PUBLISHER}
REVIEWERS = PUBLISHERS | {Role.REVIEWER}
EDITORS = REVIEWERS | {Role.EDITOR}
MEMBERS = EDITORS | {Role.MEMBER}

PERMISSIONS: dict[str, frozenset[Role]] = {
    "take-part": MEMBERS,
    "propose-contact": MEMBERS | OFFICIALS,
    "moderate": EDITORS,
    "manage-members": ADMINS,
    "draft": EDITORS,
    "submit": EDITORS,
    "accept-reply": EDITORS,
    "answer-inquiry": EDITORS,
    "review": REVIEWERS,
    "review-reply": REVIEWERS,
    "publish": PUBLISHERS,
    "schedule": PUBLISHERS,
    "roll-back": PUBLISHERS,
    # A government answers for itself; nobody else speaks for it, not even an administrator.
    "reply": OFFICIALS,
    "invite": ADMINS,
    "manage-accounts": ADMINS,
    "take-down": ADMINS,
    "read-identity": ADMINS,
}


@dataclass(frozen=True)
class Account:
    """An account: its role and the countries and themes that it is limited to.

    ``country`` is the one that an official speaks for. ``countries`` and ``themes`` limit an
    editor; empty is no limit. ``themes`` holds ids of themes and kinds of record that have no
    theme (``event``, ``institution``, …).
    """

    name: str
    role: Role
    country: str | None = None
    countries: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    disabled: bool = False

    def has(self, action: str) -> bool:
        """Tell whether the role allows the action somewhere; no unknown action passes."""
        return not self.disabled and self.role in PERMISSIONS.get(action, frozenset())

    def may(
        self,
        action: str,
        countries: Collection[str] | None = None,
        themes: Collection[str] | None = None,
    ) -> bool:
        """Tell whether the account may do the action for all of these countries and themes.

        ``None`` says that the action touches no particular one. An official must always
        name the country.
        """
        if self.role is Role.OFFICIAL and not countries:
            return False
        return self.has(action) and not self.outside(countries, themes)

    def outside(
        self,
        countries: Collection[str] | None = None,
        themes: Collection[str] | None = None,
    ) -> list[str]:
        """Return the countries and themes that lie outside of the account's limits."""
        home = {self.country or ""} if self.role is Role.OFFICIAL else self.countries
        excess = set(countries or ()) - home if home else set()
        if self.themes:
            excess |= set(themes or ()) - self.themes
        return sorted(excess)
