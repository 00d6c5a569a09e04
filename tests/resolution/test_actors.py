"""Names that mean one party, and names that do not; lists of parties that people bring."""

from __future__ import annotations

import pytest

from verbale.model import Perpetrator, PerpetratorRole, UsageError
from verbale.names import state_of
from verbale.resolution.actors import NO_LIST, Parties, Party, actor_key, keys_of, load_parties, shipped_parties

LIST = '[[party]]\nname = "Velt Front"\nkind = "armed group"\naliases = ["VF", "Front of the Velt"]\n[[party]]\nname = "Coastal Coalition"\nkind = "coalition"\n'


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("French armed forces", "France"),
        ("the Government of Norway", "Norwegian military"),
        ("so-called Velt Front", "the Velt Front"),
        ("Peruvian regime", "Peru"),
        ("Oslo", "Norway"),
        ("French-led coalition", "the so-called international coalition led by France"),
        ("U.S.-led Coalition", "coalition led by the United States of America"),
        ("coalition menée par la France", "the French-led military coalition"),
    ],
)
def test_one_party(one, other):
    assert actor_key(one) == actor_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Velt forces", "Sarn forces"), ("French-led coalition", "France"), ("Norway", "Sweden"), ("French-led coalition", "Norwegian-led coalition")],
)
def test_two_parties(one, other):
    assert actor_key(one) != actor_key(other)


def test_the_coalition_with_the_state_that_leads_it_is_the_coalition_so_led():
    def keys(*named):
        return keys_of([Perpetrator(name, role) for name, role in named], NO_LIST)

    direct, leads = PerpetratorRole.DIRECT, PerpetratorRole.LEADS
    told = keys(("international coalition", direct), ("Norway", leads))
    assert actor_key("Norwegian-led coalition") in told
    assert actor_key("French-led coalition") not in told
    assert keys(("international coalition", direct)) == ("international coalition",), "nobody is told to lead it"
    assert keys(("Velt Front", direct), ("Norway", leads)) == (actor_key("Velt Front"), "NOR")


@pytest.mark.parametrize(
    ("name", "text"), [("p.toml", LIST), ("p.csv", "name,kind,aliases\nVelt Front,armed group,VF|Front of the Velt\nCoastal Coalition,coalition,\n")]
)
def test_a_list_of_ones_own(tmp_path, name, text):
    (tmp_path / name).write_text(text, encoding="utf-8")
    parties = load_parties(tmp_path / name)
    assert parties.key("the so-called VF") == parties.key("Velt Front") == parties.key("Front of the Velt")
    assert parties.key("Coastal Coalition") != parties.key("Velt Front")
    assert parties.key("French army") == actor_key("France")


@pytest.mark.parametrize(("name", "text"), [("p.toml", "party = 3"), ("p.toml", "="), ("p.csv", "who\nx\n"), ("p.csv", "name,kind\nx,villain\n")])
def test_what_is_no_list_is_told(tmp_path, name, text):
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError):
        load_parties(tmp_path / name)


def test_no_list_and_a_name_of_two():
    with pytest.raises(UsageError):
        load_parties("nowhere.csv")
    with pytest.raises(UsageError, match="names both"):
        Parties((Party("Velt Front", aliases=("F",)), Party("Sarn Front", aliases=("F",))))


ONE_PARTY = [
    ("ISIL", "Da'esh", "Daesh", "IS", "Islamic State in Iraq and the Levant", "the so-called Islamic State", "داعش"),
    ("Hamas", "Hamas (Islamic Resistance Movement)", "the Islamic Resistance Movement", "حماس"),
    ("Hizbullah", "Hezbollah", "حزب الله"),
    ("Houthis", "the Houthi forces", "Ansar Allah"),
    ("IDF", "Israel Defence Forces"),
    ("FARC-EP", "Fuerzas Armadas Revolucionarias de Colombia"),
    ("CJTF-OIR", "Operation Inherent Resolve"),
    ("UCDP GED", "Uppsala Conflict Data Program"),
    ("Air Wars", "Airwars"),
    ("NATO", "North Atlantic Treaty Organization"),
]


@pytest.mark.parametrize("names", ONE_PARTY)
def test_names_that_come_with_the_program(names):
    assert len({shipped_parties().key(name) for name in names}) == 1
    assert len({shipped_parties().key(group[0]) for group in ONE_PARTY}) == len(ONE_PARTY)


@pytest.mark.parametrize("name", ["France", "French army", "Velt Front", "the coalition", "U.S.-led Coalition", "rebels", "SLA"])
def test_what_does_not_come_with_it_is_left_alone(name):
    assert shipped_parties().key(name) == NO_LIST.key(name)


def test_no_state_is_listed_as_another_party():
    assert [name for party in shipped_parties().listed for name in party.every if state_of(name)] == []


def test_a_list_of_ones_own_goes_before():
    shipped = Parties((Party("Velt Front", aliases=("VF", "Front of the Velt")), Party("Sarn Front")))
    joined = shipped.with_own(Parties((Party("The Two Fronts", aliases=("VF", "Sarn Front")),)))
    assert len({joined.key(name) for name in ("Two Fronts", "VF", "Velt Front", "Front of the Velt", "Sarn Front")}) == 1
    parted = shipped.with_own(Parties((Party("VF"), Party("Front of the Velt"))))
    assert len({parted.key(name) for name in ("VF", "Velt Front", "Front of the Velt", "Sarn Front")}) == 4
    assert shipped.with_own(NO_LIST).listed == shipped.listed
