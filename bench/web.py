"""Times every page of the register in a browser over a generated register, at the server, and the server's memory.

Two figures a page: the median of 50 calls (warm), and of 5 when nothing computed earlier is kept (cold), as after somebody's decision.

python bench/web.py [--letters 10000] [--claims 10] [--thread 1] [--pointless] [--keep FILE] [--only WORDS]

With `--thread 300` letters form threads of so many, each a reply to the one before; with `--pointless` no place has a point of the claimant's own.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import time
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.testclient import TestClient

from verbale.app.judging import judge
from verbale.gazetteer import open_gazetteer
from verbale.model import (
    Acquisition,
    Amount,
    Attribution,
    Block,
    BlockKind,
    Bound,
    Citation,
    Claim,
    Communication,
    Days,
    Document,
    Heading,
    Judgement,
    LinkKind,
    Masthead,
    Method,
    Occurrence,
    Outcome,
    Outline,
    Part,
    Particular,
    PartKind,
    Perpetrator,
    Piece,
    Place,
    Point,
    Reading,
    Relation,
    Rendition,
    Request,
    Scope,
    Toll,
    Unread,
    Voice,
    VoiceRole,
    anchor,
    content_id,
)  # fmt: skip
from verbale.register import Intake, open_register
from verbale.text import Span
from verbale.web.application import create_app
from verbale.web.house import Settings

STATES = [f"{a}{b}" for a in ("Arv", "Belm", "Kestr", "Dorr", "Palad", "Tembar") for b in ("ania", "ora", "ia", "in")]
WORDS = ("bridge", "market", "harvest", "school", "convoy", "harbour", "orchard", "mosque", "church", "clinic", "road", "mill", "tower", "garden")
ACTS = ("air strike", "shelling", "ground assault", "shooting", "bombing", "raid")
RUNS = 50


@dataclass(frozen=True)
class Plan:
    """What a register is filled with: letters of so many claims, in threads of so many; whether places have points."""

    letters: int
    claims: int
    thread: int
    points: bool

    def day(self, n: int) -> date:
        """The day of a letter: any day for a letter by itself, in a thread some days after the one before."""
        first, place = divmod(n, self.thread)
        start = date(1990, 1, 1) + timedelta(days=random.Random(first).randrange(14_000))
        return start + timedelta(days=3 * place)

    def symbol(self, n: int) -> str:
        """The name of a letter."""
        return f"S/{self.day(n).year}/{n}"

    def cited(self, n: int) -> list[tuple[Relation, str]]:
        """What a letter of a thread cites: the one before in reply, its sender's own last one, and an early one in passing."""
        place = n % self.thread
        told = [(Relation.REPLY, n - 1)] * (place > 0) + [(Relation.FURTHER, n - 2)] * (place > 1) + [(Relation.REFERS, n - place)] * (place > 2)
        return [(relation, self.symbol(other)) for relation, other in told]


def letter(n: int, plan: Plan, chance: random.Random) -> Intake:
    """One letter with its claims, put together as a reader would have."""
    sender, against = random.Random(n // plan.thread).sample(STATES, 2)[:: -1 if n % plan.thread % 2 else 1]
    day, cited = plan.day(n), plan.cited(n)
    lines, made = [f"Letter dated {day} from the Permanent Representative of {sender}, number {n}."], []
    lines += [f"I write {relation} document {symbol}." for relation, symbol in cited]
    for _ in range(plan.claims):
        place, killed = f"Village {chance.randrange(5_000)}", chance.randrange(1, 60)
        happened = day - timedelta(days=chance.randrange(1, 30))
        sentence = f"On {happened} forces of {against} struck the {chance.choice(WORDS)} and the {chance.choice(WORDS)} of {place}, killing {killed} civilians."
        made.append((sentence, place, killed, happened, chance.choice(ACTS)))
        lines.append(sentence)
    lines += ["We call upon the Security Council to act.", "Many more died elsewhere."]
    text = "\n".join(lines) + "\n"
    data = text.encode()
    document = Document(sha256(data).hexdigest(), len(data), "text/plain")
    rendition = Rendition(document.sha256, "bench", text, Method.PLAIN, (Piece(Span(0, len(text)), ""),))
    identity = content_id(rendition.id, "bench")

    def at(words: str, start: int = 0) -> object:
        begin = text.index(words, start)
        return anchor(rendition.id, text, Span(begin, begin + len(words)))

    found, offset = [], 0
    for sentence, place, killed, happened, act in made:
        start = text.index(sentence, offset)
        offset = start + len(sentence)
        whole = at(sentence, start)
        village = int(place.split()[1])
        spot = Place(place, (), (), Point(10 + village % 400 / 10, 20 + village % 300 / 10, 1) if plan.points else None)
        when = Occurrence(Particular(Days(happened, happened), (whole,)), (Particular(spot, (at(place, start),)),))
        toll = Toll(Outcome.KILLED, Amount(str(killed), Bound.EXACT, killed), "civilian", at(f"{killed} civilians", start))
        locus = content_id(document.sha256, str(start))
        accused = (Particular(Perpetrator(against), (at(against, start),)),)
        found.append(
            Claim(
                content_id(identity, str(start)),
                locus,
                whole,
                Scope.SINGLE,
                Attribution((Voice(sender, VoiceRole.AUTHOR),)),
                0,
                (when,),
                (Particular(act, (whole,)),),
                (),
                accused,
                (toll,),
            )
        )
    header = Communication(
        symbol=Particular(plan.symbol(n), (at("Letter"),)),
        date=Particular(day, (at("Letter"),)),
        sender=Particular(sender, (at(sender),)),
        language=Particular("en", (at("Letter"),)),
        citations=tuple(Citation(at(f"document {symbol}"), symbol, relation=relation) for relation, symbol in cited),
        requests=(Request(at("We call upon the Security Council to act."), "Security Council"),),
    )
    part = Part(PartKind.BODY, Span(0, len(text)))
    outline = Outline(rendition.id, None, Masthead(), Heading(), (part,), (Block(BlockKind.PARAGRAPH, (Span(0, len(text)),), 0),))
    unread = (Unread(at("Many more died elsewhere."), ("died",)),)
    reading = Reading(identity, rendition.id, "bench", text, outline, header, tuple(found), unread)
    return Intake(Acquisition(document.sha256, f"letter {n}.txt"), document, data, rendition, reading)


def fill(path: Path, plan: Plan) -> None:
    chance = random.Random(7)
    with open_register(path) as register:
        for start in range(0, plan.letters, 500):
            register.add([letter(n, plan, chance) for n in range(start, min(start + 500, plan.letters))])


def links(path: Path, count: int) -> None:
    with open_register(path) as register, register.asking() as connection:
        loci = [row[0] for row in connection.exec_driver_sql(f"SELECT locus FROM claims LIMIT {2 * count}")]
    with open_register(path) as register:
        for one, other in zip(loci[::2], loci[1::2], strict=True):
            judge(register, Judgement.POSITIVE, one, other, LinkKind.SAME, by="bench", reason="bench")


def timed(client: TestClient, address: str, runs: int, *, forget: bool) -> float:
    """The median of some calls in milliseconds; fewer calls where they take long."""
    times = []
    for _ in range(runs):
        if forget:
            client.app.state.house.forget()
        started = time.perf_counter()
        response = client.get(address)
        times.append(time.perf_counter() - started)
        assert response.status_code == 200, (address, response.status_code)
        if sum(times) > 10:
            break
    return statistics.median(times) * 1000


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--letters", type=int, default=10_000)
    parser.add_argument("--claims", type=int, default=10)
    parser.add_argument("--thread", type=int, default=1)
    parser.add_argument("--pointless", action="store_true")
    parser.add_argument("--only", default="", help="only pages whose address holds these words")
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        path = given.keep or Path(folder) / "bench.db"
        if not path.exists():
            started = time.perf_counter()
            fill(path, Plan(given.letters, given.claims, given.thread, not given.pointless))
            print(f"filled in {time.perf_counter() - started:.0f} s")
            links(path, 40)
        places = Path(folder) / "bench.gaz"
        with open_gazetteer(places, create=True):
            pass
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with TestClient(create_app(Settings(str(path), Path(folder) / "desk", places, ("testserver",))), follow_redirects=False) as client:
            measure(client, before, given.only)


def measure(client: TestClient, before: int, only: str) -> None:
    letters = client.get("/api/letters").json()
    claim = client.get("/api/claims").json()["claims"][0]["locus"]
    first = letters["documents"][0]["document"]
    linked = client.get("/api/incidents").json()["incidents"][0]["locus"]
    addresses = (
        "/",
        "/letters",
        "/letters?words=letter+77",
        "/letters?state=unread",
        f"/letters/{first}",
        "/claims",
        "/claims?text=school",
        "/claims?text=school+market",
        '/claims?text="the+bridge"',
        "/claims?place=Village+77",
        "/claims?party=Kestria&year=2010",
        "/claims?outcome=killed",
        "/claims?act=air+strike",
        "/claims?offset=3000",
        "/incidents",
        f"/incidents/{claim}",
        f"/incidents/{linked}",
        "/map",
        "/api/map/spots",
        "/api/map/spots?text=school",
        "/requests",
        "/requests?sender=Arvania",
        "/review",
        "/review?kind=unread",
        "/review?kind=problem",
        "/review?kind=stale",
        "/review?kind=link",
        "/codings",
        "/tables",
        "/ledger",
        f"/letters/{first}/thread",
    )
    print(f"{letters['total']:,} letters, {client.get('/api').json()['counts']['claims']:,} claims")
    for address in addresses:
        if only not in address:
            continue
        client.get(address)
        warm, cold = timed(client, address, RUNS, forget=False), timed(client, address, 5, forget=True)
        print(
            f"{warm:8.1f} ms warm {cold:8.1f} ms cold  {address.replace(first, 'LETTER').replace(claim, 'CLAIM').replace(linked, 'LINKED')}",
            flush=True,
        )
    print(
        f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB, of these {before / 1000:.0f} MB before the application started"
    )


if __name__ == "__main__":
    main()
