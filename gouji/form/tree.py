"""The vocabulary in which the statutory form is written down: nodes, blocks, tables, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from msgspec import Struct

from gouji.money import Unit
from gouji.report import CellId, FormatVersion, TableId

Kind = Literal["count", "signed", "amount"]
# A row is the total of other rows, a column of other columns, or two sums of rows balance each other.
IdentityKind = Literal["balance", "row total", "column total"]


class Node(Struct, frozen=True):
    """A row or column heading. Without `id` it only groups; `total` is the sum of its siblings' leaves.

    `also`: other words that reports print for the same.
    """

    id: str
    label: str
    children: tuple[Node, ...] = ()
    total: bool = False
    kind: Kind = "count"
    unit: Unit | None = None
    also: tuple[str, ...] = ()


class Leaf(Struct, frozen=True):
    """A row or column that carries figures: its id within the axis, its node, the labels above it."""

    id: str
    node: Node
    above: tuple[str, ...]

    @property
    def label(self) -> str:
        """The statutory label, without those above it."""
        return self.node.label


class Block(Struct, frozen=True):
    """Rows × columns under one heading of a table."""

    label: str
    rows: Node
    columns: Node


class CellSpec(Struct, frozen=True):
    """One cell of the form and where it belongs."""

    id: CellId
    block: Block
    row: Leaf
    column: Leaf

    @property
    def kind(self) -> Kind:
        """What the cell counts: a count, a signed change or an amount of money."""
        return self.column.node.kind


class Identity(Struct, frozen=True, dict=True):
    """left = right, both sums of cells (勾稽关系); of a total, `right` is the total alone."""

    kind: IdentityKind
    left: tuple[CellId, ...]
    right: tuple[CellId, ...]

    @cached_property
    def cells(self) -> tuple[CellId, ...]:
        """All cells, in the order of the form, the total last."""
        return self.left + self.right


class Table(Struct, frozen=True, dict=True):
    """One table of the form in one format. `balance`: the rows of one side, and those of the other."""

    id: TableId
    format_version: FormatVersion
    name: str
    blocks: tuple[Block, ...]
    balance: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    captions: tuple[str, ...] = ()

    @cached_property
    def specs(self) -> dict[CellId, CellSpec]:
        """Every cell by id, in the order of the form."""
        return {
            spec.id: spec
            for block in self.blocks
            for row in leaves(block.rows)
            for column in leaves(block.columns)
            for spec in (CellSpec(self.cell(row, column), block, row, column),)
        }

    @cached_property
    def counts(self) -> tuple[CellId, ...]:
        """The cells that count something, in the order of the form."""
        return tuple(spec.id for spec in self.specs.values() if spec.kind == "count")

    @cached_property
    def identities(self) -> tuple[Identity, ...]:
        """Every identity that this table must satisfy, derived from its totals and its balance."""
        return tuple(self._identities())

    def cell(self, row: Leaf, column: Leaf) -> CellId:
        """The id of the figure where a row and a column meet."""
        return self._cell(row.id, column.id)

    def _cell(self, row: str, column: str) -> CellId:
        return f"{self.id}.{row}.{column}"

    def _identities(self) -> Iterator[Identity]:
        for block in self.blocks:
            rows = [leaf.id for leaf in leaves(block.rows)]
            columns = [leaf.id for leaf in leaves(block.columns)]
            if self.balance:
                left, right = self.balance
                yield from (self._along_column("balance", left, right, c) for c in columns)
            for parts, whole in totals(block.rows):
                yield from (self._along_column("row total", parts, (whole,), c) for c in columns)
            for parts, whole in totals(block.columns):
                yield from (self._along_row(parts, whole, r) for r in rows)

    def _along_column(
        self, kind: IdentityKind, left: tuple[str, ...], right: tuple[str, ...], column: str
    ) -> Identity:
        return Identity(
            kind,
            tuple(self._cell(row, column) for row in left),
            tuple(self._cell(row, column) for row in right),
        )

    def _along_row(self, parts: tuple[str, ...], whole: str, row: str) -> Identity:
        return Identity(
            "column total",
            tuple(self._cell(row, column) for column in parts),
            (self._cell(row, whole),),
        )


def leaves(node: Node, prefix: str = "", above: tuple[str, ...] = ()) -> Iterator[Leaf]:
    """The figures' rows or columns below a node, in the order of the form."""
    for child in node.children:
        path = ".".join(part for part in (prefix, child.id) if part)
        if child.children:
            yield from leaves(child, path, (*above, child.label))
        else:
            yield Leaf(path, child, above)


def totals(node: Node, prefix: str = "") -> Iterator[tuple[tuple[str, ...], str]]:
    """Every (parts, whole) by leaf id: a total is the sum of all other leaves under its parent."""
    for child in node.children:
        if child.total:
            whole = ".".join(part for part in (prefix, child.id) if part)
            yield tuple(leaf.id for leaf in leaves(node, prefix) if leaf.id != whole), whole
        if child.children:
            yield from totals(child, ".".join(part for part in (prefix, child.id) if part))
