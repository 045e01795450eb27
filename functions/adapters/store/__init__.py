"""The DynamoDB table, split by what it stores (docs/architecture.md, Table)."""

from functions.adapters.store.idempotency import Repeated
from functions.adapters.store.items import (
    FiguresItem,
    RecordItem,
    SketchItem,
    SummaryItem,
    UploadItem,
)
from functions.adapters.store.lives import Contended, Known
from functions.adapters.store.office import (
    Adoption,
    Faults,
    InForceItem,
    OfficeFile,
    Outdated,
    fits,
)
from functions.adapters.store.outbox import Address, Batch, Pending, Wait
from functions.adapters.store.rechecks import ChangeItem, Judged, RecheckItem
from functions.adapters.store.reviews import OtherRequest, Undecidable
from functions.adapters.store.store import Store
from functions.adapters.store.uploads import text_among

__all__ = [
    "Address",
    "Adoption",
    "Batch",
    "ChangeItem",
    "Contended",
    "Faults",
    "FiguresItem",
    "InForceItem",
    "Judged",
    "Known",
    "OfficeFile",
    "OtherRequest",
    "Outdated",
    "Pending",
    "RecheckItem",
    "RecordItem",
    "Repeated",
    "SketchItem",
    "Store",
    "SummaryItem",
    "Undecidable",
    "UploadItem",
    "Wait",
    "fits",
    "text_among",
]
