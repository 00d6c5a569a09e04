"""Drawings of an incident: what is written in them can be read."""

import re

from verbale.web.drawing import DISCLAIMER, MapPoint, place_map


def lines_of(drawing):
    return [(float(x), float(y), words) for x, y, words in re.findall(r'<text class="[^"]*" x="([^"]*)" y="([^"]*)">([^<]*)</text>', drawing)]


def test_the_disclaimer_is_whole_and_no_word_is_cut():
    lines = [words for _, _, words in lines_of(place_map([MapPoint("Talat", 10, 20, 3, "Belmora")]))]
    assert f"{DISCLAIMER} Coast lines: Natural Earth." in " ".join(lines)


def test_names_of_neighbours_do_not_stand_on_each_other():
    points = [MapPoint(f"Village {n}", 10 + n / 100, 20, 3, "Belmora") for n in range(4)]
    at = [y for _, y, words in lines_of(place_map(points)) if words.startswith("Village")]
    assert all(abs(one - other) > 12 for n, one in enumerate(at) for other in at[:n])
