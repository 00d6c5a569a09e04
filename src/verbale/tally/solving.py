"""Solves a small programme of whole numbers exactly. The solver (HiGHS) is imported only here, and late."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from verbale.model import Code, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

Terms = dict[str, int]
"""A sum of variables, each with its whole factor."""


class Without(Enum):
    """Why a programme has no optimum."""

    BOUND = "no bound"
    SOLUTION = "no solution"


@dataclass(frozen=True, slots=True)
class Row:
    """`low` <= sum of `terms` <= `high` (open when `None`), and the claims that say so; what no claim says holds always."""

    terms: Mapping[str, int]
    low: int | None
    high: int | None
    claims: tuple[str, ...] = ()


@dataclass(slots=True)
class Programme:
    """Variables that are whole numbers of persons, 0 or more, and rows that bound their sums."""

    rows: list[Row] = field(default_factory=list)

    def best(self, aim: Mapping[str, int], *, most: bool) -> int | Without:
        """The least value of `aim` that fulfils all rows, or the greatest if `most`.

        Raises:
            UsageError: MISSING_EXTRA if the solver is not installed.
        """
        variables = sorted({v for row in self.rows for v in row.terms} | set(aim)) or [""]
        number = {variable: n for n, variable in enumerate(variables)}
        highs, solver = _highspy(), _solver()
        infinity = highs.kHighsInf
        for variable in variables:
            solver.addVar(0, infinity)
            solver.changeColIntegrality(number[variable], highs.HighsVarType.kInteger)
            solver.changeColCost(number[variable], aim.get(variable, 0))
        for row in self.rows:
            columns = [number[v] for v in row.terms]
            low, high = (-infinity if row.low is None else row.low), (infinity if row.high is None else row.high)
            solver.addRow(low, high, len(columns), columns, list(row.terms.values()))
        solver.changeObjectiveSense(highs.ObjSense.kMaximize if most else highs.ObjSense.kMinimize)
        solver.run()
        return self._result(solver, aim, most=most)

    def _result(self, solver: Any, aim: Mapping[str, int], *, most: bool) -> int | Without:
        Status = _highspy().HighsModelStatus  # noqa: N806 (a class)
        status = solver.getModelStatus()
        if status == Status.kOptimal:
            value: float = solver.getObjectiveValue()
            return round(value)
        if status == Status.kInfeasible:
            return Without.SOLUTION
        if status == Status.kUnbounded or (status == Status.kUnboundedOrInfeasible and aim and self.best({}, most=most) == 0):
            return Without.BOUND
        if status == Status.kUnboundedOrInfeasible:
            return Without.SOLUTION
        raise ArithmeticError(f"the solver stopped without an answer ({status.name})")

    def feasible(self) -> bool:
        """True when something fulfils all rows."""
        return self.best({}, most=False) is not Without.SOLUTION


def _highspy() -> Any:
    try:
        import highspy  # noqa: PLC0415 (10 MB with its own needs, only for tallies)
    except ImportError as error:
        raise UsageError(Code.MISSING_EXTRA, "tallies need the solver HiGHS", "", "Install it with: pip install 'verbale[link]'") from error
    return highspy


def _solver() -> Any:
    made = _highspy()._core._Highs()  # noqa: SLF001 (`Highs` writes a line about itself to standard output when it is made)
    for option, value in {"output_flag": False, "threads": 1, "random_seed": 0, "mip_rel_gap": 0.0}.items():
        made.setOptionValue(option, value)
    return made
