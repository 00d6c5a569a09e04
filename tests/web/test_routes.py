"""Every route refuses what its role may not do; forms from elsewhere, other hosts, large bodies and scripts are harmless."""

import json
import re

import jsonschema
import pytest
from starlette.testclient import TestClient
from web_pages import Caller, with_accounts

from verbale.web.access import Right, Role
from verbale.web.application import create_app
from verbale.web.house import Settings
from verbale.web.routes import ROUTES

RIGHTS = {None: Right.OPEN, Role.READER: Right.READ, Role.CODER: Right.CODE, Role.REVIEWER: Right.REVIEW, Role.ADMINISTRATOR: Right.ADMINISTER}


def address(route):
    return re.sub(r"{\w+}", "x", route.path)


@pytest.mark.parametrize("role", RIGHTS, ids=lambda role: role or "nobody")
def test_every_route_refuses_what_a_role_may_not_do(client, role):
    with_accounts(client)
    client.client.cookies.clear()
    if role:
        client.log_in(f"the {role}")
    token = client.token()
    for route in ROUTES:
        if route.path == "/logout":
            continue
        for prefix in ("", "/api"):
            path = (prefix + address(route)).rstrip("/") or "/"
            response = client.client.get(path) if route.method == "GET" else client.client.post(path, data={"csrf": token})
            refused = response.status_code in {401, 403} or (response.status_code == 303 and response.headers["location"].startswith("/login?then="))
            allowed = RIGHTS[role] >= route.right
            assert refused is not allowed, (role, route.method, path, response.status_code)
            assert response.status_code != 500, (role, path, response.text)
        if role and route.path == "/people" and route.method == "POST":
            token = client.token()


def test_a_form_without_the_sessions_token_is_refused(client):
    client.get("/")
    for values, headers in (({}, {}), ({"csrf": "guessed"}, {}), ({"csrf": client.token()}, {"origin": "http://elsewhere.example"})):
        response = client.client.post("/searches", data={"name": "x", "text": "y", **values}, headers=headers)
        assert response.status_code == 403, values
    assert client.post("/searches", name="x", text="y").status_code == 303


def test_another_host_name_is_refused(client):
    assert client.client.get("/", headers={"host": "attacker.example"}).status_code == 400


def test_a_body_larger_than_an_upload_may_be_gets_a_clear_answer(tmp_path, gazetteer):
    with TestClient(
        create_app(Settings(str(tmp_path / "small.db"), gazetteer=gazetteer, hosts=("testserver",), upload_megabytes=1)), follow_redirects=False
    ) as called:
        caller = Caller(called)
        response = caller.post("/uploads", files={"files": ("large.txt", b"x" * 2_000_000)})
    assert response.status_code == 413
    assert "at most 1 MB" in response.text


def test_every_answer_has_a_strict_policy(client):
    for path in ("/", "/letters", "/static/style.css", "/api/claims", "/nothing"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"], path
        assert "unsafe" not in headers["content-security-policy"], path
        assert headers["x-content-type-options"] == "nosniff", path


def test_the_description_names_every_route_of_the_api(client):
    told = client.get("/openapi.json").json()
    assert {(f"/api{r.path}".rstrip("/") or "/api", r.method.lower()) for r in ROUTES} == {(p, m) for p, held in told["paths"].items() for m in held}


def test_what_the_api_gives_is_what_its_description_says(client):
    told = client.get("/openapi.json").json()
    letter = client.letter("velt-2031-06")
    claim = client.claims("velt-2031-06")[0]["locus"]
    validated = 0
    for route in ROUTES:
        if route.method == "GET" and route.gives and "{number}" not in route.path and not route.path.startswith("/codings/"):
            path = route.path.replace("{document}", letter).replace("{key}", claim)
            body = client.api(path)
            schema = told["paths"][f"/api{route.path}".rstrip("/") or "/api"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
            jsonschema.Draft202012Validator({**schema, "components": told["components"]}).validate(body)
            validated += 1
    assert validated > 15


def test_pages_link_only_to_routes_that_are_there(client):
    patterns = [re.compile("^" + re.sub(r"{\w+}", "[^/]+", r.path) + "$") for r in ROUTES if r.method == "GET"]
    for path in (
        "/",
        "/letters",
        "/claims",
        "/incidents",
        "/requests",
        "/review",
        "/tables",
        "/people",
        "/ledger",
        f"/letters/{client.letter('velt-2031-06')}",
    ):
        text = client.get(path).text
        for found in re.findall(r'href="(/[^"?#]*)', text):
            assert found.startswith("/static/") or found == "/openapi.json" or any(p.match(found) for p in patterns), (path, found)


HOSTILE = "<img src=x onerror=alert(1)>"


def test_script_in_a_letter_a_file_name_and_a_place_stays_text(empty_client):
    letter = f"Letter dated 3 March 2031 from the Permanent Representative of Arvania. On 2 March 2031 Kestrian forces shelled the village of Tavi{HOSTILE}nor, killing 4 civilians."
    sent = empty_client.post("/uploads", files={"files": (f"a {HOSTILE}.txt", letter.encode())})
    number = sent.headers["location"].split("/")[2].split("?")[0]
    wait_for(empty_client, number)
    document = empty_client.api("/letters")["documents"][0]["document"]
    for path in (f"/uploads/{number}", "/", "/letters", f"/letters/{document}", "/claims", "/review", "/review?kind=unread"):
        text = empty_client.get(path).text
        assert HOSTILE not in text, path
        assert "<img src=x" not in text, path


def test_no_form_leads_to_another_host(client):
    for given in ("//elsewhere.example/", "https://elsewhere.example/", "/\\elsewhere.example"):
        response = client.post("/me", person="N. Adeyo", back=given)
        assert response.headers["location"].split("?")[0] == "/", given


def test_what_a_page_shows_is_the_same_as_json(client):
    found = client.api("/claims?text=school")
    assert found["total"]
    text = client.get("/claims?text=school").text
    assert all(json.dumps(c["document"]).strip('"') in text for c in found["claims"])


def wait_for(caller, number):
    import time

    deadline = time.monotonic() + 60
    while (told := caller.api(f"/uploads/{number}"))["job"]["state"] not in {"done", "failed"}:
        assert time.monotonic() < deadline, told
        time.sleep(0.1)
    return told
