"""Broken sums → what is behind them: every smallest set of cells whose change makes all identities hold.

After Fellegi and Holt (1976): change the fewest cells such that every edit holds. An *atom* is a set of cells with new
values that mends some broken identities and leaves every other one as it was. A smallest repair falls apart into atoms
of which each mends identities of its own, so atoms are found first and joined afterwards.
Complete as long as no atom needs more than three cells and the bounds are not reached; `Cause.complete` says so. Where
three cells do not explain everything, slips that people make (`slips`) are tried as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from gouji.form import Identity, Table
from gouji.judging.sums.deduction import Values, assess, deduce
from gouji.judging.sums.habits import Habit, habits
from gouji.judging.sums.slips import undone_slips
from gouji.report import CellId

Repair = Mapping[CellId, int]

LARGEST_ATOM: Final = 3  # cells
_MOST_STEPS: Final = 25_000  # of the search for atoms, and as many of joining them
_MOST_REPAIRS: Final = 100  # kept of one cause
# What leaving a broken identity unexplained weighs, in cells: more than an atom gives for one identity.
_UNEXPLAINED: Final = 4
_NOTHING: Final = 10_000  # cells: dearer than any repair


@dataclass(frozen=True, slots=True)
class Cause:
    """Broken identities that hang together, and the smallest repairs of all of them, in no order.

    `complete`: every smallest repair is there. Otherwise the search was bounded, and there may be others, or none.
    `habit`: the one slip that the cause is, where it runs through the table; others that are as small are left out.
    """

    identities: tuple[Identity, ...]
    repairs: tuple[Repair, ...]
    complete: bool
    habit: Habit | None = None


def find_causes(table: Table, values: Values, *, habitual: bool = True) -> list[Cause]:
    """Group a table's broken identities by cause. None where all hold.

    `values`: the printed whole numbers from 0 by cell; None where a cell shows none: it stays open and costs nothing.
    `habitual`: look for a slip that runs through the table, too.
    """
    system = _System(table.identities, values)
    if not system.broken:
        return []
    found = [
        (habit, atom)
        for habit in (habits(table, values) if habitual else ())
        if (atom := system.atom(habit.changes)) and len(atom.mends) > 1
    ]
    found.sort(key=lambda pair: -len(pair[1].mends))
    # A row that is wrong in several columns needs as many cells whatever the reason; one habit is the likeliest.
    rows = [pair for pair in found if pair[0].along_row]
    if rows and (causes := _of_habit(table, system, *rows[0])):
        return causes
    apart = _apart(table, system)
    for habit, atom in found:
        # What is left out of the totals may as well be what should not be there.
        if len(habit.changes) < _cost(system, atom, apart):
            return _of_habit(table, system, habit, atom) or apart
    return apart


def _of_habit(table: Table, system: _System, habit: Habit, atom: _Atom) -> list[Cause] | None:
    """The habit as one cause and what is left beside it; None where both would change one cell."""
    rest = find_causes(table, {**system.values, **habit.changes})
    used = {cell for cause in rest for repair in cause.repairs for cell in repair}
    if not habit.changes.keys().isdisjoint(used):
        return None
    before = system.violated({})
    sources = {n for equation in atom.mends for n in system.sources[equation]} & before
    identities = tuple(system.identities[n] for n in sorted(sources))
    cause = Cause(identities, (habit.changes,), complete=False, habit=habit)
    return sorted((cause, *rest), key=lambda c: min(map(system.identities.index, c.identities)))


def _cost(system: _System, atom: _Atom, causes: Iterable[Cause]) -> int:
    """How many cells must change where the identities that an atom mends are mended without it."""
    mended = {system.identities[n] for n in atom.mends}
    return sum(
        len(cause.repairs[0]) if cause.repairs else _NOTHING
        for cause in causes
        if not mended.isdisjoint(cause.identities)
    )


def _apart(table: Table, system: _System) -> list[Cause]:
    """The causes as so many errors as it takes, each by itself."""
    broken = frozenset(system.broken)
    atoms, complete = _atoms(system)
    covers, all_covers = _covers(broken, atoms, system.reach)
    if not system.open and _explained(covers) < broken:
        slips = undone_slips(table, {cell: system.printed(cell) for cell in system.values})
        atoms += filter(None, map(system.atom, slips))
        covers, all_covers = _covers(broken, atoms, system.reach)
        complete = False
    return [
        _cause(system, group, covers, complete and all_covers)
        for group in _groups(system.broken, covers, system)
    ]


def _explained(covers: Sequence[_Cover]) -> frozenset[int]:
    """The equations that the joins mend; all leave the same number."""
    return frozenset(n for cover in covers[:1] for atom in cover for n in atom.mends)


# --- the equations ---------------------------------------------------------------------------


@dataclass(slots=True)
class _Equation:
    """Σ coefficient × change + gap = 0; the gap is what the printed numbers leave."""

    terms: dict[CellId, int]
    gap: int

    def without(self, cell: CellId, pivot: _Equation) -> _Equation:
        """The equation with `cell` replaced by what `pivot` says of it."""
        a, b = pivot.terms[cell], self.terms[cell]
        terms = {c: a * n for c, n in self.terms.items() if c != cell}
        for c, n in pivot.terms.items():
            if c == cell:
                continue
            rest = terms.get(c, 0) - b * n
            if rest:
                terms[c] = rest
            else:
                terms.pop(c, None)
        return _Equation(terms, a * self.gap - b * pivot.gap)


class _System:
    """The identities as equations over the cells that show a number; open cells are eliminated."""

    def __init__(self, identities: Sequence[Identity], values: Values) -> None:
        self.identities = identities
        self.values = values
        self.open = {cell for i in identities for cell in i.cells if values[cell] is None}
        self.equations = {n: self._equation(i) for n, i in enumerate(identities)}
        self.sources = {n: {n} for n in self.equations}
        if self.open:
            self._eliminate_open_cells()
        broken = (n for n, equation in self.equations.items() if equation.gap)
        self.broken = sorted(broken, key=lambda n: (len(self.equations[n].terms), n))
        self.of_cell: dict[CellId, list[int]] = {}
        if self.broken:
            for n, equation in self.equations.items():
                for cell in equation.terms:
                    self.of_cell.setdefault(cell, []).append(n)
        self.holding = {
            cell: [n for n in numbers if not self.equations[n].gap]
            for cell, numbers in self.of_cell.items()
        }
        # How many equations one cell can mend.
        self.reach = max(map(len, self.of_cell.values()), default=0)

    def printed(self, cell: CellId) -> int:
        return int(self.values[cell] or 0)

    def atom(self, changes: dict[CellId, int]) -> _Atom | None:
        """The atom of these new values, where they are one."""
        touched = {n for cell in changes for n in self.of_cell.get(cell, ())}
        moves = dict.fromkeys(touched, 0)
        for cell, value in changes.items():
            for n in self.of_cell.get(cell, ()):
                moves[n] += self.equations[n].terms[cell] * (value - self.printed(cell))
        moved = {n: move for n, move in moves.items() if move}
        if any(self.equations[n].gap + move for n, move in moved.items()):
            return None
        return _Atom(changes, frozenset(moved))

    def violated(self, repair: Repair) -> set[int]:
        """Which identities are broken after a repair, with what then follows for open cells."""
        values = {**self.values, **repair}
        known = {**values, **deduce(self.identities, values)} if self.open else values
        return {n for n, i in enumerate(self.identities) if assess(i, known) == "violated"}

    def _equation(self, identity: Identity) -> _Equation:
        terms = dict.fromkeys(identity.left, 1) | dict.fromkeys(identity.right, -1)
        return _Equation(terms, sum(sign * self.printed(cell) for cell, sign in terms.items()))

    def _eliminate_open_cells(self) -> None:
        # Where no value of the open cells could mend an identity, they count as 0: the nearest to holding.
        at_zero = {
            cell
            for identity in self.identities
            if assess(identity, self.values) == "violated"
            for cell in identity.cells
            if cell in self.open
        }
        for equation in self.equations.values():
            for cell in at_zero:
                equation.terms.pop(cell, None)
        for cell in sorted(self.open - at_zero):
            holders = [n for n, equation in self.equations.items() if cell in equation.terms]
            if not holders:
                continue
            pivot = self.equations.pop(holders[0])
            for n in holders[1:]:
                self.equations[n] = self.equations[n].without(cell, pivot)
                self.sources[n] |= self.sources[holders[0]]


# --- atoms -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Atom:
    changes: dict[CellId, int]  # new values
    mends: frozenset[int]  # the broken equations that hold after it


_Cover = tuple[_Atom, ...]


@dataclass(slots=True)
class _Steps:
    left: int

    def take(self) -> bool:
        self.left -= 1
        return self.left >= 0


def _atoms(system: _System) -> tuple[list[_Atom], bool]:
    """All atoms that can belong to a smallest repair, the smaller first; whether the search came to its end."""
    atoms: list[_Atom] = []
    steps = _Steps(_MOST_STEPS)
    best = _NOTHING
    for size in range(1, LARGEST_ATOM + 1):
        # Whatever this atom leaves broken has to be mended by other cells, each of which mends few.
        least = len(system.broken) - system.reach * (best - size)
        search = _Search(system, size, max(least, 1), steps)
        for start in system.broken:
            atoms += search.from_equation(start)
        best = _cheapest(frozenset(system.broken), atoms, system.reach)
        if best <= size:
            break  # a larger atom would cost more than what is there
    return atoms, steps.left >= 0


def _cheapest(broken: frozenset[int], atoms: Sequence[_Atom], reach: int) -> int:
    """How many cells the cheapest join of atoms changes; `_NOTHING` where none mends everything."""
    covers, _ = _covers(broken, atoms, reach, most=1)
    if _explained(covers) < broken:
        return _NOTHING
    return sum(len(atom.changes) for atom in covers[0])


class _Search:
    """Atoms of one size by elimination: whatever mends a broken equation changes one of its cells.

    `least`: how many broken equations an atom must mend to be of use.
    """

    def __init__(self, system: _System, size: int, least: int, steps: _Steps) -> None:
        self._system = system
        self._size = size
        self._least = least
        self._steps = steps
        self._chosen: list[tuple[CellId, _Equation]] = []
        self._touched: set[int] = set()
        self._mended: set[int] = set()
        self._done: set[int] = set()

    def from_equation(self, start: int) -> Iterator[_Atom]:
        """The atoms that mend one broken equation and none from which the search has started before."""
        self._touched, self._mended = {start}, {start}
        yield from self._extend([self._system.equations[start]], frozenset())
        self._done.add(start)

    def _extend(
        self, active: Sequence[_Equation], forbidden: AbstractSet[CellId]
    ) -> Iterator[_Atom]:
        unmet = [equation for equation in active if equation.gap]
        if not unmet or not self._steps.take():
            return  # a smaller atom mends them
        pivot = min(unmet, key=lambda equation: len(equation.terms))
        if len(self._chosen) == self._size - 1:
            yield from self._last(active, unmet, pivot, forbidden)
            return
        rest = [equation for equation in active if equation is not pivot]
        for cell in pivot.terms:
            if cell in forbidden:
                continue
            self._chosen.append((cell, pivot))
            yield from self._with(cell, pivot, rest, forbidden)
            self._chosen.pop()
            forbidden = forbidden | {cell}  # every set with this cell has been tried

    def _with(
        self,
        cell: CellId,
        pivot: _Equation,
        rest: Sequence[_Equation],
        forbidden: AbstractSet[CellId],
    ) -> Iterator[_Atom]:
        """Go on from a chosen cell. A broken equation that it touches is mended, or left as broken as it was."""
        equations = self._system.equations
        fresh = [n for n in self._system.of_cell[cell] if n not in self._touched]
        broken = [n for n in fresh if equations[n].gap and n not in self._done]
        # A further cell lies in an equation that is touched already.
        further = (self._size - len(self._chosen)) * (self._system.reach - 1)
        self._touched.update(fresh)
        for mended in _subsets(broken):
            if len(self._mended) + len(mended) + further < self._least:
                continue
            together = [*rest]
            for n in fresh:
                whole = equations[n]
                stays = whole.gap and n not in mended
                together.append(_Equation(whole.terms, 0) if stays else whole)
            self._mended.update(mended)
            reduced = [e.without(cell, pivot) if cell in e.terms else e for e in together]
            yield from self._extend(reduced, forbidden)
            self._mended.difference_update(mended)
        self._touched.difference_update(fresh)

    def _last(
        self,
        active: Sequence[_Equation],
        unmet: Sequence[_Equation],
        pivot: _Equation,
        forbidden: AbstractSet[CellId],
    ) -> Iterator[_Atom]:
        equations = self._system.equations
        for cell, weight in pivot.terms.items():
            if cell in forbidden or not self._may_be_last(cell):
                continue
            if not all(cell in equation.terms for equation in unmet):
                continue
            change, fraction = divmod(-pivot.gap, weight)
            if fraction or any(e.gap + e.terms.get(cell, 0) * change for e in active):
                continue
            fresh = [n for n in self._system.of_cell[cell] if n not in self._touched]
            if any(equations[n].gap + equations[n].terms[cell] * change for n in fresh):
                continue
            if len(self._mended) + len(fresh) >= self._least:
                yield from self._found(cell, change, fresh)

    def _may_be_last(self, cell: CellId) -> bool:
        """Whether the cell breaks nothing: what is to stay and is not touched yet would be changed by it."""
        return all(n in self._touched for n in self._system.holding[cell]) and (
            not self._done
            or all(n in self._touched or n not in self._done for n in self._system.of_cell[cell])
        )

    def _found(self, last: CellId, change: int, fresh: Sequence[int]) -> Iterator[_Atom]:
        changes = {last: change}
        for cell, pivot in reversed(self._chosen):
            rest = pivot.gap + sum(pivot.terms.get(c, 0) * n for c, n in changes.items())
            changes[cell], fraction = divmod(-rest, pivot.terms[cell])
            if fraction or not changes[cell]:
                return
        values = {cell: self._system.printed(cell) + n for cell, n in changes.items()}
        if min(values.values()) >= 0:
            yield _Atom(values, frozenset({*self._mended, *fresh}))


def _subsets(numbers: Sequence[int]) -> Iterator[tuple[int, ...]]:
    for size in range(len(numbers), -1, -1):
        yield from combinations(numbers, size)


# --- joining ---------------------------------------------------------------------------------


def _covers(
    broken: frozenset[int], atoms: Sequence[_Atom], reach: int, most: int = 4 * _MOST_REPAIRS
) -> tuple[list[_Cover], bool]:
    """The cheapest ways to join atoms such that each broken equation is mended by exactly one.

    An equation that no atom mends is left; one cell mends `reach` equations at most. Gives `most` of them at most, and
    whether these are all.
    """
    joining = _Joining(broken, atoms, reach, most)
    joining.join(broken, (), 0)
    return joining.best, joining.complete and joining.steps.left >= 0


class _Joining:
    """Exact cover by depth first, the hardest equation first, dearer branches cut."""

    def __init__(
        self, broken: frozenset[int], atoms: Sequence[_Atom], reach: int, most: int
    ) -> None:
        self.best: list[_Cover] = []
        self.complete = True
        self.steps = _Steps(_MOST_STEPS)
        self._most = most
        self._reach = reach
        self._cost = _UNEXPLAINED * len(broken)
        self._mending = {n: [atom for atom in atoms if n in atom.mends] for n in broken}

    def join(self, left: frozenset[int], taken: _Cover, spent: int) -> None:
        """Mend what is left in every way that is not dearer than the best."""
        if not left:
            self._keep(taken, spent)
            return
        if spent + -(-len(left) // self._reach) > self._cost or not self.steps.take():
            return
        n = min(left, key=lambda n: (len(self._mending[n]), n))
        used = {cell for atom in taken for cell in atom.changes}
        for atom in self._mending[n]:
            if atom.mends <= left and used.isdisjoint(atom.changes):
                self.join(left - atom.mends, (*taken, atom), spent + len(atom.changes))
        self.join(left - {n}, taken, spent + _UNEXPLAINED)

    def _keep(self, taken: _Cover, spent: int) -> None:
        if spent > self._cost:
            return
        if spent < self._cost:
            self.best, self._cost, self.complete = [], spent, True
        if len(self.best) < self._most:
            self.best.append(taken)
        else:
            self.complete = False


def _groups(
    broken: Sequence[int], covers: Iterable[_Cover], system: _System
) -> list[frozenset[int]]:
    """Equations that some repair mends together, or that, unexplained, share cells; in the form's order."""
    together = [atom.mends for cover in covers for atom in cover]
    unexplained = sorted(set(broken) - {n for mends in together for n in mends})
    groups: list[set[int]] = []
    links: list[Iterable[int]] = [*together]
    links += [
        [one, other]
        for i, one in enumerate(unexplained)
        for other in unexplained[i:]
        if system.equations[one].terms.keys() & system.equations[other].terms.keys()
    ]
    for link in links:
        joined = set(link)
        apart = []
        for group in groups:
            if group & joined:
                joined |= group
            else:
                apart.append(group)
        groups = [*apart, joined]
    return sorted(map(frozenset, groups), key=min)


def _cause(
    system: _System, group: frozenset[int], covers: Iterable[_Cover], complete: bool
) -> Cause:
    repairs: dict[frozenset[tuple[CellId, int]], dict[CellId, int]] = {}
    before = system.violated({})
    for cover in covers:
        atoms = [atom for atom in cover if atom.mends <= group]
        if sum(len(atom.mends) for atom in atoms) == len(group):
            repair = {cell: n for atom in atoms for cell, n in atom.changes.items()}
            repairs.setdefault(frozenset(repair.items()), repair)
    sources = {n for equation in group for n in system.sources[equation]} & before
    standing = [r for r in repairs.values() if not system.open or _stands(system, r, before)]
    return Cause(
        tuple(system.identities[n] for n in sorted(sources)),
        tuple(standing[:_MOST_REPAIRS]),
        complete and bool(standing) and len(standing) <= _MOST_REPAIRS,
    )


def _stands(system: _System, repair: Repair, before: set[int]) -> bool:
    """Whether a repair, with what follows for open cells, mends something and breaks nothing."""
    return system.violated(repair) < before
