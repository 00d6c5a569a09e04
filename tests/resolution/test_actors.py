"""Names that mean one party, and names that do not; lists of parties that people bring."""

from __future__ import annotations

import pytest

from verbale.model import UsageError
from verbale.resolution.actors import Parties, Party, actor_key, load_parties

LIST = '[[party]]\nname = "Velt Front"\nkind = "armed group"\naliases = ["VF", "Front of the Velt"]\n[[party]]\nname = "Coastal Coalition"\nkind = "coalition"\n'


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("French armed forces", "France"),
        ("the Government of Norway", "Norwegian military"),
        ("so-called Velt Front", "the Velt Front"),
        ("Peruvian regime", "Peru"),
    ],
)
def test_one_party(one, other):
    assert actor_key(one) == actor_key(other)


@pytest.mark.parametrize(("one", "other"), [("Velt forces", "Sarn forces"), ("French-led coalition", "France"), ("Norway", "Sweden")])
def test_two_parties(one, other):
    assert actor_key(one) != actor_key(other)


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
