"""Who asks: what a token says of who bears it."""

from __future__ import annotations

from msgspec import Struct

from gouji.season.life import Reviewer


class Bearer(Struct, frozen=True):
    """What a token says of who bears it.

    `offices`: whose year may be read. `reviews`: for which may be decided. `organs`: as `office/organ`, whose reports
    may be read.
    """

    offices: frozenset[str] = frozenset()
    reviews: frozenset[str] = frozenset()
    organs: frozenset[str] = frozenset()
    sub: str = ""
    name: str | None = None

    def reads(self, office: str) -> bool:
        """Whether all of an office's year may be read."""
        return office in self.offices

    def may_review(self, office: str) -> bool:
        """Whether decisions may be made for an office; nobody makes one namelessly."""
        return bool(self.sub) and office in self.reviews

    @property
    def reviewer(self) -> Reviewer:
        """Of whom a decision is recorded."""
        return Reviewer(self.sub, self.name)
