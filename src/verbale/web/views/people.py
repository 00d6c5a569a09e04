"""Accounts and what they may see; levels of confidentiality; erasing; the ledger's head, to be noted elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.app.reviewing import set_level
from verbale.app.settings import now
from verbale.app.verifying import verify
from verbale.model import Code, UsageError
from verbale.web.access import Level, Role
from verbale.web.asking import Done, Page
from verbale.web.sight import KINDS
from verbale.web.views.letters import blind_documents

if TYPE_CHECKING:
    from verbale.model import Decision
    from verbale.register import VerifyReport
    from verbale.web.asking import Asked
    from verbale.web.desk import Account


@dataclass(frozen=True, slots=True)
class People:
    """The accounts; none while one person on this machine works alone."""

    accounts: tuple[Account, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LogIn:
    """The page to log in: where to go afterwards."""

    then: str


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """The ledger's head now, the last decisions, and what `verify` found when it was asked."""

    head: str
    at: str
    decisions: tuple[Decision, ...]
    report: VerifyReport | None


def log_in_page(asked: Asked) -> Page:
    """The form to log in."""
    return Page("login.html", "Log in", LogIn(own_path(asked.query.get("then", ""))))


def log_in(asked: Asked) -> Done:
    """Starts a session.

    Raises:
        UsageError: BAD_VALUE when name and password do not fit, or after too many wrong ones.
    """
    key = asked.house.desk.log_in(asked.form.get("name", "").strip(), asked.form.get("password", ""), asked.address)
    if key is None:
        raise UsageError(Code.BAD_VALUE, "name and password do not fit", "", "Try again, or ask an administrator for a new password.")
    return Done("", own_path(asked.form.get("then", "")), session=key)


def sign(asked: Asked) -> Done:
    """Keeps the name or pseudonym under which decisions are entered, where there are no accounts."""
    return Done(f"You decide as {asked.person()}", own_path(asked.form.get("back", "")))


def log_out(asked: Asked) -> Done:
    """Ends the session."""
    if asked.viewer.session:
        asked.house.desk.close_session(asked.viewer.session)
    return Done("", "/login", session="")


def own_path(given: str) -> str:
    """A path of our own, or the first page: no form leads elsewhere."""
    return given if given.startswith("/") and not given.startswith("//") and "\\" not in given else "/"


def people(asked: Asked) -> Page:
    """Everyone who has an account."""
    return Page("people.html", "People", People(tuple(asked.house.desk.accounts()), tuple(Role)))


def set_account(asked: Asked) -> Done:
    """Makes or changes an account. The first one is an administrator's; with it, working alone ends.

    Raises:
        UsageError: as `Desk.set_account`.
    """
    form = asked.form
    try:
        role = Role(form.get("role", ""))
    except ValueError:
        raise UsageError(Code.BAD_VALUE, "there is no such role", form.get("role", "")) from None
    name, first = form.get("name", "").strip(), not asked.house.desk.accounts()
    active = form.get("active", "yes") == "yes"
    asked.house.desk.set_account(name, role, form.get("password", ""), names=bool(form.get("names")), active=active)
    if first:
        return Done("The first account is made", "/people", session=asked.house.desk.open_session(name, name))
    return Done(f"Account of {name} set", "/people")


def restrict(asked: Asked) -> Done:
    """Sets how confidential a document, a claim or the source of a document is: a decision in the ledger.

    Raises:
        UsageError: BAD_VALUE.
    """
    form = asked.form
    kind, level = form.get("kind", ""), form.get("level", "")
    if kind not in KINDS or level not in set(Level):
        raise UsageError(Code.BAD_VALUE, f"{', '.join(KINDS)} have a level: {', '.join(Level)}", f"{kind} {level}")
    made = set_level(asked.house.register, kind, form.get("key", ""), level, by=asked.person(), reason=form.get("reason", ""))
    return Done(f"Level set: {level}", own_path(form.get("back", "")), body={"decision": made.id})


def ledger(asked: Asked) -> Page:
    """The head of the ledger, to be copied or printed; with `check=yes`, what verifying it gave."""
    report = verify(asked.house.register, asked.query.get("head") or None) if asked.query.get("check") else None
    hidden = asked.sight.hidden.claims | asked.sight.hidden.documents
    coded = {c.locus for document in blind_documents(asked) for c in asked.house.register.reading(document).reading.claims}
    listed = [d for d in asked.house.register.decisions()[-200:] if d.locus not in hidden]
    last = tuple(d for d in reversed(listed) if d.locus not in coded or d.person == asked.viewer.name)
    return Page("ledger.html", "Ledger", LedgerPage(asked.house.register.head(), now(), last[:50], report))


def erase(asked: Asked) -> Done:
    """Erases a document, or one victim's names, by an entry that says so; the ledger still verifies.

    Raises:
        UsageError: NOT_FOUND, BAD_VALUE without a reason.
    """
    form, register = asked.form, asked.house.register
    reason = form.get("reason", "").strip()
    if not reason:
        raise UsageError(Code.BAD_VALUE, "erasing has a reason", form.get("document", "") or form.get("claim", ""))
    if form.get("document"):
        register.erase_document(form["document"], asked.person(), reason)
        return Done("The document is erased", "/letters")
    register.erase_victim(form.get("claim", ""), asked.number("victim", 0), asked.person(), reason)
    return Done("The victim’s names are erased from the table of victims; the letter’s text still holds them", own_path(form.get("back", "")))
