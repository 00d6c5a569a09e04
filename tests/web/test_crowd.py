"""Fifty people at once, and a server that is killed in the middle of reviewing and reading: nothing accepted is lost or doubled, and the ledger verifies."""

import re
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing

import httpx2
import pytest

from verbale.register import open_register

PEOPLE, DECISIONS = 50, 3


class Server:
    """The program as a process of its own, on a free port."""

    def __init__(self, register, gazetteer):
        self.command = [
            sys.executable,
            "-m",
            "verbale",
            "serve",
            "--register",
            str(register),
            "--gazetteer",
            str(gazetteer),
            "--port",
            "0",
            "--no-browser",
        ]
        self.start()

    def start(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        self.address = re.search(r"http://\S+(?=/ )", line)[0]
        deadline = time.monotonic() + 30
        while True:
            try:
                httpx2.get(self.address + "/login")
            except httpx2.TransportError:
                assert time.monotonic() < deadline
                time.sleep(0.05)
            else:
                return

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=20)
            self.process.stdout.close()


@pytest.fixture
def server(register_path, gazetteer):
    made = Server(register_path, gazetteer)
    yield made
    made.stop()


def visitor(server):
    """A client with a session, and its token."""
    client = httpx2.Client(base_url=server.address, timeout=60)
    token = re.search(r'name="csrf" value="([^"]*)"', client.get("/tables").text)[1]
    return client, token


def loci_of(register_path):
    with open_register(register_path) as register:
        return [told.locus for told in register.told()]


def decide(client, token, locus, person):
    return client.post("/api/decisions", data={"csrf": token, "locus": locus, "act": "verify reading", "person": person})


def test_fifty_people_at_once_lose_and_double_nothing(server, register_path):
    loci = loci_of(register_path)
    refused, made, lock = [], [], threading.Lock()

    def work(n):
        client, token = visitor(server)
        with closing(client):
            for k in range(DECISIONS):
                for path in ("/", "/claims?text=children", "/letters", "/review"):
                    response = client.get(path)
                    if response.status_code != 200:
                        refused.append((path, response.status_code))
                locus = loci[(n * DECISIONS + k) % len(loci)]
                response = decide(client, token, locus, f"person {n}")
                with lock:
                    (made if response.status_code == 200 else refused).append(response.json().get("decision") or response.text)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not refused, refused[:5]
    assert len(set(made)) == PEOPLE * DECISIONS
    with open_register(register_path) as register:
        assert sorted(d.id for d in register.decisions()) == sorted(made)
        assert register.verify().intact


def test_what_was_accepted_before_the_server_is_killed_is_there_afterwards(server, register_path):
    loci = loci_of(register_path)
    client, token = visitor(server)
    letters = [
        ("files", (f"letter {n}.txt", f"On {n + 1} May 2031, Arvanian forces shelled the village of Telmor, killing {n + 2} civilians.".encode()))
        for n in range(30)
    ]
    upload = client.post("/api/uploads", data={"csrf": token}, files=letters).json()["upload"]
    accepted = []

    def review():
        try:
            for locus in loci:
                response = decide(client, token, locus, "N. Adeyo")
                if response.status_code == 200:
                    accepted.append(response.json()["decision"])
        except httpx2.TransportError:
            return

    reviewing = threading.Thread(target=review)
    reviewing.start()
    deadline = time.monotonic() + 60
    while len(accepted) < 5 or client.get(f"/api/uploads/{upload}").json()["job"]["done"] < 2:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    server.kill()
    reviewing.join()
    client.close()

    server.start()
    client, _ = visitor(server)
    with closing(client):
        while (job := client.get(f"/api/uploads/{upload}").json()["job"])["state"] != "done":
            assert time.monotonic() < deadline, job
            time.sleep(0.1)
        assert (job["received"], job["read"]) == (30, 30)
    with open_register(register_path) as register:
        assert {d.id for d in register.decisions()} >= set(accepted)
        assert sum(d.name.startswith("letter ") for d in register.list_documents()) == 30
        assert register.verify().intact


def test_only_this_machine_can_reach_it(server):
    held = subprocess.run(["/bin/cat", f"/proc/{server.process.pid}/net/tcp"], capture_output=True, text=True, check=True).stdout
    port = int(server.address.rpartition(":")[2])
    listening = [line.split()[1] for line in held.splitlines()[1:] if line.split()[1].endswith(f":{port:04X}") and line.split()[3] == "0A"]
    assert listening == [f"0100007F:{port:04X}"]
