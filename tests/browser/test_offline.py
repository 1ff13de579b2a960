"""The program with every way out of this machine refused and counted, from start to export.

Promise: trust G13.
"""

import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from rfi.text.wording import text
from tests.browser.conftest import ROOT, WatchedApp
from tests.browser.screen import (
    THIS_MACHINE,
    expect_idle,
    expect_no_fault,
    hosts_in,
    hosts_on,
    open_page,
)
from tests.browser.tabs import Hear
from tests.browser.watched import BEGUN, VARIABLE, Asked, asked_in, attempts_in

pytestmark = pytest.mark.browser
RESPONSES = ROOT / "samples" / "responses"
# Names that look like addresses: nothing opens them. Office formats name their parts so.
OFFICE_NAMES = {
    "schemas.openxmlformats.org": "parts and relations of Office formats",
    "purl.org": "Dublin Core, the properties of a document",
    "www.w3.org": "the type of a date in the properties of a document",
    "schemas.microsoft.com": "extensions of Office formats",
}
# Name, content, and the names that look like addresses and may stand in it.
Part = tuple[str, bytes, AbstractSet[str]]
PLANTED = """
from rfi.document.child.process import shared_child
from tests.browser.watched import call_out, watch
watch("server")
print(call_out(), shared_child().call(call_out))
"""

_OUTER_LINK = re.compile(rb"<hyperlink[^>]*r:id")


def parts_of(name: str, data: bytes, names: AbstractSet[str] = frozenset()) -> Iterator[Part]:
    """Yield every part of a file, those of zips within zips too, with the names that it may use."""
    if not data.startswith(b"PK"):
        yield name, data, names
        return
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        is_office = "[Content_Types].xml" in opened.namelist()
        for part in opened.namelist():
            inside = OFFICE_NAMES.keys() if is_office else frozenset()
            yield from parts_of(f"{name}/{part}", opened.read(part), inside)


def links_of(name: str, data: bytes) -> set[str]:
    """Return what a file holds of the world outside: hosts, and links of workbooks."""
    found = set()
    for part, content, names in parts_of(name, data):
        found |= hosts_in(content.decode("utf-8", "replace")) - names
        # A link within the book names no relation.
        if b'TargetMode="External"' in content or _OUTER_LINK.search(content):
            found.add(part)
    return found


def save(page: Page, name: str) -> tuple[str, bytes]:
    """Press a button that writes a file; return its name and content."""
    button = page.get_by_role("button", name=name, exact=True)
    with page.expect_download() as waiting:
        button.click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


def visit(page: Page, name: str, sign: str) -> None:
    open_page(page, text(f"app.page.{name}", "ja"))
    expect(page.locator(sign).first).to_be_visible()
    expect_no_fault(page)


def test_start_import_comparison_and_every_export_reach_nothing_beyond_this_machine(
    watched: WatchedApp, page: Page, hear: Hear
) -> None:
    hosts: set[str | None] = set()
    hear("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    hear("websocket", lambda opened: hosts.add(urlsplit(opened.url).hostname))
    files: dict[str, bytes] = {}
    page.goto(watched.app.url)
    page.get_by_role("button", name="見本の回を開く").click()
    expect(page.locator("tr.rfi-total").first).to_be_visible()
    visit(page, "intake", ".rfi-intake")
    page.locator('input[type="file"]').first.set_input_files(RESPONSES / "vendor_a.xlsx")
    expect(page.locator(".rfi-taken")).to_contain_text("vendor_a.xlsx")
    expect_idle(page)
    files.update([save(page, text("app.intake.form", "ja"))])
    visit(page, "summary", "tr.rfi-total")
    files.update([save(page, "Excel")])
    visit(page, "export", ".rfi-overview")
    page.get_by_text(text("app.export.others", "ja"), exact=True).click()
    for kind in ("slides", "page", "csv", "bundle", "json"):
        files.update([save(page, text(f"app.download.{kind}", "ja"))])
    visit(page, "rounds", ".rfi-listed")
    page.get_by_role("button", name=text("app.rounds.more", "ja"), exact=True).click()
    files.update([save(page, text("app.rounds.export", "ja"))])
    assert {one.role for one in asked_in(watched.asked)} == {"server", "reader"}
    assert attempts_in(watched.asked) == []
    assert hosts == {THIS_MACHINE}
    endings = sorted(name.rpartition(".")[2] for name in files)
    assert endings == ["csv", "html", "json", "pptx", "xlsx", "xlsx", "zip", "zip"]
    assert {name: links for name, data in files.items() if (links := links_of(name, data))} == {}


def test_a_planted_attempt_of_either_process_is_counted_and_refused(tmp_path: Path) -> None:
    log = tmp_path / "asked"
    environment = {**os.environ, VARIABLE: str(log)}
    command = [sys.executable, "-c", PLANTED]
    said = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert said.stdout.split() == ["4", "4"]
    attempts = [
        ("socket.connect", "192.0.2.1"),
        ("socket.getaddrinfo", "vendor.example"),
        ("socket.gethostbyname", "vendor.example"),
        ("socket.sendto", "192.0.2.1"),
    ]
    expected = [
        Asked(role, *one) for role in ("server", "reader") for one in [(BEGUN, ""), *attempts]
    ]
    assert asked_in(log) == expected
    assert len(attempts_in(log)) == 8


def test_a_planted_link_on_a_page_is_found(page: Page) -> None:
    page.set_content('<svg xmlns="http://www.w3.org/2000/svg"></svg>')
    assert hosts_on(page) == set()
    page.set_content('<a href="https://vendor.example/1">1</a><p>http://other.example</p>')
    assert hosts_on(page) == {"vendor.example", "other.example"}


def test_a_planted_address_in_a_file_is_found() -> None:
    inner, outer = io.BytesIO(), io.BytesIO()
    office = b'<a xmlns="http://schemas.openxmlformats.org/x">http://vendor.example/1</a>'
    with zipfile.ZipFile(inner, "w") as book:
        book.writestr("[Content_Types].xml", b"")
        book.writestr("xl/a.xml", office)
        book.writestr("xl/_rels/a.rels", b'<Relationship TargetMode="External"/>')
    with zipfile.ZipFile(outer, "w") as whole:
        whole.writestr("b.xlsx", inner.getvalue())
        whole.writestr("c.csv", b"x,https://other.example/2\n")
    found = links_of("w.zip", outer.getvalue())
    assert found == {"vendor.example", "other.example", "w.zip/b.xlsx/xl/_rels/a.rels"}
