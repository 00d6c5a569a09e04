"""Incidents, tallies and contradictions over invented claims of three claimants: seconds and memory, at two sizes."""

from __future__ import annotations

import random
import resource
import sys
import time
from datetime import date, timedelta

from verbale.incidents.closing import incidents_of
from verbale.model import (
    Amount,
    Attribution,
    Bound,
    Claim,
    Days,
    Judgement,
    Link,
    LinkKind,
    Occurrence,
    Outcome,
    Particular,
    Place,
    Scope,
    TextAnchor,
    Told,
    Toll,
    Voice,
    VoiceRole,
)
from verbale.tally.contradictions import contradictions
from verbale.tally.tallies import Selection, Tallies
from verbale.text import Span

AT = TextAnchor("rendition", (Span(0, 1),), "x")


def told(locus, party, low, high, day, entry, places=1):
    toll = Toll(Outcome.KILLED, Amount("", Bound.RANGE, low, high), "person", AT)
    where = tuple(Particular(Place(f"{locus} {n}"), (AT,)) for n in range(places))
    scope = Scope.SERIES if places > 1 else Scope.SINGLE
    occurrence = Occurrence(Particular(Days(day, day), (AT,)), where)
    claim = Claim(locus, locus, AT, scope, Attribution((Voice(party, VoiceRole.AUTHOR),)), occurrences=(occurrence,), tolls=(toll,))
    return Told(claim, party, locus, locus, "", entry, 1)


def invented(number):
    """So many incidents of one claimant; a third told by another, too, and a tenth held by a joint toll of a third one."""
    chance, claims, links = random.Random(1), [], []
    for n in range(number):
        day, low = date(2031, 1, 1) + timedelta(days=n % 360), chance.randint(0, 9)
        claims.append(told(f"s{n}", "Shore Watch", low, low + chance.randint(0, 9), day, n))
        if n % 3 == 0:
            claims.append(told(f"a{n}", "Almanac", low, low, day, number + n))
            links.append(Link(LinkKind.SAME, f"a{n}", f"s{n}", judgement=Judgement.POSITIVE))
        if n % 10 == 0 and n + 1 < number:
            claims.append(told(f"l{n}", "Arvania", 10, 10, day, 2 * number + n, places=2))
            links += [Link(LinkKind.COVERS, f"l{n}", f"s{m}", judgement=Judgement.POSITIVE) for m in (n, n + 1)]
    return claims, links


def timed(name, act):
    start = time.perf_counter()
    found = act()
    print(f"{name:<28}{time.perf_counter() - start:8.2f} s")
    return found


def measured(number):
    claims, links = invented(number)
    print(f"\n{number:,} incidents, {len(claims):,} claims, {len(links):,} links")
    timed("incidents", lambda: incidents_of(claims, links))
    tallies = timed("nodes of all claims", lambda: Tallies(claims, links))
    whole, month = tuple(t.locus for t in claims), tuple(t.locus for t in claims if t.claim.when.first.month == 3)
    timed("tally of everything", lambda: tallies.of(Selection(whole), Outcome.KILLED))
    timed(f"tally of a month ({len(month):,})", lambda: tallies.of(Selection(month), Outcome.KILLED))
    found = timed("contradictions", lambda: contradictions(claims, links))
    print(f"{len(found):,} contradictions; {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")


def main():
    for number in [int(n) for n in sys.argv[1:]] or [3_000, 12_000]:
        measured(number)


if __name__ == "__main__":
    main()
