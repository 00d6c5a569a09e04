"""One register for all tests of exports: the example letters and an event, some claims reviewed, some linked and one incident assessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from review_decisions import REVIEWER, decide

from verbale.cli.main import main
from verbale.model import Act
from verbale.register import open_register

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
LETTER = "belmora-2031-03-two-villages"


@pytest.fixture(scope="session")
def run():
    runner = CliRunner(env={"COLUMNS": "100", "VERBALE_REGISTER": None})

    def call(*words):
        return runner.invoke(main, [str(word) for word in words])

    return call


@pytest.fixture(scope="session")
def address(run, tmp_path_factory):
    path = tmp_path_factory.mktemp("exports") / "examples.db"
    assert run("read", EXAMPLES / "letters", "--register", path).exit_code == 0
    assert run("import", EXAMPLES / "events/nisah-and-talat-orvani.json", "--register", path).exit_code == 0
    for first, second, *more in [
        (LETTER, "shoreline-101", "--kind", "covers"), ("coalition-on-101", "shoreline-101"), ("almanac-5502", "shoreline-101"),
    ]:  # fmt: skip
        done = run("judge", "accept", first, second, *more, "--by", REVIEWER, "--reason", "read side by side", "--register", path)
        assert done.exit_code == 0, done.output
    words = ("--scheme", "airwars", "--status", "Weak", "--assessor", "Office of Records", "--date", "2032-01-05", "--rationale", "one account")
    done = run("assess", "shoreline-101", *words, "--register", path)
    assert done.exit_code == 0, done.output
    with open_register(path) as held:
        for claim in (
            c for stored in held.latest_readings() if stored.name.startswith(("sarn", LETTER, "arvania-2035")) for c in stored.reading.claims
        ):
            decide(held, claim, Act.VERIFY)
        rejected = held.reading("velt-2031-04-denial").reading.claims[0]
        decide(held, rejected, Act.REJECT)
    return path


@pytest.fixture(scope="session")
def register(address):
    with open_register(address) as held:
        yield held


@pytest.fixture(scope="session")
def victims(register):
    names = {name for stored in register.latest_readings() for c in stored.reading.claims for v in c.victims for name in v.names}
    assert len(names) > 20
    return names
