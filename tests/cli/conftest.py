"""One register for all tests of asking, filled through the command line; each test of writing makes its own."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from verbale.cli.main import main

ARVANIA = """Letter dated 4 March 2031 from the Permanent Representative of Arvania to the United Nations addressed to the President of the Security Council

On 1 March 2031, Kestrian forces shelled the village of Telmor, killing 29 civilians and injuring dozens of others. The shelling destroyed homes.

The number of those massacres is now countless.

We refer to our letter of 20 February 2031 (S/2031/9). Arvania calls upon the Security Council to act.

I should be grateful if the present letter could be circulated as a document of the Security Council.
"""
KESTRIA = """Letter dated 9 March 2031 from the Permanent Representative of Kestria to the United Nations addressed to the Secretary-General

On 3 March 2031, Arvanian warplanes bombed the town of Marn, killing four people.
"""


class Shell:
    """Runs commands and gives exit status, output and error output."""

    def __init__(self):
        self.runner = CliRunner(env={"COLUMNS": "100", "VERBALE_REGISTER": None})

    def __call__(self, *words, stdin=None):
        return self.runner.invoke(main, [str(w) for w in words], input=stdin)

    def json(self, *words):
        return json.loads(self(*words, "--json").stdout)


@pytest.fixture(scope="session")
def shell():
    return Shell()


@pytest.fixture(scope="session")
def letters(tmp_path_factory):
    folder = tmp_path_factory.mktemp("letters")
    (folder / "arvania-1.txt").write_text(ARVANIA, encoding="utf-8")
    (folder / "kestria-1.txt").write_text(KESTRIA, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def register(shell, letters, tmp_path_factory):
    path = tmp_path_factory.mktemp("register") / "all.db"
    assert shell("read", letters, "--register", path).exit_code == 0
    return path
