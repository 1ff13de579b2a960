"""Every section that the code cites stands on its page, with the words that are quoted of it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.laws.source import ROOT, name_of

DOCS = ROOT / "docs"
PAGES = ("method", "domain", "trust", "decisions", "architecture", "contributing", "export")
FOLDERS = ("rfi", "tests", "samples", "benchmarks", "schemas")
TEXTS = {".py", ".csv", ".json", ".md", ".css"}
OWN = Path(__file__).resolve()  # its planted faults are no citations

# What stands between the words of a citation that runs over several lines of a comment.
GAP = r"[\s#]*"
HEAD = re.compile(rf"\b(?P<page>{'|'.join(PAGES)}){GAP},?{GAP}(?=§|G\d)", re.IGNORECASE)
PART = re.compile(
    rf"{GAP}(?:[,;–]|and\b)?{GAP}"
    r'(?:(?P<place>§\d+|G\d+|S\d+\b)|"(?P<quoted>[^"\n]+(?:\n[^"\n]+)?)")'
)
FILE = re.compile(r"\bdocs/[\w./-]*\w")
NOT_BUILT = "**Not built yet.**"

Places = Mapping[str, str]


def places_of(text: str) -> Places:
    """Return section, promise and source of a page → its words, what is not built left out."""
    found: dict[str, str] = {}
    for section in re.split(r"^(?=## )", text, flags=re.MULTILINE):
        built = section.split(NOT_BUILT, 1)[0]
        if number := re.match(r"## (\d+)\. ", section):
            found[f"§{number[1]}"] = built
        if section.startswith("## Sources"):
            found.update((source, section) for source in re.findall(r"\bS\d+\b", section))
    rows = re.findall(r"^\| (G\d+) \|(.*)$", text, flags=re.MULTILINE)
    return {**found, **dict(rows)}


def pages() -> dict[str, Places]:
    return {path.stem: places_of(text_of(path)) for path in DOCS.glob("*.md")}


def plain(words: str) -> str:
    return " ".join(re.sub(r"[#*]", " ", words).lower().split())


def faults_of(text: str, known: Mapping[str, Places], own: str = "") -> Iterator[tuple[int, str]]:
    """Yield (line, citation) of what does not resolve; a bare § belongs to the page ``own``."""
    heads = [(head.end(), head["page"].lower()) for head in HEAD.finditer(text)]
    cited: set[int] = set()
    for start, page in heads:
        here, place, words = start, "", ""
        while part := PART.match(text, here):
            here = part.end()
            if part["place"]:
                place = part["place"]
                cited.add(part.start("place"))
                fault = place not in known.get(page, {})
            else:
                words = plain(part["quoted"])
                fault = words not in plain(known.get(page, {}).get(place, ""))
            if fault:
                quoted = f' "{words}"' if part["quoted"] else ""
                yield text.count("\n", 0, part.start()) + 1, f"{page} {place}{quoted}"
    for mark in re.finditer(r"§\d*", text):
        if mark.start() not in cited and mark[0] not in known.get(own, {}):
            yield text.count("\n", 0, mark.start()) + 1, f"{own or 'no page'} {mark[0]}"


def text_of(path: Path) -> str:
    """Return a text file; samples of broken files are not all UTF-8."""
    return path.read_text("utf-8", errors="replace")


def files() -> list[Path]:
    found = [path for name in FOLDERS for path in (ROOT / name).rglob("*") if path.suffix in TEXTS]
    return sorted({*found, *ROOT.glob("*.py")} - {OWN})


def missing_files(text: str, names: Iterable[str]) -> list[str]:
    known = set(names)
    return [each for each in FILE.findall(text) if each not in known]


def names_in_docs() -> set[str]:
    return {name_of(path) for path in (DOCS, *DOCS.rglob("*"))}


KNOWN = {
    "method": places_of(
        "# Method\n## 1. Cost\nThe **unit\nslip** and ≧.\n\n**Not built yet.** Flying.\n"
        '## 3. Size\n"x"'
    ),
    "trust": places_of("# Trust\n## 4. Promises\n| id | promise |\n| G1 | Never crashes |\n"),
    "domain": places_of("# Domain\n## 10. Figures\n[S8]\n## Sources\nS8 a table · S10 a report"),
}


@pytest.mark.parametrize(
    ("planted", "faults"),
    [
        ("method §1", []),
        ('(method §1, "Unit slip"; §3)', []),
        ('(method §1 "≧", §3 "x")', []),
        ("Method §3: text", []),
        ("# of sizes (method\n# §3), halved", []),
        ("trust G1, domain §10, S8", []),
        ("method §2", [(1, "method §2")]),
        ("as in method §3 and §4", [(1, "method §4")]),
        ("a\nb (trust G1–G9)", [(2, "trust G9")]),
        ('(method §1, "tax slip")', [(1, 'method §1 "tax slip"')]),
        ('(method §1, "flying")', [(1, 'method §1 "flying"')]),
        ('(method §3, "unit slip")', [(1, 'method §3 "unit slip"')]),
        ("domain §10, S9", [(1, "domain S9")]),
        ("architecture §1", [(1, "architecture §1")]),
        ("as §1 says", [(1, "no page §1")]),
        ("(method, head)", []),
    ],
)
def test_a_planted_citation_resolves_or_is_found(
    planted: str, faults: list[tuple[int, str]]
) -> None:
    assert list(faults_of(planted, KNOWN)) == faults


def test_a_bare_section_on_a_page_is_its_own() -> None:
    assert list(faults_of("§3 and §9", KNOWN, "method")) == [(1, "method §9")]


def test_a_planted_page_that_is_not_there_is_found() -> None:
    text = "see docs/method.md and docs/nowhere.md."
    assert missing_files(text, ["docs/method.md"]) == ["docs/nowhere.md"]


def test_every_citation_of_the_code_resolves() -> None:
    known = pages()
    found = {
        f"{name_of(path)}:{line}": citation
        for path in files()
        for line, citation in faults_of(text_of(path), known)
    }
    assert found == {}


def test_the_code_cites_each_page_of_formulas_words_and_promises() -> None:
    cited = {head["page"].lower() for path in files() for head in HEAD.finditer(text_of(path))}
    assert cited >= {"method", "domain", "trust"}


def test_every_page_cites_sections_that_are_there() -> None:
    known = pages()
    found = {
        f"{path.name}:{line}": citation
        for path in sorted(DOCS.glob("*.md"))
        for line, citation in faults_of(text_of(path), known, path.stem)
    }
    assert found == {}


def test_the_method_has_its_sections_from_0_to_11_and_the_domain_from_1_to_13() -> None:
    known = pages()
    assert [key for key in known["method"] if key[0] == "§"] == [f"§{n}" for n in range(12)]
    assert [key for key in known["domain"] if key[0] == "§"] == [f"§{n}" for n in range(1, 14)]
    assert sorted(known["trust"]) == sorted(
        [*(f"§{n}" for n in range(1, 6)), *(f"G{n}" for n in range(1, 18))]
    )


def test_every_file_under_docs_that_is_named_is_there() -> None:
    paths = [*files(), *DOCS.glob("*.md"), ROOT / "README.md", ROOT / "CHANGELOG.md"]
    found = {
        name_of(path): missing
        for path in paths
        if (missing := missing_files(text_of(path), names_in_docs()))
    }
    assert found == {}


def test_every_link_and_test_that_a_page_names_is_there() -> None:
    tests = {path.name for path in (ROOT / "tests").rglob("test_*.py")}
    lost = []
    for path in (*sorted(DOCS.glob("*.md")), ROOT / "README.md"):
        text = text_of(path)
        links = re.findall(r"\]\(([^)#:]+)\)", text)
        lost += [f"{path.name}: {link}" for link in links if not (path.parent / link).exists()]
        named = re.findall(r"\btest_\w+\.py\b", text)
        lost += [f"{path.name}: {name}" for name in named if name not in tests]
        folders = re.findall(r"`((?:samples|schemas|rfi|\.streamlit)/[\w./-]*)`", text)
        lost += [f"{path.name}: {name}" for name in folders if not (ROOT / name).exists()]
    assert lost == []
