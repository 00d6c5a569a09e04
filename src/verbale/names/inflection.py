"""Written forms that a name takes inside a sentence: the cases of Russian, the joined article of Arabic."""

from __future__ import annotations

# Ends of Russian nouns and adjectives in the nominative, longest first, and what stands in their place in other cases.
_NOUN_ENDS = (
    ("ия", ("ии", "ию", "ией")),
    ("ья", ("ьи", "ью", "ьей")),
    ("ание", ("ания", "анию", "анием", "ании")),
    ("ство", ("ства", "ству", "ством", "стве")),
    ("ния", ("ний", "ниям", "ниями", "ниях")),
    ("ка", ("ки", "ке", "ку", "кой")),
    ("га", ("ги", "ге", "гу", "гой")),
    ("а", ("ы", "е", "у", "ой")),
    ("я", ("и", "е", "ю", "ей")),
    ("й", ("я", "ю", "ем", "е", "и")),
    ("ь", ("я", "ю", "ем", "е", "и", "ью")),
    ("ы", ("ов", "", "ам", "ами", "ах")),
)
_ADJECTIVE_ENDS = (
    ("ская", ("ской", "скую")),
    ("цкая", ("цкой", "цкую")),
    ("ная", ("ной", "ную")),
    ("вая", ("вой", "вую")),
    ("жая", ("жой", "жую")),
    ("ское", ("ского", "скому", "ским", "ском")),
    ("ное", ("ного", "ному", "ным", "ном")),
    ("ский", ("ского", "скому", "ским", "ском")),
    ("ный", ("ного", "ному", "ным", "ном")),
    ("той", ("того", "тому", "тым", "том")),
    ("ные", ("ных", "ным", "ными")),
    ("ские", ("ских", "ским", "скими")),
)
_CONSONANT_CASES = ("а", "у", "ом", "е")
_UNCHANGED = ("о", "и", "е", "у", "э", "ю")


def russian_cases(form: str) -> set[str]:
    """`form` in the cases other than the nominative: its leading adjectives and first noun change, the rest stays.

    Rules by ends, not a dictionary: some forms made are not words, and then match nothing. Cases are kept in step by their
    place only for one word; several words are combined freely, which costs forms but never a wrong name.
    """
    words = form.split(" ")
    if "(" in form or not form.isprintable():
        return set()
    made = [""]
    for at, word in enumerate(words):
        choices = _adjective(word)
        if choices:
            made = [f"{head}{choice} " for head in made for choice in choices]
            continue
        rest = " ".join(words[at + 1 :])
        return {f"{head}{noun} {rest}".strip() for head in made for noun in _noun(word)}
    return {head.strip() for head in made}


def _adjective(word: str) -> tuple[str, ...]:
    head, hyphen, tail = word.rpartition("-")
    for end, cases in _ADJECTIVE_ENDS:
        if tail.endswith(end) and len(tail) > len(end) + 1:
            return tuple(f"{head}{hyphen}{tail.removesuffix(end)}{case}" for case in cases)
    return ()


def _noun(word: str) -> tuple[str, ...]:
    for end, cases in _NOUN_ENDS:
        if word.endswith(end):
            return tuple(word.removesuffix(end) + case for case in cases)
    if word.endswith(_UNCHANGED):
        return (word,)
    return tuple(word + case for case in _CONSONANT_CASES)


def arabic_joined(form: str) -> set[str]:
    """`form` with its article taken into the preposition li- (للجزائر for ل + الجزائر); empty when it has none."""
    return {"لل" + form[2:]} if form.startswith("ال") else set()
