"""The note that tells when a document was issued again, in six languages, and what is no such note."""

from datetime import date

import pytest

from verbale.structure.forms import forms_of
from verbale.structure.reissues import reissued_on

NOTES = [
    ("en", "* Reissued for technical reasons on 6 March 2031.", 1, date(2031, 3, 6)),
    ("en", "* Reissued for technical reasons on 6 March 2031.\n** Second reissue for technical reasons (9 March 2031).", 2, date(2031, 3, 9)),
    ("en", "* Second reissue for technical\nreasons (9 March 2031).", 1, date(2031, 3, 9)),
    ("fr", "* Nouveau tirage pour raisons techniques (6 mars 2031).", 1, date(2031, 3, 6)),
    ("es", "* Publicado nuevamente por razones técnicas el 6 de marzo de 2031.", 1, date(2031, 3, 6)),
    ("ru", "* Переиздано по техническим причинам 6 марта 2031 года.", 1, date(2031, 3, 6)),
    ("ar", "* أعيد إصدارها لأسباب فنية في 6 آذار/مارس 2031.", 1, date(2031, 3, 6)),
    ("zh", "* 由于技术原因于2031年3月6日重新印发。", 1, date(2031, 3, 6)),
    ("en", "* Reissued for technical reasons.", 1, None),
    ("en", "* Previously issued under the symbol S/2031/9 of 6 March 2031.", 1, None),
    ("en", "The text was reissued on 6 March 2031.", 1, None),
]


@pytest.mark.parametrize(("language", "note", "asterisks", "day"), NOTES)
def test_the_day_of_the_note(language, note, asterisks, day):
    text = f"S/2031/8{'*' * asterisks}\n1 March 2031\n\nOn 2 March 2031 nothing happened.\n\n{note}\n"
    assert reissued_on(text, asterisks, forms_of(language)) == day
