"""Incidents as the closure of links of the kind `same`, and the larger component over all kinds that a view shows."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from verbale.model import Incident, Judgement, Link, LinkKind, content_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from verbale.model import Told

_ID_LENGTH = 12


class Sets:
    """Disjoint sets of strings that can be joined (union-find)."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, item: str) -> str:
        """The item that stands for the set of `item`; which one, is not told."""
        self._parent.setdefault(item, item)
        root = item
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[item] != root:
            self._parent[item], item = root, self._parent[item]
        return root

    def join(self, one: str, other: str) -> None:
        """Makes one set of the sets of both."""
        first, second = sorted((self.find(one), self.find(other)))
        self._parent[second] = first


def incident_id(locus: str) -> str:
    """The id of the incident that the claim at `locus` founds."""
    return "i" + content_id("incident", locus)[:_ID_LENGTH]


def pair_of(link: Link) -> tuple[str, str, str]:
    """What two links share that say the same of the same claims: the kind and both loci; `same` has no direction."""
    first, second = sorted((link.first, link.second)) if link.kind is LinkKind.SAME else (link.first, link.second)
    return link.kind.value, first, second


def judged(links: Iterable[Link]) -> list[Link]:
    """The last judgement of each link, sorted; proposals that nobody judged have no effect and are left out."""
    last = {pair_of(link): link for link in links if link.judgement is not Judgement.NONE and link.first != link.second}
    return [last[key] for key in sorted(last)]


def positive(links: Iterable[Link], *kinds: LinkKind) -> list[Link]:
    """The links that join claims, of these kinds or of all."""
    return [link for link in judged(links) if link.judgement is Judgement.POSITIVE and (not kinds or link.kind in kinds)]


def once(claims: Iterable[Told]) -> list[Told]:
    """Each claim once, in the order in which their loci entered: of copies of a letter the one that came first.

    Of rows with one case number, and of records of one id, it is the one that came last: a later version corrects the earlier one.
    """
    found: dict[str, Told] = {}
    for told in sorted(claims, key=lambda t: (t.entry, t.locus, t.received, t.document, t.claim.id)):
        if told.locus not in found or _other_words(told, found[told.locus]):
            found[told.locus] = told
    return list(found.values())


def _other_words(told: Told, former: Told) -> bool:
    """True for another version of one row or record; copies of a letter say the same at one locus."""
    return told.claim.anchor.quote.split() != former.claim.anchor.quote.split()


def incidents_of(claims: Iterable[Told], links: Iterable[Link]) -> tuple[Incident, ...]:
    """Every claim in its incident, in the order in which the incidents' oldest claims entered.

    An incident has the id that its oldest claim founded; the ids of its other claims are aliases. So an id lasts: what joins
    an older incident becomes an alias of it, and what is parted again has its former id. A link through a claim that is no
    longer read still joins the others.
    """
    listed = once(claims)
    sets = Sets()
    for link in positive(links, LinkKind.SAME):
        sets.join(link.first, link.second)
    members: dict[str, list[str]] = defaultdict(list)
    for told in listed:
        members[sets.find(told.locus)].append(told.locus)
    return tuple(Incident(incident_id(loci[0]), tuple(loci), tuple(incident_id(locus) for locus in loci[1:])) for loci in members.values())


def components(incidents: Iterable[Incident], links: Iterable[Link]) -> tuple[tuple[Incident, ...], ...]:
    """Incidents that links of any kind hold together, each group in the order given."""
    sets = Sets()
    for link in positive(links):
        sets.join(link.first, link.second)
    listed = list(incidents)
    for incident in listed:
        for locus in incident.claims[1:]:
            sets.join(incident.claims[0], locus)
    groups: dict[str, list[Incident]] = defaultdict(list)
    for incident in listed:
        groups[sets.find(incident.claims[0])].append(incident)
    return tuple(tuple(group) for group in groups.values())


def disputed(links: Iterable[Link]) -> list[Link]:
    """Links judged not to be `same` whose claims other links join all the same: one of the judgements is wrong."""
    listed = list(links)
    sets = Sets()
    for link in positive(listed, LinkKind.SAME):
        sets.join(link.first, link.second)
    return [
        link
        for link in judged(listed)
        if link.kind is LinkKind.SAME and link.judgement is Judgement.NEGATIVE and sets.find(link.first) == sets.find(link.second)
    ]
