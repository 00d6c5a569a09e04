"""Templates of dates: what they compile to, and that a wrong one is refused with its reason."""

from __future__ import annotations

import re

import pytest

from verbale.grammar.templates import parse_template
from verbale.model import GrammarError

CHARS = {"day": "dD", "month": "m", "year": "y", "=of": "o", "=,": ",", "=(": "(", "break": "b"}


def charset(sense):
    return CHARS.get(sense, "")


def matches(template, chars, at=0):
    compiled = re.compile(parse_template(template, {"dm": "{day}[of]{month}"}).regex(charset))
    found = compiled.match(chars, at)
    return found.group() if found else None


@pytest.mark.parametrize(
    ("template", "chars", "at", "found"),
    [
        ("{day}[of]{month}[[,]{year}]", "dom,yx", 0, "dom,y"),
        ("{day}[of]{month}[[,]{year}]", "Dm,", 0, "Dm"),
        ("({day}|{month}){year}", "my", 0, "my"),
        ("{{dm}}{year}", "domy", 0, "domy"),
        ("<of>{month}", "om", 1, "m"),
        ("<of>{month}", "dm", 1, None),
        ("<!of>{month}", "om", 1, None),
        ("{month}<!{year}|{day}>", "md", 0, None),
        ("{month}<{year}|{break}>", "m", 0, "m"),
        ("{month}<{year}>", "m", 0, None),
    ],
)
def test_template(template, chars, at, found):
    assert matches(template, chars, at) == found


def test_first_tells_every_beginning():
    assert parse_template("[of]({day}|{month}){year}", {}).first(charset) == {"o", "d", "D", "m"}
    assert parse_template("<of>{month}", {}).first(charset) == {"m"}


@pytest.mark.parametrize("template", ["{day", "[{day}", "{day})", "{nosuch}", "{{nosuch}}", "<of {day}>{month}", "{day}]"])
def test_a_wrong_template_is_refused(template):
    with pytest.raises(GrammarError):
        parse_template(template, {}).regex(charset)
