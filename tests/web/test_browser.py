"""The whole way of a person in a real browser: from dropped files to an accepted claim, an incident and a table; every page without axe's complaints."""

import json
import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from verbale.register import open_register

ROOT = Path(__file__).resolve().parents[2]
LETTERS = ROOT / "examples" / "letters"
WIDTHS = (360, 800, 1440)
SHOTS = os.environ.get("VERBALE_SCREENSHOTS")
"""A folder that screenshots are written to, to be looked at."""


def shot(page, name):
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def address_of(page, base, name):
    return page.request.get(f"{base}/api/letters?words={name}").json()["documents"][0]["document"]


def test_from_dropped_files_to_an_accepted_claim_an_incident_and_a_table(served_empty, page):
    page.goto(served_empty)
    assert page.get_by_role("heading", level=1).inner_text().startswith("Who alleges what")
    page.set_input_files(
        "#files", [LETTERS / "belmora-2031-03-two-villages.txt", LETTERS / "velt-2031-04-denial.txt", LETTERS / "velt-2031-06-annex.pdf"]
    )
    assert "3 chosen" in page.locator(".chosen").inner_text()
    page.get_by_role("button", name="Read them").click()
    page.wait_for_url("**/uploads/*")
    page.get_by_role("link", name="See what they allege").wait_for(timeout=60_000)
    assert page.get_by_role("heading", level=1).inner_text() == "3 received, 3 read"
    shot(page, "upload")

    page.get_by_role("link", name="belmora-2031-03-two-villages.txt").click()
    page.get_by_label("Your name or pseudonym, to decide under").fill("N. Adeyo")
    page.get_by_role("button", name="Begin").click()
    page.keyboard.press("j")
    figure = page.locator(".beside button.value", has_text="31 civilians")
    figure.click()
    assert page.locator(".text .m.toll.lit").first.inner_text() == "31 civilians"
    page.locator("#why .why").wait_for()
    assert page.evaluate("document.querySelector('#why .why').getBoundingClientRect().bottom <= innerHeight"), "why it was read so is in sight"
    shot(page, "letter")
    page.keyboard.press("Escape")
    page.locator(".acts summary", has_text="Correct a value").click()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        form, card = (page.locator(name).first.bounding_box() for name in (".correct form", ".claim-card"))
        assert form["x"] + form["width"] <= card["x"] + card["width"], f"the form is wider than its card at {width}"
    page.locator(".acts summary", has_text="Correct a value").click()
    assert page.locator("#why .why").count() == 0
    page.keyboard.press("a")
    page.locator(".claim-card .state-verified").wait_for()

    page.get_by_role("link", name="What others say of it").click()
    page.get_by_text("Link with another claim").click()
    page.get_by_label("The other claim").fill("velt-2031-04-denial#1")
    page.get_by_label("stands to the other as").select_option("same")
    page.get_by_label("Reason", exact=True).fill("repeats the figure to deny it")
    page.get_by_role("button", name="Judge the link").click()
    page.get_by_role("columnheader", name="Velt").wait_for()
    shot(page, "incident")

    page.goto(f"{served_empty}/claims?place=Talat")
    with page.expect_download() as download:
        page.get_by_role("link", name="As a table (CSV)").click()
    table = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert table.startswith("document,symbol")
    assert "31 civilians" in table


def test_a_value_is_corrected_by_selecting_the_right_words(served, page, register_path):
    document = address_of(page, served, "belmora-2031-03")
    page.goto(f"{served}/letters/{document}")
    page.get_by_label("Your name or pseudonym, to decide under").fill("N. Adeyo")
    page.get_by_role("button", name="Begin").click()
    page.get_by_text("Correct a value").click()
    options = page.locator("form[action='/corrections'] option")
    injured = next(o.get_attribute("value") for o in options.all() if o.inner_text().startswith("injured: “dozens"))
    page.locator("form[action='/corrections'] select[name=choice]").select_option(value=injured)
    page.evaluate(
        """() => {
            const piece = [...document.querySelectorAll('.text [data-at]')].find((e) => e.textContent.includes('dozens'));
            const node = piece.firstChild, at = node.textContent.indexOf('dozens');
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + 6);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }"""
    )
    page.locator(".selection", has_text="Read from: “dozens”").wait_for()
    before = {name: page.locator(f"[name=value_{name}]").input_value() for name in ("number", "bound", "vague", "group")}
    assert before == {"number": "", "bound": "vague", "vague": "dozens", "group": "civilian"}, "the form starts with what was read"
    page.locator("[name=value_bound]").select_option("at least")
    page.locator("[name=value_number]").fill("24")
    page.locator("form[action='/corrections']").get_by_role("button", name="Correct").click()
    page.locator(".claim-card .value", has_text="“dozens” (at least").wait_for()
    with open_register(register_path) as register:
        made = register.decisions()[-1]
        toll = next(t for t in json.loads(made.value) if t["outcome"] == "injured")
        assert (made.person, toll["amount"]["words"], toll["amount"]["number"], toll["group"]) == ("N. Adeyo", "dozens", 24, "civilian")
        text = register.reading(document).reading.text
        start, end = toll["anchor"]["spans"][0]
        assert text[start:end] == "dozens"
        assert register.verify().intact
    page.get_by_role("button", name="undo").click()
    page.locator(".claim-card .value", has_text="dozens more").wait_for()


def test_words_on_the_page_of_a_pdf_light_up_their_values(served, page):
    document = address_of(page, served, "velt-2031-06-annex")
    page.route("**/pages/*", lambda _: None)  # pictures that have not come yet
    page.goto(f"{served}/letters/{document}")
    box = page.locator(".box.toll").first
    box.wait_for()
    sheet = page.locator(".sheet").first.bounding_box()
    assert sheet["height"] > sheet["width"], "the room of a page is there before its picture"
    keys = box.get_attribute("data-k").split(" ")
    box.click(force=True)
    lit = page.locator(f".beside [data-k='{keys[0]}'].lit")
    lit.wait_for()  # the click is answered a moment later on a busy machine
    assert lit.count() == 1
    shot(page, "pages")
    page.get_by_role("tab", name="Text").click()
    assert page.locator("#text").is_visible()


def test_words_of_the_letter_are_reached_and_asked_by_keyboard(served, page):
    page.goto(f"{served}/letters/{address_of(page, served, 'belmora-2031-03')}")
    words = page.locator(".text [data-k][tabindex='0']")
    assert words.count() == 1, "one stop for Tab, not hundreds"
    words.focus()
    for _ in range(60):
        if page.evaluate("document.activeElement.textContent") == "31 civilians":
            break
        page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "button"
    page.keyboard.press("Enter")
    page.locator(".beside button.value.lit", has_text="31 civilians").wait_for()
    page.locator("#why .why").wait_for()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.textContent") != "31 civilians"


def test_boxes_on_a_page_are_reached_by_keyboard_and_named(served, page):
    page.goto(f"{served}/letters/{address_of(page, served, 'velt-2031-06-annex')}")
    box = page.locator("#pages .box[tabindex='0']")
    box.wait_for()
    box.focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.className").startswith("box")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Enter")
    page.locator(".beside .lit").first.wait_for()


def test_right_words_are_selected_on_the_picture_of_a_page(served, page, register_path):
    document = address_of(page, served, "velt-2031-06-annex")
    page.goto(f"{served}/letters/{document}")
    page.get_by_label("Your name or pseudonym, to decide under").fill("N. Adeyo")
    page.get_by_role("button", name="Begin").click()
    page.locator(".correct summary").first.click()
    page.locator("#pages .words span").first.wait_for()
    assert page.get_by_role("tab", name="Pages").get_attribute("aria-selected") == "true"
    first, last = page.locator("#pages .words span").nth(3), page.locator("#pages .words span").nth(5)
    said = [page.locator("#pages .words span").nth(n).text_content().strip() for n in (3, 4, 5)]
    a, b = first.bounding_box(), last.bounding_box()
    page.mouse.move(a["x"] + 2, a["y"] + a["height"] / 2)
    page.mouse.down()
    page.mouse.move(b["x"] + b["width"] - 2, b["y"] + b["height"] / 2, steps=8)
    page.mouse.up()
    page.locator(".correct[open] .selection", has_text="Read from").wait_for()
    start, end = (int(page.locator(f".correct[open] [name={name}]").input_value()) for name in ("start", "end"))
    with open_register(register_path) as register:
        assert register.reading(document).reading.text[start:end].split() == said


def test_a_table_of_a_letter_has_columns_and_no_width_breaks_its_words(served_empty, page, tmp_path):
    rows = [("No.", "Date", "Place", "What happened", "Killed"), ("1", "1 March 2031", "Telmor", "Artillery of Velt shelled the marketplace", "4")]
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    letter = tmp_path / "table.html"
    letter.write_text(
        "<p>Letter dated 5 May 2031 from the Permanent Representative of Belmora to the United Nations addressed to the President of the Security Council</p>"
        f"<p>I have the honour to transmit a list of attacks by the army of Velt.</p><table>{table}</table>",
        encoding="utf-8",
    )
    page.goto(served_empty)
    page.set_input_files("#files", [letter])
    page.get_by_role("button", name="Read them").click()
    page.get_by_role("link", name="table.html").click(timeout=60_000)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"the page is wider than {width}"
        head, cell = (page.locator(f".rows {name}").nth(3).bounding_box() for name in ("th", "td"))
        assert head["x"] == cell["x"], "a cell stands under the name of its column"
        assert page.locator(".rows td").nth(3).evaluate("e => e.scrollWidth <= e.clientWidth"), f"a word leaves its cell at {width}"
    shot(page, "table")


def test_map_and_time_line_select_together_and_drop_nothing(served, page):
    page.goto(f"{served}/map")
    page.locator("#map[data-drawn=yes]").wait_for(timeout=30_000)
    found = page.request.get(f"{served}/api/map/spots").json()
    assert found["spots"]
    assert f"{found['without_place']} claims tell no place, {found['without_day']} no day" in page.locator("#beside").inner_text()
    bars = page.locator("#months button")
    assert sum(int(bar.get_attribute("aria-label").partition(": ")[2].split()[0]) for bar in bars.all()) == sum(n for _, n in found["months"])
    first, last = found["months"][0][0], found["months"][-1][0]
    assert bars.count() == int(last[:4]) - int(first[:4]) + 1, "years without a claim have their place on the line too"
    year = page.locator("#months button", has=page.locator("xpath=self::*[starts-with(@aria-label, '2031: ')]"))
    year.click()
    told = page.request.get(f"{served}/api/map/spots?first=2031-01-01&last=2031-12-31").json()
    page.locator("#chosen", has_text=f"2031-01-01 to 2031-12-31: {told['total']} claims").wait_for()
    assert page.locator("#beside h2").inner_text() == f"{len(told['spots'])} places"
    assert page.locator("#months button.out").count() == bars.count() - 1
    address = page.locator("#beside li a").first.get_attribute("href")
    assert "first=2031-01-01&last=2031-12-31" in address, "the last days of a month are of it"
    page.keyboard.press("Shift+ArrowRight")
    page.locator("#chosen", has_text="2031-01-01 to 2032-12-31").wait_for()
    page.keyboard.press("Escape")
    page.locator("#beside h2", has_text=f"{len(found['spots'])} places").wait_for()
    assert page.locator("#months button.out").count() == 0
    page.locator("#boundaries").check()
    assert "do not imply official endorsement" in page.locator("figcaption").first.inner_text()
    shot(page, "map")


def test_no_coast_line_leaps_over_the_map(served, page):
    page.goto(f"{served}/map")
    page.locator("#map[data-drawn=yes]").wait_for(timeout=30_000)
    rings = page.evaluate(
        """async () => {
            const { unrolled } = await import('/static/land.js');
            const plain = await (await fetch('/static/vendor/land-50m.json')).json();
            const shape = unrolled(topojson.feature(plain, plain.objects.land));
            const each = (shape.features ?? [shape]).flatMap((feature) => feature.geometry.coordinates.flat());
            return each.map((ring) => ({
                leap: Math.max(...ring.map((point, n) => (n ? Math.abs(point[0] - ring[n - 1][0]) : 0))),
                west: ring.reduce((most, point) => Math.min(most, point[0]), 999), east: ring.reduce((most, point) => Math.max(most, point[0]), -999),
                size: ring.length,
            }));
        }"""
    )
    assert len(rings) > 1000
    assert max(ring["leap"] for ring in rings) < 180
    largest = max(rings, key=lambda ring: ring["size"])
    assert (largest["west"] > -20, largest["east"] < 195) == (True, True), "Africa and Eurasia, from Dakar to the Bering Strait"


PAGES = (
    "/", "/letters", "/claims?text=children", "/incidents", "/map", "/requests", "/review", "/review?kind=unread", "/entries", "/codings", "/tables", "/people",
    "/ledger?check=yes", "/login", "letter", "letter/thread", "incident", "incident/sheet",
)  # fmt: skip

DRAWN = {"/map": "#map[data-drawn=yes]", "letter": ".box"}
"""What scripts add to a page after it is there."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_violates_what_axe_tests(served, chromium, scheme):
    context = chromium.new_context(color_scheme=scheme)
    page = context.new_page()
    letter = address_of(page, served, "velt-2031-06-annex")
    claim = page.request.get(f"{served}/api/letters/{letter}").json()["claims"][0]["locus"]
    axe, broken = Axe(), []
    for path in PAGES:
        address = path.replace("letter", f"/letters/{letter}", 1) if path.startswith("letter") else path
        address = path.replace("incident", f"/incidents/{claim}", 1) if path.startswith("incident") else address
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(served + address)
            if path in DRAWN:
                page.locator(DRAWN[path]).first.wait_for(timeout=30_000)
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if wide > 0:
                broken.append(f"{path} at {width}: {wide} px too wide")
            if width == WIDTHS[2] or (scheme == "light" and width == WIDTHS[0]):
                found = axe.run(page).response["violations"]
                broken += [f"{path} at {width}: {v['id']}: {v['nodes'][0]['html'][:160]}" for v in found]
            shot(page, f"{scheme}-{width}-{path.strip('/').replace('/', '-').partition('?')[0] or 'home'}")
    context.close()
    assert not broken, "\n".join(broken)
