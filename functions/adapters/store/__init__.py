"""The DynamoDB table, split by what it stores (docs/architecture.md, Table)."""

from functions.adapters.store.claims import MessageKind
from functions.adapters.store.items import FiguresItem, SummaryItem, UploadItem
from functions.adapters.store.store import Store
from functions.adapters.store.uploads import text_among

__all__ = ["FiguresItem", "MessageKind", "Store", "SummaryItem", "UploadItem", "text_among"]
