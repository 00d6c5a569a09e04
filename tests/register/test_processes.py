"""Several real processes write into one register at once; one that is killed loses nothing that was committed."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from register_letters import intake

from verbale.register import canonical_dump, open_register

WRITER = """
import sys
sys.path.insert(0, sys.argv[1])
from register_letters import intake
from verbale.register import open_register

address, first, last = sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
with open_register(address) as register:
    for number in range(first, last):
        register.add([intake(number), intake(number + 1)])
        print(number, flush=True)
"""


def writer(address, first, last):
    here = str(Path(__file__).parent)
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, here, address, str(first), str(last)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_processes_that_start_together_make_one_register(address, tmp_path):
    """They also race to create it; letters that several of them bring are there once."""
    started = [writer(address, first, first + 6) for first in (0, 3, 6)]
    for process in started:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
    with open_register(address, create=False) as register, open_register(tmp_path / "alone.db") as alone:
        alone.add([intake(number) for number in range(13)])
        assert register.verify().intact
        assert register.stats().entries == 2 * 13
        assert list(canonical_dump(register)) == list(canonical_dump(alone))


def test_a_killed_writer_loses_nothing_committed(address):
    process = writer(address, 0, 100_000)
    told = [int(process.stdout.readline()) for _ in range(10)]
    process.send_signal(signal.SIGKILL)
    told += [int(line) for line in process.stdout.read().split("\n")[:-1]]
    process.wait(timeout=60)
    process.stderr.close()
    process.stdout.close()
    with open_register(address, create=False) as register:
        assert register.verify().intact
        assert all(register.has_reading(intake(number).reading.id) for number in told)
        register.add([intake(200_000)])
        assert register.verify().intact


def test_a_reader_does_not_wait_for_a_writer(register):
    from verbale.register.engine import writing

    register.add([intake(1)])
    with writing(register.engine):
        assert len(register.list_documents()) == 1
        assert len(list(canonical_dump(register))) == 4
