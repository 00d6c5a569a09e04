"""Names of states, parties and persons, and the keys by which spellings of one name meet."""

from verbale.names.keys import key_and_skeleton, name_key, similar, skeleton
from verbale.names.states import StateHit, codes, find_states, readings_of, short_name, state_of
from verbale.names.table import NameSort, StateName, state_names, three_letters

__all__ = [
    "NameSort",
    "StateHit",
    "StateName",
    "codes",
    "find_states",
    "key_and_skeleton",
    "name_key",
    "readings_of",
    "short_name",
    "similar",
    "skeleton",
    "state_names",
    "state_of",
    "three_letters",
]
