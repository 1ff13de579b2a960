"""The front of a server: what strangers get, what the headers say, where files are."""

import base64
import hashlib
import re
import ssl
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import streamlit
from playwright.sync_api import Page, expect

from rfi.app.sections.uploads.claims import claims_of
from rfi.app.session.sample_round import sample_round
from tests.browser.screen import expect_no_fault, open_page, show_section
from tests.browser.tabs import Hear
from tests.deploy.logins import ask_for_login, log_in
from tests.deploy.stack import DEPLOY, Deployment
from tests.store.stores import new_round_with, opened, server_address

# Those without a page are asked for the browser too: pytest would put them behind another module,
# and the whole deployment would be started once more for them.
served = [
    *(pytest.mark.postgresql, pytest.mark.browser, pytest.mark.nginx, pytest.mark.slow),
    pytest.mark.usefixtures("browser_name"),
]
INDEX = Path(streamlit.__file__).with_name("static") / "index.html"
FORBIDDEN, NOT_FOUND, TOO_LARGE, MOVED = 403, 404, 413, 301
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request without a browser was answered."""

    status: int
    headers: dict[str, str]


def asked(url: str, method: str = "GET", size: int = 0, cookie: str = "") -> Answer:
    """Ask as a program would that follows no redirect.

    Args:
        url: The address.
        method: Of the request.
        size: Bytes that are said to follow; a refusal comes before they are sent.
        cookie: As a browser would send it.
    """
    parts = urlsplit(url)
    host, port = str(parts.hostname), parts.port
    if parts.scheme == "https":
        context = ssl._create_unverified_context()  # noqa: S323 - self-signed
        made: HTTPConnection = HTTPSConnection(host, port, timeout=60, context=context)
    else:
        made = HTTPConnection(host, port, timeout=60)
    with closing(made) as connection:
        headers = {"Content-Length": str(size), "Cookie": cookie}
        connection.request(method, parts.path, headers=headers)
        with connection.getresponse() as reply:
            found = {key.lower(): value for key, value in reply.getheaders()}
            return Answer(reply.status, found)


def cookie_of(page: Page) -> str:
    """Return the cookies of a browser as a request carries them."""
    return "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())


@pytest.fixture(scope="module")
def round_id(deployment: Deployment) -> str:
    store = opened(server_address(deployment.database))
    made = sample_round()
    found = new_round_with(store, made, claims_of(made))
    store.close()
    return found


class TestServed:
    pytestmark = served

    def test_a_stranger_reads_to_log_in_and_nothing_else(
        self, deployment: Deployment, page: Page, round_id: str
    ) -> None:
        for path in ("", f"summary?round={round_id}", f"intake?round={round_id}"):
            page.goto(f"{deployment.url}/{path}")
            expect(page.get_by_text("使うには、ログインしてください")).to_be_visible()
            assert "架空" not in page.content()
            expect(page.locator('input[type="file"]')).to_have_count(0)

    @pytest.mark.parametrize(
        ("who", "words"),
        [
            ("nobody", "nobody@elsewhere.example には、この道具の権限がありません"),
            ("unverified", "確認済みではない"),
        ],
        ids=["unknown", "unverified"],
    )
    def test_a_login_without_a_role_reads_whom_to_ask_and_can_leave(
        self, deployment: Deployment, page: Page, round_id: str, who: str, words: str
    ) -> None:
        ask_for_login(page, deployment.url, who)
        expect(page.get_by_text(words)).to_be_visible()
        page.goto(f"{deployment.url}/summary?round={round_id}")
        expect(page.get_by_text("情報政策課（内線1234）に問い合わせてください")).to_be_visible()
        assert "架空" not in page.content()

    def test_a_viewer_gets_files_that_no_stranger_gets(
        self, deployment: Deployment, page: Page, round_id: str
    ) -> None:
        log_in(page, deployment.url, "sato")
        page.goto(f"{deployment.url}/summary?round={round_id}")
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Excel", exact=True).click()
        assert waiting.value.path().read_bytes().startswith(b"PK")
        address = waiting.value.url
        path = address.removeprefix(deployment.url)
        assert re.fullmatch(r"/media/[0-9a-f]{32}\.xlsx", path)
        own = cookie_of(page)
        assert asked(address, cookie=own).status == 200
        forged = re.sub(r"(_streamlit_user=[^;]{20})", r"\1x", own)
        assert forged != own
        for place in (deployment.url, *(one.url for one in deployment.replicas)):
            assert asked(place + path).status == FORBIDDEN
            assert asked(place + path, cookie=forged).status == FORBIDDEN
            assert asked(place + path, cookie="_streamlit_user=1").status == FORBIDDEN

    @pytest.mark.usefixtures("violations")
    def test_every_page_draws_under_the_headers(
        self, deployment: Deployment, page: Page, hear: Hear, round_id: str
    ) -> None:
        hosts: set[str | None] = set()
        log_in(page, deployment.url, "sato")
        hear(
            "request",
            lambda request: hosts.add(urlsplit(request.url.removeprefix("blob:")).hostname),
        )
        page.goto(f"{deployment.url}/summary?round={round_id}")
        expect(page.locator(".rfi-band").first).to_be_visible()
        for name in ("費用", "共同利用", "効果", "計算過程", "受付", "照会", "条件", "回"):
            open_page(page, name)
            expect_no_fault(page)
        open_page(page, "頑健性")
        show_section(page, "前提を動かす")
        expect(page.locator(".rfi-along-amount").first).not_to_be_empty()
        assert hosts == {"127.0.0.1"}

    def test_who_logs_out_is_a_stranger(
        self, deployment: Deployment, page: Page, round_id: str
    ) -> None:
        log_in(page, deployment.url, "sato")
        page.get_by_role("button", name="ログアウト").click()
        page.wait_for_url("**/end_session**")
        page.goto(f"{deployment.url}/summary?round={round_id}")
        expect(page.get_by_text("使うには、ログインしてください")).to_be_visible()
        assert "_streamlit_user=" not in cookie_of(page)

    def test_every_cookie_stays_on_tls(self, deployment: Deployment, page: Page) -> None:
        log_in(page, deployment.url, "sato")
        cookies = {one["name"]: one for one in page.context.cookies(deployment.url)}
        assert {"_streamlit_user", "rfi_replica"} <= cookies.keys()
        assert all(one["secure"] for one in cookies.values())
        assert all(cookies[name]["httpOnly"] for name in ("_streamlit_user", "rfi_replica"))

    def test_the_headers_are_on_every_answer(self, deployment: Deployment) -> None:
        for path in ("/", "/_stcore/metrics", "/media/x", "/_stcore/health"):
            headers = asked(deployment.url + path).headers
            assert headers["strict-transport-security"] == "max-age=31536000"
            assert "frame-ancestors 'none'" in headers["content-security-policy"]
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["server"] == "nginx"

    def test_plain_http_only_leads_to_tls(self, deployment: Deployment) -> None:
        found = asked(f"{deployment.plain_url}/summary?round=x")
        assert found.status == MOVED
        assert found.headers["location"].startswith("https://")

    @pytest.mark.parametrize(
        "path", ["/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/agent/openapi.json"]
    )
    def test_what_is_of_the_server_alone_is_not_there(
        self, deployment: Deployment, path: str
    ) -> None:
        assert asked(deployment.url + path).status == NOT_FOUND

    @pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
    def test_nothing_is_sent_but_files_to_their_place(
        self, deployment: Deployment, method: str
    ) -> None:
        assert asked(f"{deployment.url}/", method, 1).status == FORBIDDEN

    def test_a_file_of_a_stranger_is_not_taken(self, deployment: Deployment) -> None:
        place = "/_stcore/upload_file/session/file"
        for url in (deployment.url, deployment.replicas[0].url):
            assert asked(url + place, "PUT", 1).status == FORBIDDEN
            assert asked(url + place, "DELETE").status == FORBIDDEN
        huge = asked(deployment.url + place, "PUT", 26 * MEGABYTE)
        assert huge.status == TOO_LARGE

    def test_no_code_of_a_login_stands_in_the_log(self, deployment: Deployment, page: Page) -> None:
        log_in(page, deployment.url, "sato")
        logged = (deployment.folder / "access.log").read_text("utf-8")
        assert " /oauth2callback 302 " in logged
        assert "code=" not in logged
        assert "?" not in logged


def test_the_headers_let_run_what_the_library_writes_into_its_page() -> None:
    inline = re.findall(r"<script>(.*?)</script>", INDEX.read_text("utf-8"), re.DOTALL)
    assert inline
    allowed = (DEPLOY / "rfi.conf").read_text("utf-8")
    for script in inline:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in allowed
    assert "script-src 'self' 'unsafe-inline'" not in allowed
