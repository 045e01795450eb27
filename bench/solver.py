"""An independent way to the smallest repairs: a constraint solver (CP-SAT) on the same identities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ortools.sat.python import cp_model

from gouji.form import Identity
from gouji.report import CellId

Solutions = set[frozenset[tuple[CellId, int]]]


class _Collect(cp_model.CpSolverSolutionCallback):
    def __init__(
        self, cells: Mapping[CellId, cp_model.IntVar], printed: Mapping[CellId, int]
    ) -> None:
        super().__init__()
        self._cells, self._printed = cells, printed
        self.found: Solutions = set()

    def on_solution_callback(self) -> None:
        values = {cell: self.value(variable) for cell, variable in self._cells.items()}
        self.found.add(frozenset((c, n) for c, n in values.items() if n != self._printed[c]))


def _model(
    identities: Iterable[Identity], printed: Mapping[CellId, int], largest: int
) -> tuple[cp_model.CpModel, dict[CellId, cp_model.IntVar], dict[CellId, cp_model.IntVar]]:
    model = cp_model.CpModel()
    cells = {cell: model.new_int_var(0, largest, cell) for cell in printed}
    changed = {cell: model.new_bool_var(f"changed {cell}") for cell in printed}
    for cell, n in printed.items():
        model.add(cells[cell] == n).only_enforce_if(~changed[cell])
    for identity in identities:
        model.add(sum(cells[c] for c in identity.left) == sum(cells[c] for c in identity.right))
    return model, cells, changed


def smallest_size(
    identities: Iterable[Identity], printed: Mapping[CellId, int], largest: int
) -> int:
    """How few cells must change for all identities to hold, with values up to `largest`."""
    model, _, changed = _model(identities, printed, largest)
    model.minimize(sum(changed.values()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    if solver.solve(model) != cp_model.OPTIMAL:
        raise ArithmeticError("the solver found no optimum")
    return round(solver.objective_value)


def smallest_repairs(
    identities: Iterable[Identity], printed: Mapping[CellId, int], largest: int
) -> Solutions:
    """Every smallest repair with values up to `largest`."""
    identities = tuple(identities)
    size = smallest_size(identities, printed, largest)
    model, cells, changed = _model(identities, printed, largest)
    model.add(sum(changed.values()) == size)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.enumerate_all_solutions = True
    collect = _Collect(cells, printed)
    if solver.solve(model, collect) != cp_model.OPTIMAL:
        raise ArithmeticError("the solver did not come to the end")
    return collect.found
