"""Labels as people type them: 废纸件数 for 废止件数, 上年转结 for 上年结转, 行政法复议."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

# A label is taken for the nearest one if it is this like it, and by this much liker than the second.
LIKE: Final = 0.75
_MARGIN: Final = 0.12
_SHORT: Final = (
    4  # 予以公开 and 不予公开 differ in two: short labels allow one odd character at most
)


def nearest(label: str, known: Iterable[str]) -> str | None:
    """The known label meant by a folded label; None where none or more than one may be meant."""
    candidates = known if isinstance(known, dict) else list(known)
    if label in candidates:
        return label
    if len(label) < _SHORT:
        return None
    from rapidfuzz.distance import OSA  # late: only misspelt labels need it

    scored = sorted(
        ((OSA.normalized_similarity(label, other), other) for other in candidates), reverse=True
    )[:2]
    (best, found), second = scored[0], scored[1][0] if len(scored) > 1 else 0.0
    return found if best >= LIKE and best - second >= _MARGIN else None
