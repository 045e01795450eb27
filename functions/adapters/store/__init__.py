"""The DynamoDB table, split by what it stores (docs/architecture.md, Table)."""

from functions.adapters.store.idempotency import Repeated
from functions.adapters.store.items import FiguresItem, RecordItem, SummaryItem, UploadItem
from functions.adapters.store.lives import Contended, Known
from functions.adapters.store.office import Adoption, Faults, InForceItem, OfficeFile, fits
from functions.adapters.store.outbox import Address, Batch, Pending, Wait
from functions.adapters.store.reviews import OtherRequest, Undecidable
from functions.adapters.store.store import Store
from functions.adapters.store.uploads import text_among

__all__ = [
    "Address",
    "Adoption",
    "Batch",
    "Contended",
    "Faults",
    "FiguresItem",
    "InForceItem",
    "Known",
    "OfficeFile",
    "OtherRequest",
    "Pending",
    "RecordItem",
    "Repeated",
    "Store",
    "SummaryItem",
    "Undecidable",
    "UploadItem",
    "Wait",
    "fits",
    "text_among",
]
