"""The words by which documents are cited, from `lexicons/<language>/citations.toml`, ready for finding."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from ahocorasick_rs import AhoCorasick, MatchKind

from verbale.grammar.files import read_file

LANGUAGES: Final = ("en", "fr", "es", "ru", "ar", "zh")
_SIGNS: Final = (",", ";", "،", "؛", "、", "，", "–", "-")
_FULL_STOP = r"\.(?!\w|[,)]|\s+[a-zß-öø-ÿа-яё(])"  # not that of "a.i. of the Mission" or "2031 г. (S/2031/9)"
WITHIN: Final = rf"(?:(?!{_FULL_STOP})[^;\n]|\n(?!\s*\n))"
"""One character of a sentence, over a line's end too."""
_UNBROKEN = rf"(?:(?!{_FULL_STOP})[^;,،，()（）\n]|\n(?!\s*\n))"


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word found says: `tag` is slash, paren, kind, body, relation, again or treaty; `value` the kind, body or name."""

    tag: str
    value: str = ""
    body: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon of one language, compiled.

    `finder` finds the words of `senses` (same order); the patterns match after, or end before, a word found.
    """

    language: str
    finder: AhoCorasick
    senses: tuple[Sense, ...]
    joins: tuple[str, ...]
    sections: dict[str, str]
    sessions: dict[str, str]
    months: dict[str, int]
    bare: re.Pattern[str]
    more_bare: re.Pattern[str]
    number: re.Pattern[str]
    not_bare: re.Pattern[str]
    year_after: re.Pattern[str]
    plain_date: re.Pattern[str]
    next_date: re.Pattern[str]
    dated: re.Pattern[str]
    dated_far: re.Pattern[str] | None
    sent_on: re.Pattern[str] | None
    corrected: re.Pattern[str] | None
    body_gap: re.Pattern[str]
    body_after: re.Pattern[str]
    body_between: re.Pattern[str]
    including: re.Pattern[str]
    not_after: re.Pattern[str]
    session_before: re.Pattern[str]
    lettered: re.Pattern[str] | None
    section: re.Pattern[str]
    author: re.Pattern[str] | None
    owners: dict[str, str]
    possessor: re.Pattern[str] | None
    sender: re.Pattern[str] | None
    undated: re.Pattern[str]
    undated_by: re.Pattern[str] | None
    issued: re.Pattern[str]
    articles: re.Pattern[str] | None
    articles_after: re.Pattern[str] | None


def tell(text: str) -> str:
    """The language of `text` among the six, told by script, then by the marks that the lexicons name; "en" when nothing tells."""
    sample = text[:3000]
    best, most = "en", 0
    for language, marks in _marks(ascii_only=sample.isascii()):
        if (count := sum(map(sample.count, marks))) > most:
            best, most = language, count
    return best


@cache
def _marks(*, ascii_only: bool) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The marks of each language; for a text in ASCII only those that it can hold."""
    every = ((language, _table(language)["marks"]) for language in LANGUAGES)
    return tuple((language, kept) for language, marks in every if (kept := tuple(m for m in marks if m.isascii() or not ascii_only)))


def any_of(words: list[str]) -> str:
    """A pattern of these words, longest first, any white space for a space; it never matches when there are none."""
    if not words:
        return r"(?!)"
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True)) + ")"


@cache
def _table(language: str) -> dict[str, Any]:
    return read_file(language, "citations")


@cache
def words(language: str) -> Words:
    """The compiled words of a language.

    Raises:
        GrammarError: if the language has no such lexicon.
    """
    table = _table(language)
    finder, senses = _finder(table)
    said = table["words"]
    joins = any_of([*said["and"], *said["to"], *_SIGNS])
    of, dated = any_of(said["of"]), any_of(said["dated"])
    date, months = _dates(table)
    number = any_of(said["number"])
    return Words(
        language=language,
        finder=finder,
        senses=senses,
        joins=(*said["and"], *said["to"], *said["number"], *_SIGNS, "(", "：", ":"),
        sections={form: letter for letter, forms in table.get("sections", {}).items() for form in forms},
        sessions={form: prefix for prefix, forms in table.get("sessions", {}).items() for form in forms},
        months=months,
        bare=re.compile(rf"[^\W\d_]{{0,6}}\s*(?:{number}\s*)?(?=\d)((?:\d{{1,4}}\s*{joins}\s*)*)(\d{{1,4}})"),
        more_bare=re.compile(rf"\s*{joins}\s*(\d{{3,4}})(?=[,.;:)]|\s+{joins}|\s+{of}|$)"),
        number=re.compile(number),
        not_bare=_not_bare(table),
        year_after=re.compile(rf"\s+{any_of(said['year_of'])}\s+((?:19|20)\d\d)(?![\w/])"),
        plain_date=_plain_date(table),
        next_date=re.compile(rf"(?:\s*\([^()\n]{{3,80}}\))?(?:\s*{joins})+\s*(?:{dated}\s+)?{date}", re.IGNORECASE),
        dated=re.compile(rf"[^\W\d_]{{0,6}}(?:\s+{any_of(said['addressed'])})?[\s,(]*(?:{dated}\s*)?{date}", re.IGNORECASE),
        dated_far=_dated_far(table, date),
        sent_on=_sent_on(said, date),
        corrected=_corrected(table),
        body_gap=re.compile(rf"(?!\s+{any_of(said['and'])}\s)[^,.;()\n\d،؛]{{0,28}}"),
        body_after=re.compile(rf"(?:\s*\(\d*\))?[\s,]*(?:(?:{dated}\s*)?{_unnamed(date)}(?:\s*(?:года|г\.))?[\s,]*)?(?:{of}\s*)?", re.IGNORECASE),
        body_between=re.compile(rf"[^\W\d_]{{0,6}}\s*(?:{of}\s*)?", re.IGNORECASE),
        not_after=re.compile(rf"\s*{any_of(said['not_after'])}"),
        including=re.compile(
            any_of(said["including"]) if language == "zh" else rf"(?<!\w){any_of(said['including'])}\s*(?:\S{{1,4}}\s+){{0,2}}\S{{0,2}}$"
        ),
        lettered=_lettered(table),
        session_before=re.compile(rf"({any_of([form for forms in table.get('sessions', {}).values() for form in forms])})\s?[-‑–]$"),
        section=_section(table, of, dated),
        author=_author(table),
        owners={form.lower(): owner for owner, forms in table["authors"].items() for form in forms},
        possessor=_possessor(table),
        sender=_sender(said),
        undated=_undated(said),
        undated_by=_undated_by(said),
        issued=re.compile(rf"{any_of(said['issued_as'])}\s*$"),
        articles=_articles(table["treaties"], said),
        articles_after=_articles_after(language, table["treaties"], said),
    )


def _finder(table: dict[str, Any]) -> tuple[AhoCorasick, tuple[Sense, ...]]:
    senses: dict[str, Sense] = {"/": Sense("slash"), "(": Sense("paren"), "（": Sense("paren")}
    for kind, forms in table["kinds"].items():
        for form in forms:
            _add(senses, form, Sense("kind", kind))
    for body, forms in table["bodies"].items():
        for form in forms:
            _add(senses, form, Sense("body", body, whole=True))
    for form, (kind, body) in table["abbreviations"].items():
        senses[form] = Sense("kind", kind, body)
    for name, forms in table["relations"].items():
        for form in forms:
            for variant in (form, form[:1].upper() + form[1:]):
                senses.setdefault(variant, Sense("relation", name))
    for name, forms in table.get("again", {}).items():
        for form in forms:
            _add(senses, form, Sense("again", name, whole=True))
    for form in table["treaties"]["charter"]:
        senses[form] = Sense("treaty", "charter article")
    for form in table["treaties"]["treaty"]:
        senses[form] = Sense("treaty", "treaty article")
    return AhoCorasick(list(senses), matchkind=MatchKind.LeftmostLongest), tuple(senses.values())


def _add(senses: dict[str, Sense], form: str, sense: Sense) -> None:
    for variant in (form, form.lower(), form[:1].upper() + form[1:], form.title(), form.upper()):
        senses.setdefault(variant, sense)


def _unnamed(pattern: str) -> str:
    return re.sub(r"\?P<\w+>", "?:", pattern)


def _dates(table: dict[str, Any]) -> tuple[str, dict[str, int]]:
    """A pattern with the groups d, m, y (or m2, d2, y2 where the month stands first; y3, m3, d3 in Chinese), and the months' numbers."""
    said = table["dates"]
    months = {form.lower(): n for names in (said["months"], said["short"], said.get("third", [])) for n, form in enumerate(names, 1)}
    if not months:
        return r"(?:(?P<y3>(?:19|20)\d\d)年)?(?P<m3>\d{1,2})月(?P<d3>\d{1,2})日", months
    month, inner = any_of(list(months)), (rf"(?:{any_of(said['inner'])}\s+)?" if said["inner"] else "")
    day = rf"\d{{1,2}}(?:{any_of(said['ordinals'])})?" if said["ordinals"] else r"\d{1,2}"
    join = any_of([*table["words"]["and"], ","])
    days = rf"{day}(?:\s*{join}\s*{day})*"
    year = r"(?:19|20)\d\d(?!\d)"
    first = rf"(?P<d>{days})\s+{inner}(?P<m>{month})(?:\s*/\s*{month})?(?!\w)(?:,?\s+{inner}(?P<y>{year}))?"
    second = rf"(?P<m2>{month})\s+(?P<d2>{days})(?![\d/])(?:,?\s+(?P<y2>{year}))?"
    return rf"(?:{first}|{second})", months


def _plain_date(table: dict[str, Any]) -> re.Pattern[str]:
    """A date with its year in the language's usual form, month spelled as listed: day, month, year are the groups. Fast; the rest is `dated`."""
    said = table["dates"]
    names = any_of([*said["months"], *said["short"], *said.get("third", [])])
    inner = rf"(?:{any_of(said['inner'])}\s+)?" if said["inner"] else ""
    end = rf"(?!\s*(?:{any_of([*table['words']['and'], *table['words']['to']])}|-)\s*(?:{any_of(table['words']['dated'])}\s*)?\d{{1,2}}\s+{inner}{names})"
    return re.compile(
        rf"[\s,]*(?:{any_of(table['words']['dated'])}\s+)?(\d{{1,2}})\s+{inner}({names})(?:\s*/\s*{names})?,?\s+{inner}((?:19|20)\d\d)(?!\d){end}"
    )


def _dated_far(table: dict[str, Any], date: str) -> re.Pattern[str] | None:
    """A date said of a letter further on, with no other letter named between them."""
    words = table["words"]["dated_far"]
    if not words:
        return None
    other = any_of([form for kind in ("letter", "note verbale") for form in table["kinds"][kind]])
    return re.compile(rf"(?:(?!(?<!\w){other})(?:[^\n;]|\n(?!\s*\n))){{0,160}}?(?<!\w){any_of(words)}\s+{date}", re.IGNORECASE)


def _sent_on(said: dict[str, Any], date: str) -> re.Pattern[str] | None:
    """A sender and then the date: "letter of the representative of Belmora of 4 May", "note that Velt addressed to you on 4 May".

    Between them stand only names and words of office.
    """
    if not said.get("office"):
        return None
    name = _office_or_name(said)
    joining = [*said["from"], *said["of"], *said.get("sent_by", [])]
    told = "|".join(f"(?<= {re.escape(word)})" for word in joining if " " not in word)  # the kind's own words may end so: "the note which"
    joins = rf"(?:s?\s+{any_of(joining)}|{told})"
    ignored = re.sub(r"^\(\?:", "(?i:", date)
    sent = rf"(?:\s+{any_of(said['addressed'])})?"
    return re.compile(rf"{joins}\s+(?P<by>{name}(?:\s+{name}){{0,13}}?){sent},?\s+(?:{any_of(said['dated'])})\s+{ignored}")


def _corrected(table: dict[str, Any]) -> re.Pattern[str] | None:
    """Words after a citation by which the author corrects it: "my letter of 3 March (S/2031/9) should read"."""
    words = table.get("corrected", {}).get("after", [])
    return re.compile(rf"(?:\s*\([^()\n]{{1,60}}\))?\)?,?\s+{any_of(words)}") if words else None


def _section(table: dict[str, Any], of: str, dated: str) -> re.Pattern[str]:
    letter = any_of([form for forms in table.get("sections", {}).values() for form in forms] or []) + "|[A-ZА-В]"
    join = any_of([*table["words"]["and"], *table["words"]["to"]])
    after = r"\s" if table.get("sections") else rf"\s(?:{of}|{dated}|{join})\s|\s*\n"
    return re.compile(rf"\s?({letter})(?:\s?({join})\s?({letter}))?(?=\s?[,.;:)(،؛。，、；号和]|{after}|\s*$)")


def _lettered(table: dict[str, Any]) -> re.Pattern[str] | None:
    """A number and its section in words before a parenthesis, as in Arabic 217 ألف (د-3); `None` where sections are letters."""
    forms = [form for names in table.get("sections", {}).values() for form in names]
    return re.compile(rf"(?<![\d/.])(\d{{1,4}})\s?({any_of(forms)})\s?$") if forms else None


def _not_bare(table: dict[str, Any]) -> re.Pattern[str]:
    """What after a number tells that it does not stand alone: a slash, a parenthesis (perhaps after a section letter), a unit."""
    letters = any_of([form for forms in table.get("sections", {}).values() for form in forms])
    return re.compile(rf"\d|/|[.,]\d|\s?(?:(?:[A-ZА-В]|{letters})\s?)?[(（](?:\d{{4}}|[A-Z]|[^\W\d_]{{1,3}}\s?-\s?\d)|[^\W\d_]|\s?%|-\d")


def _author(table: dict[str, Any]) -> re.Pattern[str] | None:
    if not table["authors"]:
        return None
    names = [form for forms in table["authors"].values() for form in forms]
    return re.compile(rf"(?<!\w)(?i:({any_of(names)}))\s*(?:{any_of(table['between']['words'])}\s+){{0,4}}$")


def _possessor(table: dict[str, Any]) -> re.Pattern[str] | None:
    """Whose it is, by name: "Velt’s letter"."""
    openers = table["words"].get("openers")
    if not openers:
        return None
    name = rf"(?!{any_of(openers)}\s)[A-Z][\w-]*(?:\s+(?:{any_of(table['words']['of'])}\s+)?[A-Z][\w-]*){{0,4}}"
    return re.compile(rf"(?<![\w’'-])({name})(?:[’']s|(?<=s)[’'])\s+(?:{any_of(table['between']['words'])}\s+){{0,4}}$")


def _sender(said: dict[str, Any]) -> re.Pattern[str] | None:
    if not said["from"]:
        return None
    before = rf"(?:(?![(（]){WITHIN}|[(（][^()（）\n]{{0,60}}[)）])"
    apart = "".join(rf"(?<!{re.escape(word)} )" for word in said.get("instructed", []))  # "on instructions from my Government" tells no sender
    return re.compile(
        rf"{before}{{0,60}}?(?<!\w){apart}{any_of(said['from'])}\s+({_UNBROKEN}{{3,120}}?)\s*(?={any_of(said['from_ends'])}|[,(]|{_FULL_STOP})"
    )


def _undated(said: dict[str, Any]) -> re.Pattern[str]:
    """What may stand between a letter and the symbol that alone tells which: "letter S/2031/9", "letter from the President of Velt (S/2031/9)"."""
    whose = rf"(?:\s+[A-ZÀ-ÞА-ЯЁ][\w-]+|\s*{any_of(said['undated'])}(?!\w)(?:{_UNBROKEN}|,){{0,200}}?)?"
    return re.compile(rf"[^\W\d_]{{0,6}}{whose}(?:,?\s+{any_of(said['issued_as'])}\s*|\s*[(（\[]\s*|(?<!\w\s)\s{{0,3}})")


def _undated_by(said: dict[str, Any]) -> re.Pattern[str] | None:
    """The sender between a letter and its symbol, where the language lists words of office."""
    if not said.get("office"):
        return None
    name = _office_or_name(said)
    ends = rf"\s*(?:[(（,\[]|{any_of([*said['issued_as'], *said['from_ends']])})"
    return re.compile(rf"s?\s+{any_of([*said['from'], *said['of']])}\s+(?P<by>{name}(?:\s+{name}){{0,13}}?)(?={ends})")


def _office_or_name(said: dict[str, Any]) -> str:
    return rf"(?:[A-Z][\w’'.-]*|{any_of(said['office'])})"


def _articles(treaties: dict[str, Any], said: dict[str, Any]) -> re.Pattern[str] | None:
    if not treaties["article"]:
        return None
    numeral = r"\d{1,3}(?:\s?\(\d{1,2}\))?"
    join = any_of([*said["and"], *said["to"], ",", "،", "-"])
    paragraph = rf"(?:,?\s+{any_of(treaties['paragraph'])}\s+{numeral}(?:\s*{join}\s*{numeral})*)?"
    return re.compile(
        rf"(?<!\w){any_of(treaties['article'])}\s+({numeral}(?:\s*{join}\s*{numeral})*)\s*(?:\([a-z]\)\s*)?{paragraph},?[^\d\n.;]{{0,40}}$"
    )


def _articles_after(language: str, treaties: dict[str, Any], said: dict[str, Any]) -> re.Pattern[str] | None:
    """Articles told after the treaty: "the Convention on the Rights of the Child, article 38", 《宪章》第五十一条."""
    if language == "zh":
        return re.compile(r"》?(?:第?[一二三四五六七八九十百零\d]{1,6}条[、和及至]?)*第?[一二三四五六七八九十百零\d]{1,6}条")
    if not treaties["article"]:
        return None
    numeral = r"\d{1,3}(?:\s?\(\d{1,2}\))?"
    join = any_of([*said["and"], *said["to"], "،", "-"])
    return re.compile(rf"(?:[^\d\n.;(),]{{0,70}}(?:,\s+|\s+\(\s*)|\s+){any_of(treaties['article'])}\s+{numeral}(?:\s*{join}\s*{numeral})*")
