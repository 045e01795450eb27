"""Who asks: what a token says of who bears it."""

from __future__ import annotations

from msgspec import Struct

from gouji.season.life import Reviewer


class Bearer(Struct, frozen=True):
    """What a token says of who bears it.

    `offices`: whose year may be read. `reviews`: for which may be decided. `organs`: as `office/organ`, whose reports
    may be read and handed in.
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

    def hands_in_somewhere(self, office: str) -> bool:
        """Whether a report of any organ may be handed in to an office."""
        is_own = any(organ.startswith(f"{office}/") for organ in self.organs)
        return self.reads(office) or self.may_review(office) or is_own

    def hands_in(self, office: str, organ: str) -> bool:
        """Whether an organ's report may be handed in: the office's own people do so for any, an organ for itself."""
        return self.reads(office) or self.may_review(office) or f"{office}/{organ}" in self.organs

    @property
    def reviewer(self) -> Reviewer:
        """Of whom a decision is recorded."""
        return Reviewer(self.sub, self.name)
