"""Weights of the comparisons: learned and applied by Splink on DuckDB, kept as a JSON artefact. The only file that imports Splink."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from verbale.linking import frames
from verbale.linking.comparisons import COMPARISONS, columns_of, splink_comparisons
from verbale.model import Code, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from verbale.linking.records import Record

SEED = 20260101
SAMPLED_PAIRS = 2_000_000
DETERMINISTIC = "l.first = r.first AND list_has_any(l.bones, r.bones) AND l.high = r.high"
"""Pairs that are taken for one event to estimate how many there are; it decides the scale of the scores, not their order."""
RECALL = 0.5
TRAIN_BY = (
    "l.first = r.first and l.last = r.last",
    "l.bones[1] = r.bones[1] and l.fortnight = r.fortnight and l.high = r.high and l.high >= 3",
)
"""Expectation maximisation runs over pairs of the same days, then over pairs of one name, one fortnight and one highest number of killed: each
teaches what the other holds fast. Over pairs of one name alone it would learn what is the same place, not what is the same event.
"""


@dataclass(frozen=True, slots=True)
class Weights:
    """Learned weights: m and u of every level, the share of pairs that are one event, and what they were learned on.

    `levels[comparison]` are pairs (m, u) in the order of the levels, without that of values not told.
    """

    levels: dict[str, tuple[tuple[float, float], ...]]
    prior: float
    trained_on: str

    @property
    def version(self) -> str:
        """The first twelve characters of the SHA-256 of the content."""
        return sha256(weights_json(self).encode()).hexdigest()[:12]


def weights_json(weights: Weights) -> str:
    """The artefact: JSON with sorted keys, numbers to six significant digits."""
    plain = {
        "levels": {
            name: [
                {"level": label, "m": float(f"{m:.6g}"), "u": float(f"{u:.6g}")}
                for (label, _), (m, u) in zip(COMPARISONS[name][1:], pairs, strict=True)
            ]
            for name, pairs in weights.levels.items()
        },
        "prior": float(f"{weights.prior:.6g}"),
        "trained_on": weights.trained_on,
    }
    return json.dumps(plain, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def parse_weights(text: str, where: str) -> Weights:
    """The weights of an artefact.

    Raises:
        UsageError: BAD_VALUE if it is none, or one for other comparisons than those of this version.
    """
    try:
        plain = json.loads(text)
        levels = {name: tuple((float(level["m"]), float(level["u"])) for level in listed) for name, listed in plain["levels"].items()}
        fits = {name: [level["level"] for level in listed] for name, listed in plain["levels"].items()} == {
            name: [label for label, _ in listed[1:]] for name, listed in COMPARISONS.items()
        }
        made = Weights(levels, float(plain["prior"]), str(plain["trained_on"]))
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(
            Code.BAD_VALUE, f"this is no file of weights ({type(error).__name__})", where, "Make one with `verbale link --train`."
        ) from error
    if not fits:
        raise UsageError(
            Code.BAD_VALUE, "these weights are for other comparisons than those of this version", where, "Make them anew with `verbale link --train`."
        )
    return made


@cache
def default_weights() -> Weights:
    """The weights that come with Verbale."""
    return parse_weights((files("verbale.linking") / "weights.json").read_text(encoding="utf-8"), "weights.json")


def _splink() -> Any:
    frames.duckdb()
    try:
        import splink  # noqa: PLC0415 (an extra)
        from splink.backends.duckdb import DuckDBAPI  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(Code.MISSING_EXTRA, "scored links need Splink", "", "Install verbale[link], or use --rules.") from error
    logging.getLogger("splink").setLevel(logging.ERROR)
    return splink, DuckDBAPI


def _settings(weights: Weights | None, link_type: str) -> dict[str, Any]:
    comparisons = splink_comparisons()
    for comparison in comparisons if weights else ():
        learned = next(pairs for name, pairs in weights.levels.items() if columns_of(name) == comparison["output_column_name"])  # type: ignore[union-attr]
        for level, (m, u) in zip(comparison["comparison_levels"][1:], learned, strict=True):
            level |= {"m_probability": m, "u_probability": u}
    return {
        "link_type": link_type, "comparisons": comparisons, "blocking_rules_to_generate_predictions": ["l.unique_id = r.unique_id"],
        "probability_two_random_records_match": weights.prior if weights else 0.0005, "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": True, "max_iterations": 40,
    }  # fmt: skip


def train(records: Sequence[Record], trained_on: str) -> Weights:
    """Weights learned without labels from records of at least two accounts: u by sampling with a fixed seed, m by expectation maximisation.

    A level that no pair fulfilled keeps a small probability, so that no weight is without bounds.

    Raises:
        UsageError: MISSING_EXTRA; BAD_VALUE if there is one account only.
    """
    splink, api = _splink()
    accounts = sorted({r.claimant for r in records})
    if len(accounts) < 2:
        raise UsageError(
            Code.BAD_VALUE, "weights are learned between accounts of different claimants, and there is only one", "", "Import another data set."
        )
    connection = frames.connect()
    frames.load(connection, records)
    db = api(connection=connection)
    tables = []
    for number, name in enumerate(accounts):
        own = [n for n, record in enumerate(records) if record.claimant == name]
        frames.run(
            connection,
            f"CREATE TABLE account_{number} AS SELECT * FROM record WHERE list_contains(?::INTEGER[], unique_id) ORDER BY unique_id",
            [own],
        )
        tables.append(db.register(f"account_{number}"))
    linker = splink.Linker(tables, _settings(None, "link_only"), log_level=logging.ERROR)
    linker.training.estimate_probability_two_random_records_match([DETERMINISTIC], recall=RECALL)
    linker.training.estimate_u_using_random_sampling(max_pairs=SAMPLED_PAIRS, seed=SEED, min_count_per_level=None, num_chunks=1)
    for rule in TRAIN_BY:
        linker.training.estimate_parameters_using_expectation_maximisation(rule, record_sample_proportion=1.0)
    learned = linker._settings_obj  # noqa: SLF001
    levels = {
        name: _pairs(next(c for c in learned.comparisons if c.output_column_name == columns_of(name)), len(listed) - 1)
        for name, listed in COMPARISONS.items()
    }
    return Weights(levels, float(learned._probability_two_random_records_match), trained_on)  # noqa: SLF001


BY_HAND = {"parties": ((0.3, 0.02), (0.3, 0.1), (0.4, 0.4)), "act": ((0.7, 0.3), (0.3, 0.6))}
"""m and u where the data sets learned from share no words for parties or acts: weights of 3.9, 1.6 and 0, and of 1.2 and -1."""
LEAST_M, LEAST_U = 0.004, 1e-5
"""What some hundred pairs never showed is held to be rare, not impossible."""


def _pairs(comparison: Any, count: int) -> tuple[tuple[float, float], ...]:
    """(m, u) of each level but that of values not told; a level that no pair of the data could show has the values set by hand in `BY_HAND`."""
    told = [level for level in comparison.comparison_levels if not level.is_null_level][:count]
    hand = BY_HAND.get(comparison.output_column_name)
    if hand and not (told[0]._m_is_trained and told[0]._u_is_trained and told[-1]._m_is_trained):  # noqa: SLF001
        return hand
    return tuple(
        (max(float(level.m_probability or 0), LEAST_M), max(float(level.u_probability or 0), LEAST_U))
        if level._m_is_trained and level._u_is_trained  # noqa: SLF001
        else (LEAST_M, LEAST_M)
        for level in told
    )


def score(connection: Any, weights: Weights) -> None:
    """Table `scored`: every row of `pair` with `match_weight` (log2 of the odds) and, for each comparison, its level and weight.

    Column `gamma_<comparison>` counts the levels from the last (0) up, -1 for values not told; `mw_<comparison>` is log2(m / u).
    """
    splink, api = _splink()
    db = api(connection=connection)
    linker = splink.Linker(db.register("record"), _settings(weights, "dedupe_only"), log_level=logging.ERROR)
    linker.table_management.register_blocked_pairs_for_predict(db.register("pair"))
    made = linker.inference.predict(warning_mode="never")
    frames.run(connection, f'CREATE OR REPLACE VIEW scored AS SELECT * FROM "{made.physical_name}"')


def learned_from(records: Iterable[Record]) -> str:
    """How many claims of whom, as one line for the artefact."""
    counted: dict[str, int] = {}
    for record in records:
        counted[record.claimant] = counted.get(record.claimant, 0) + 1
    return "; ".join(f"{name}: {number} claims" for name, number in sorted(counted.items()))
