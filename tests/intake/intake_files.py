"""Makes the files that the tests of intake read: PDF by typst, DOCX by python-docx or by hand, e-mails, archives."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import docx
import typst

LETTER = (
    "I have the honour to inform you that, on Sunday, 3 March 2019, warplanes of Belmora bombed homes in the villages of Orvel"
    " and Tamsk in the eastern countryside of Dorr governorate, killing 29 civilians and injuring dozens of others, the majority of"
    " whom were women and children. The Government of Arvania calls upon the Security Council to put an end to such acts."
)


def pdf(body: str, *, width: str = "595pt", height: str = "842pt", lead: str = "") -> bytes:
    """A PDF of the typst markup `body`."""
    page = f"#set page(width: {width}, height: {height}, margin: 72pt)\n#set text(size: 11pt, hyphenate: false)\n"
    return typst.compile((page + lead + body).encode())


def letter_pdf() -> bytes:
    """A letter of two pages as the United Nations set them: masthead, title, numbered paragraphs, note, table, page furniture."""
    head = "#set page(footer: context [#counter(page).display()/2 #h(1fr) 19-04321], header: context { if counter(page).get().first() > 1 [S/2019/911] })\n"
    mast = (
        "#text(size: 14pt)[United Nations] #h(1fr) #text(size: 20pt)[S]/2019/911\n\n#line(length: 100%)\n"
        "#grid(columns: (2fr, 1fr), text(size: 20pt)[*Security Council*], [Distr.: General \\ 5 March 2019 \\ Original: English])\n#v(20pt)\n"
        "#text(size: 14pt)[*Letter dated 4 March 2019 from the Permanent Representative of Arvania to the United Nations addressed to the President of"
        " the Security Council*]\n\n"
    )
    table = "#table(columns: (1fr, 2fr, 1fr), stroke: none, [Date],[Place],[Killed], [1 March],[Orvel, near the old mill on the river and the school],[4], [2 March],[Tamsk],[11])\n"
    many = "\n\n".join(f"The {word} paragraph tells what happened. {LETTER}" for word in ("first", "second", "third", "fourth", "fifth"))
    note = LETTER + " They killed 29#footnote[See document S/2019/152, annex.] and wounded 12 persons."
    return pdf(f"{mast}{note}\n\n{table}\n\n{many}\n\n(Signed) Ana Dorn \\ Ambassador", lead=head)


def letter_docx() -> bytes:
    """A letter with a heading, a list, a table, a header and a footer."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "S/2019/911"
    document.add_heading("Letter dated 4 March 2019", level=1)
    document.add_paragraph(LETTER)
    document.add_paragraph("One home was burned.", style="List Number")
    document.add_paragraph("Two schools were shelled.", style="List Number")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip((c for row in table.rows for c in row.cells), ("Date", "Place", "3 March", "Orvel"), strict=True):
        cell.text = text
    document.add_paragraph("Accept, Sir, the assurances of my highest consideration.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def raw_docx(body: str, **parts: str) -> bytes:
    """A DOCX with the WordprocessingML `body` and further parts (`footnotes="..."`)."""
    document = body if body.startswith(("<?xml", "<!DOCTYPE")) else f"<w:document {W}><w:body>{body}</w:body></w:document>"
    return zipped({"[Content_Types].xml": _TYPES, "word/document.xml": document} | {f"word/{name}.xml": xml for name, xml in parts.items()})


def zipped(files: dict[str, str | bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of `files`, packed or (`zipfile.ZIP_STORED`) as they are."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def mail(body: str = LETTER, *, html: str = "", attach: dict[str, bytes] | None = None) -> bytes:
    """An e-mail with a body and attachments."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "mission@arvania.example", "registry@example.org", "Letter of 4 March"
    message["Date"] = "Mon, 04 Mar 2019 10:00:00 +0000"
    message.set_content(body)
    if html:
        message.add_alternative(html, subtype="html")
    for name, data in (attach or {}).items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Letter to the Council | Mission of Arvania</title>
<style>p {{ color: red }}</style><script>document.write("<p>Never read</p>")</script></head><body class="page">
<a class="skip" href="#main">Skip to content</a>
<header id="top"><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li><li><a href="/visa">Visa services</a></li></ul></nav></header>
<div class="cookie-consent"><p>We use cookies to improve your visit.</p><button>Accept</button></div>
<div class="content"><h1>Letter dated 4&nbsp;March 2019</h1>
<p>{LETTER}</p><p>The Mission recalls document <a href="/s152">S/2019/152</a> and   its
annex.</p><ul><li>One home was <b>burned</b>.</li><li>Two schools were shelled.</li></ul>
<table><tr><th>Date</th><th>Place</th></tr><tr><td>3 March</td><td>Orvel</td></tr></table>
<p>Accept, Sir, the assurances<br>of my highest consideration.</p></div>
<div class="related-articles"><h2>Related</h2><ul><li><a href="/1">Minister visits port</a></li><li><a href="/2">Harvest festival</a></li>
<li><a href="/3">New embassy opens</a></li></ul></div>
<footer><p>Copyright Mission of Arvania</p></footer></body></html>"""
