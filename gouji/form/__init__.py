"""The statutory form as one tree: labels, cell ids and identities all come from here."""

from gouji.form.layout import Box, layout
from gouji.form.statutory import (
    REPORT_NAME,
    SECTIONS,
    TABLE_IDS,
    TABLES,
    all_cell_ids,
    format_version_of,
    row_of,
    table_id_of,
)
from gouji.form.tree import Block, CellSpec, Identity, IdentityKind, Kind, Leaf, Node, Table, leaves

__all__ = [
    "REPORT_NAME",
    "SECTIONS",
    "TABLES",
    "TABLE_IDS",
    "Block",
    "Box",
    "CellSpec",
    "Identity",
    "IdentityKind",
    "Kind",
    "Leaf",
    "Node",
    "Table",
    "all_cell_ids",
    "format_version_of",
    "layout",
    "leaves",
    "row_of",
    "table_id_of",
]
