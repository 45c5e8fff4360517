"""The one list of pages: navigation, links of the community, addresses in words, README and tests.

The addresses are the same in all languages.
"""

from __future__ import annotations

from dataclasses import dataclass

from atlas.i18n import N_


@dataclass(frozen=True)
class Page:
    """One page: its screen in ``pages/``, its title and what may be linked to.

    Attributes
    ----------
    file
        Stem of the file in ``pages/``; also the address, but for the world map at ``/``.
    actions
        Actions of ``atlas.editorial.permissions``: the page is listed for those who may do one
        of them, and asks for it itself (``ui.account.require_page``), since its address is open.
    has_views
        Whether an entry of the community may link to a view of it as evidence.
    """

    file: str
    title: str
    actions: tuple[str, ...] = ()
    has_views: bool = True

    @property
    def address(self) -> str:
        """The path without its slash; empty for the world map."""
        return "" if self.file == "world" else self.file


# Group -> its pages; the first group has no name and stands in the bar itself.
SITE: dict[str, tuple[Page, ...]] = {
    "": (
        Page("world", N_("World map")),
        Page("country", N_("Country")),
        Page("compare", N_("Compare")),
    ),
    N_("Analysis"): (
        Page("trends", N_("Trends")),
        Page("peers", N_("Peers")),
        Page("disclosure", N_("Disclosure")),
        Page("budget", N_("Budget analysis")),
        Page("builder", N_("Index builder")),
    ),
    N_("Law and institutions"): (
        Page("institutions", N_("Institutions")),
        Page("timeline", N_("Events and reforms")),
        Page("memberships", N_("Memberships and missions")),
        Page("law", N_("Legal comparator")),
        Page("documents", N_("Documents and search")),
    ),
    N_("Community"): (
        Page("community", N_("About the community")),
        Page("issues", N_("Common issues")),
        Page("priorities", N_("Priorities")),
        Page("actions", N_("Actions")),
        Page("road", N_("Civil society–state dialogue")),
    ),
    N_("Data and method"): (
        Page("data", N_("Data")),
        Page("changes", N_("What changed")),
        Page("codebook", N_("Codebook"), has_views=False),
        Page("about", N_("About"), has_views=False),
    ),
    N_("Editors’ desk"): (
        Page("upload", N_("Upload"), ("draft",), has_views=False),
        Page("review", N_("Review and publish"), ("submit",), has_views=False),
        Page("reply", N_("Right of reply"), ("reply", "review-reply", "accept-reply"), False),
        Page("question", N_("Questions from readers"), ("answer-inquiry",), has_views=False),
        Page("moderate", N_("Proposals of members"), ("moderate",), has_views=False),
    ),
}
PAGES = tuple(page for pages in SITE.values() for page in pages)
VIEWS = {f"/{page.address}": page.title for page in PAGES if page.has_views}
