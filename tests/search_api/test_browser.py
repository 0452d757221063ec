"""A real browser: search, click a facet, open a dataset, log in, correct a value; pictures are kept."""

import shutil
import threading
import time
from pathlib import Path

import pytest
import uvicorn

from search_api.app import make_app
from tests.requirement import require
from tests.search_api.conftest import KEYS, NAME, PASSWORD, settings_of

pytestmark = pytest.mark.browser
ARTEFACTS = Path(__file__).parents[2] / "artefacts" / "screenshots"
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
WIDTHS = (390, 1024, 1440)


@pytest.fixture
def served(home):
    """The pages on a free port of loopback, as a person would reach them."""
    server = uvicorn.Server(uvicorn.Config(make_app(settings_of(home)), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(100):
        if server.started:
            break
        time.sleep(0.1)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def browser():
    executable = shutil.which("chromium")
    require("browser", executable is not None, "Chromium is not installed: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield opened
        opened.close()


def picture(page, name: str, width: int, scheme: str) -> None:
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"{name}-{width}-{scheme}.png", full_page=True)


def watch(page, served: str) -> list[str]:
    """Collect what must not happen: console errors, dialogs, requests to other hosts."""
    bad: list[str] = []
    page.on("console", lambda message: bad.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: bad.append(str(error)))
    page.on("dialog", lambda dialog: (bad.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: None if request.url.startswith(served) else bad.append(request.url))
    return bad


def test_a_person_searches_narrows_opens_and_corrects(browser, served):
    page = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB").new_page()
    bad = watch(page, served)
    page.goto(served)
    page.get_by_label("What data are you looking for?").fill("breast MRI")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("heading", name="datasets").or_(
        page.get_by_role("heading", name="1 dataset")
    ).first.wait_for()
    page.get_by_role("link", name="restricted 1").click()
    assert "access=RESTRICTED" in page.url
    assert page.get_by_role("heading", level=2, name="1 dataset").is_visible()
    page.get_by_role("link", name="Breast MRI of 412 women").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Breast MRI of 412 women"
    assert page.get_by_role("button", name="Correct").count() == 0

    page.get_by_role("link", name="Log in").click()
    page.get_by_label("Name").fill(NAME)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("heading", level=1, name="Review").wait_for()
    picture(page, "review", 1440, "light")

    page.goto(f"{served}/datasets/{KEYS['breast']}")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Images", exact=True))
    row.get_by_text("Decide").click()
    row.get_by_label("Right value").fill("9,001")
    row.get_by_label("Why").fill("counted again")
    row.get_by_role("button", name="Correct").click()
    assert page.get_by_text("The next harvest keeps your decision").is_visible()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Images", exact=True))
    assert "9,001" in row.inner_text() and "decided" in row.inner_text()
    picture(page, "decided", 1440, "light")
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Images", exact=True))
    assert "8,652" in row.inner_text() and "stated" in row.inner_text()
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("link", name="Log in").wait_for()
    assert bad == []


def test_hostile_descriptions_do_nothing_in_a_browser(browser, served):
    page = browser.new_context(viewport={"width": 1024, "height": 900}).new_page()
    bad = watch(page, served)
    for path in (f"/datasets/{KEYS['hostile']}", "/?q=hostile", '/?q="><svg onload=alert(1)>'):
        page.goto(served + path)
    assert bad == []


def test_the_keyboard_reaches_the_box_first_and_the_focus_is_seen(browser, served):
    page = browser.new_context(viewport={"width": 1024, "height": 900}).new_page()
    page.goto(served)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    style = "getComputedStyle(document.activeElement)"
    assert page.evaluate(f"{style}.outlineStyle + ' ' + {style}.outlineWidth") == "solid 3px"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_fit_phone_tablet_and_desk(browser, served, scheme):
    pages = {
        "search": "/?q=MRI+of+the+breast", "home": "/", "empty": "/?q=breast&country=MLT", "statistics": "/statistics",
        "dataset": f"/datasets/{KEYS['breast']}", "inferred": f"/datasets/{KEYS['glioma']}?lang=es",
        "sources": "/sources", "runs": "/runs", "run": "/runs/1", "concept": "/concepts/breast-cancer",
        "login": "/login", "about": "/about", "missing": "/nowhere",
    }  # fmt: skip
    for width in WIDTHS:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=True
        )
        page = context.new_page()
        for name, path in pages.items():
            page.goto(served + path)
            overflow = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert overflow <= 0, f"{name} at {width} px is wider than the screen by {overflow} px"
            picture(page, name, width, scheme)
        context.close()


def test_the_pages_work_with_scripts_off(browser, served):
    page = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 900}).new_page()
    page.goto(served)
    page.get_by_label("What data are you looking for?").fill("glioma")
    page.get_by_role("button", name="Search").click()
    assert page.get_by_role("link", name="Glioma infantil").is_visible()
    assert not page.get_by_text("Cancer type").first.is_visible()
    page.get_by_text("Narrow down").click()
    assert page.get_by_text("Cancer type").first.is_visible()


def test_a_printed_dataset_is_one_clean_sheet(browser, served):
    page = browser.new_context().new_page()
    page.goto(f"{served}/datasets/{KEYS['breast']}")
    page.emulate_media(media="print")
    assert not page.get_by_role("navigation", name="Main menu").is_visible()
    assert page.get_by_role("heading", level=1).is_visible()
