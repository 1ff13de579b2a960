"""The page to print: one file, nothing fetched, nothing run; and the PDF of it."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from rfi.export.drawing import DIAGONAL, SOLID, WHITE, Drawing, Series
from rfi.export.given import Given
from rfi.export.imprint import Imprint
from rfi.export.page.browser import find_browser
from rfi.export.page.page import first_page, write_page
from rfi.export.page.pdf import NoBrowserError, write_pdf
from rfi.export.page.svg import svg_of
from rfi.views.look.reading import Reading
from tests.answers import collect, questionnaire
from tests.views.rounds import PLANTED, evaluated, holey, round_of

READING = Reading("ja")
_FETCHED = ("src", "srcset", "data", "action", "poster", "formaction", "xlink:href")


class Read(HTMLParser):
    """Elements, attributes that fetch, and words of a page."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.fetched: list[str] = []
        self.handlers: list[str] = []
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.words: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        for name, value in attrs:
            if name in _FETCHED:
                self.fetched.append(name)
            if name.startswith("on"):
                self.handlers.append(name)
            if name == "href":
                self.links.append(value or "")
            if name == "id":
                self.ids.add(value or "")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture(scope="module")
def page() -> bytes:
    found = evaluated(round_of("responses"))
    return write_page(Given(found, READING, Imprint("資料1", "2026年11月28日", "末尾 abc")))


def test_nothing_is_fetched_and_nothing_runs(page: bytes) -> None:
    read = Read(page)
    assert not read.names & {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
    assert read.fetched == []
    assert read.handlers == []
    assert b"url(" not in page
    assert b"@import" not in page
    assert b"default-src 'none'" in page


def test_every_link_leads_to_a_section_of_the_page(page: bytes) -> None:
    read = Read(page)
    assert read.links
    assert {link.removeprefix("#") for link in read.links} <= read.ids


def test_number_handling_day_and_audit_stand_on_it(page: bytes) -> None:
    words = "".join(Read(page).words)
    assert "資料1　取扱注意（事務局限り）" in words
    assert "作成日 2026年11月28日" in words
    assert "末尾 abc" in words
    assert "counter(page)" in page.decode()
    assert "size: A3 landscape" in page.decode()
    assert "table-header-group" in page.decode()


def test_the_figures_are_those_of_the_overview_with_their_marks() -> None:
    words = "".join(Read(write_page(Given(evaluated(holey()), READING))).words)
    assert "3,200" in words
    assert "≧3,200" in words


def test_words_of_a_vendor_are_words() -> None:
    page = write_page(Given(evaluated(holey()), READING))
    assert b"<b>1*2*3</b>" not in page
    assert PLANTED in "".join(Read(page).words)


@settings(max_examples=30)
@drawn(st.text(max_size=40))
def test_a_number_of_the_paper_cannot_end_the_style_or_the_page(number: str) -> None:
    given = Given(evaluated(collect(questionnaire())), READING, Imprint(number, number))
    read = Read(write_page(given))
    assert read.names == Read(write_page(Given(given.evaluation, READING))).names


def test_a_round_without_offers_is_a_page_of_its_conditions() -> None:
    words = "".join(Read(write_page(Given(evaluated(collect(questionnaire())), READING))).words)
    assert "総額に欠けのない提案はない。" in words


def test_the_look_at_the_first_page_holds_its_table() -> None:
    shown = first_page(Given(evaluated(holey()), READING))
    assert "rfi-overview" in shown
    assert "≧3,200" in shown


def test_a_pattern_is_drawn_in_lines_and_a_part_without_a_figure_is_left_out() -> None:
    drawing = Drawing(
        "図",
        "stacked",
        ("A\n<3>", "B"),
        (
            Series("初期", (2.0, None)),
            Series("運用", (1.0, 3.0), DIAGONAL),
            Series("終了", (0.1, 0.0), WHITE),
        ),
    )
    svg = svg_of(drawing)
    assert "<pattern" not in svg
    assert "&lt;3&gt;" in svg
    # Three boxes of the legend, and two bars a category with one missing.
    assert len(re.findall("<rect", svg)) == 3 + 5


def test_a_decrease_runs_to_the_left_with_its_sign() -> None:
    drawing = Drawing("", "bars", ("為替",), (Series("低", (-2.0,), SOLID),), is_difference=True)
    svg = svg_of(drawing)
    assert "△2.0" in svg
    assert 'text-anchor="end" class="figure"' in svg


def test_a_browser_that_is_named_goes_first_and_none_is_none(tmp_path: Path) -> None:
    program = tmp_path / "browser"
    program.touch()
    assert find_browser({"RFI_BROWSER": str(program), "PATH": ""}) == program
    assert find_browser({"RFI_BROWSER": str(tmp_path / "gone"), "PATH": ""}) is None
    assert find_browser({"RFI_BROWSER": "", "PATH": os.environ["PATH"]}) is None


def test_a_browser_is_found_on_the_path_and_in_the_folders_of_programs(tmp_path: Path) -> None:
    program = tmp_path / "chromium"
    program.write_text("")
    program.chmod(0o755)
    assert find_browser({"PATH": str(tmp_path)}, ("chromium",)) == program
    edge = tmp_path / "Microsoft/Edge/Application/msedge.exe"
    edge.parent.mkdir(parents=True)
    edge.touch()
    assert find_browser({"PATH": "", "PROGRAMFILES": str(tmp_path)}, ()) == edge


def test_without_a_browser_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RFI_BROWSER", "")
    with pytest.raises(NoBrowserError):
        write_pdf(Given(evaluated(holey()), READING))


def test_a_program_that_prints_nothing_is_no_browser(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "browser"
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(0o755)
    monkeypatch.setenv("RFI_BROWSER", str(program))
    with pytest.raises(NoBrowserError):
        write_pdf(Given(evaluated(holey()), READING))


# Another hash seed, time zone and locale each time.
PLACES = (("1", "Asia/Tokyo", "C.UTF-8"), ("987654", "Pacific/Apia", "C"))
PRINT = """
import sys
from rfi.export.page.pdf import write_pdf
from tests.export.page.test_page import printed_given
sys.stdout.buffer.write(write_pdf(printed_given()))
"""


def printed_given() -> Given:
    """Return what is printed as PDF in two processes."""
    return Given(evaluated(holey()), READING, Imprint("資料1"))


def printed_in(seed: str, zone: str, locale: str, browser: str) -> bytes:
    place = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "LANG": locale}
    root = Path(__file__).resolve().parents[3]
    return subprocess.run(
        [sys.executable, "-c", PRINT],
        cwd=root,
        env={**os.environ, **place, "RFI_BROWSER": browser, "PYTHONPATH": str(root)},
        capture_output=True,
        check=True,
    ).stdout


@pytest.mark.browser
def test_two_processes_of_other_seed_zone_and_locale_print_the_same_bytes(
    browser_executable: str,
) -> None:
    first, second = (printed_in(*place, browser_executable) for place in PLACES)
    assert first.startswith(b"%PDF")
    assert b"20000101000000" in first
    assert first == second


@pytest.mark.parametrize("count", [1, 2, 4, 6, 12])
@pytest.mark.parametrize("parts", [1, 2, 4, 6])
def test_figures_over_bars_side_by_side_never_stand_on_each_other(count: int, parts: int) -> None:
    series = tuple(Series(f"{at}市", (34.93 - at,) * count, DIAGONAL) for at in range(parts))
    drawing = Drawing("図", "columns", tuple("ABCDEFGHIJKL"[:count]), series, digits=2)
    found = re.findall(
        r'x="([\d.]+)" [^>]*class="figure"(?: font-size="(\d+)")?>([\d.]+)<', svg_of(drawing)
    )
    # A figure a bar, or none where they would be smaller than eight points on A4.
    assert len(found) in {0, count * parts}
    assert len(found) or count * parts > 24
    ends = [0.0]
    for x, size, figure in found:
        points = int(size or 14)
        assert points >= 11
        half = points * 0.58 * len(figure) / 2
        assert float(x) - half >= ends[-1] - 0.5
        ends.append(float(x) + half)


def test_few_lines_take_no_page_of_their_own_and_the_contents_stand_on_the_first(
    page: bytes,
) -> None:
    looks = dict(re.findall('<section id="([a-z_.]+)" class="([a-z ]+)"', page.decode()))
    assert looks["items"] == "long"
    assert looks["today"].endswith("joined")
    first, _ = page.decode().split('<section id="items"')
    assert 'href="#conditions"' in first
    assert first.count("<section") == 1


def test_no_title_ends_a_page_and_no_notes_begin_one() -> None:
    style = write_page(Given(evaluated(holey()), READING)).decode()
    assert "break-after: avoid" in re.findall(r"\ncaption \{[^}]*\}", style)[0]
    assert re.search(r"\.rfi-notes \{ break-before: avoid", style)
