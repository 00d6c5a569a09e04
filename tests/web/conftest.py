"""A register of the example letters, the application over it called without a network, and the same served to a real browser."""

import shutil
import threading
import time
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient
from web_pages import Caller

from verbale.app.batches import read_paths
from verbale.app.events import import_event
from verbale.gazetteer import open_gazetteer
from verbale.register import open_register
from verbale.web.application import create_app
from verbale.web.house import Settings

ROOT = Path(__file__).resolve().parents[2]
LETTERS = sorted((ROOT / "examples" / "letters").iterdir())
EVENT = ROOT / "examples" / "events" / "nisah-and-talat-orvani.json"


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """The path of a register that holds all example letters and the example event; copy it before writing."""
    path = tmp_path_factory.mktemp("filled") / "letters.db"
    with open_register(path) as register:
        read_paths(LETTERS, register)
        import_event(register, EVENT)
    return path


@pytest.fixture(scope="session")
def gazetteer(tmp_path_factory):
    """A file of the places of the example letters."""
    path = tmp_path_factory.mktemp("places") / "examples.gaz"
    with open_gazetteer(path, create=True) as held:
        held.add_file(ROOT / "examples" / "gazetteer.csv", "table")
    return path


@pytest.fixture
def register_path(filled, tmp_path):
    """A copy of the filled register, to be written to."""
    return Path(shutil.copy(filled, tmp_path / "letters.db"))


@pytest.fixture
def client(register_path, gazetteer):
    """The application over a copy of the filled register; nobody has an account."""
    with TestClient(create_app(Settings(str(register_path), gazetteer=gazetteer, hosts=("testserver",))), follow_redirects=False) as called:
        yield Caller(called)


@pytest.fixture
def empty_client(tmp_path, gazetteer):
    """The application over an empty register."""
    with TestClient(create_app(Settings(str(tmp_path / "empty.db"), gazetteer=gazetteer, hosts=("testserver",))), follow_redirects=False) as called:
        yield Caller(called)


@pytest.fixture
def served(register_path, gazetteer):
    """The address of the application over a copy of the filled register, served on loopback."""
    yield from serve(register_path, gazetteer)


@pytest.fixture
def served_empty(tmp_path, gazetteer):
    """The address of the application over an empty register, served on loopback."""
    yield from serve(tmp_path / "empty.db", gazetteer)


def serve(path, gazetteer):
    server = uvicorn.Server(uvicorn.Config(create_app(Settings(str(path), gazetteer=gazetteer)), port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started:
        assert time.monotonic() < deadline, "the application does not start"
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=20)


@pytest.fixture(scope="module")  # its event loop must not run under the tests of other modules
def chromium():
    """A headless Chromium. It is part of the machine; `.ci/run` installs it."""
    from playwright.sync_api import sync_playwright

    path = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
    assert path, "these tests need Chromium: apt-get install chromium"
    with sync_playwright() as played:
        browser = played.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]
        )
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """A page on which every request to another host, and every error of a script, fails the test."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    opened = context.new_page()
    elsewhere, errors = [], []
    opened.on("request", lambda request: None if request.url.startswith(("http://127.0.0.1", "blob:", "data:")) else elsewhere.append(request.url))
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield opened
    context.close()
    assert not elsewhere
    assert not errors
