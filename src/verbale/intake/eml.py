"""E-mail: the lines of its head that tell who wrote to whom, and its body; attachments are sources of their own (`sources`)."""

from __future__ import annotations

import email
import email.policy
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, cast

from verbale.intake.html import write_page
from verbale.intake.plain import encoding_problem
from verbale.intake.writing import TextBuilder
from verbale.model.documents import Method, Rendition
from verbale.model.problems import Code, IntakeError, Problem
from verbale.text.encodings import decode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

READER = "e-mail 1"
_FIELDS = ("From", "To", "Cc", "Date", "Subject")
_PARTS = 1000


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file sent with an e-mail: its name and its bytes."""

    name: str
    data: bytes


def read(data: bytes, name: str) -> Rendition:
    """The head lines and the body of the e-mail `data`; `name` is used in messages only.

    Raises:
        IntakeError: `intake.damaged` when it is no e-mail.
    """
    message = _parse(data, name)
    builder = TextBuilder()
    for title in _FIELDS:
        text = " ".join(_header(message, title).split())
        if text:
            builder.gap("\n")
            builder.note(f"{title}: ")
            builder.add(text, f"header/{title.lower()}", 0, "mail header")
    builder.gap("\n\n")
    problems: tuple[Problem, ...] = ()
    body = _body(message)
    if body is not None:
        text, encoding, guessed = decode(_payload(body), body.get_content_charset() or "")
        if guessed:
            problems = (encoding_problem(encoding, name),)
        if body.get_content_type() == "text/html":
            write_page(builder, text.replace("\x00", "\ufffd"), "body")
        else:
            builder.add(text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd").rstrip(), "body", 0)
    title = " ".join(_header(message, "Subject").split())
    return replace(builder.rendition(sha256(data).hexdigest(), READER, Method.MARKUP, title), problems=problems)


def attachments(data: bytes, name: str) -> Iterator[Attachment]:
    """The files sent with the e-mail `data`, in order; pictures that belong to the body's layout are left out."""
    message = _parse(data, name)
    body = _body(message)
    for number, part in enumerate(_leaves(message)):
        if number >= _PARTS:
            return
        if part is body or part.is_multipart():
            continue
        kind, file = part.get_content_maintype(), part.get_filename()
        if not file and (kind in {"text", "image"} or part.get_content_disposition() != "attachment"):
            continue
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0)
            yield Attachment(str(file or "message.eml"), bytes(cast("EmailMessage", inner)))
        else:
            yield Attachment(str(file or f"attachment {number}"), _payload(part))


def _parse(data: bytes, name: str) -> EmailMessage:
    try:
        return email.message_from_bytes(data, policy=email.policy.default)
    except (ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError):
        raise IntakeError(Code.DAMAGED, "the e-mail is damaged", name, "Save it anew from the mail program.") from None


def _header(message: EmailMessage, title: str) -> str:
    try:
        return str(message[title] or "")
    except (ValueError, LookupError, TypeError, AttributeError, IndexError):  # the parser of header values gives up on some
        return ""


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts of the message that hold content; an attached message is one part, not taken apart."""
    if message.get_content_maintype() == "multipart" and message.is_multipart():
        for part in cast("list[EmailMessage]", message.get_payload()):
            yield from _leaves(part)
    else:
        yield message


def _body(message: EmailMessage) -> EmailMessage | None:
    texts = [
        p for p in _leaves(message) if p.get_content_maintype() == "text" and p.get_content_disposition() != "attachment" and not p.get_filename()
    ]
    for kind in ("text/plain", "text/html"):
        for part in texts:
            if part.get_content_type() == kind and _payload(part).strip():
                return part
    return None


def _payload(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
