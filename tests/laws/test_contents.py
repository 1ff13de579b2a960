"""Every view stands in the contents of its subject, worded, and every subject has its page."""

import ast
import importlib
import inspect
from collections.abc import Iterable
from pathlib import Path

import pytest

from rfi.app.frame.navigation import PAGES
from rfi.export.tables import SUBJECTS
from rfi.text.wording import has_text, text
from rfi.views.look.contents import Content, Contents
from tests.laws.source import RFI, ROOT, python_files

VIEWS = RFI / "views"
# Of what is not in an evaluation: a chosen cell, the files of the round, a set of conditions.
LEAVES = {
    "picture_followed",
    *("view_trace", "view_original", "view_ledger", "view_cell_path", "view_cell_years"),
    *("view_intake", "view_issues", "view_issue_groups", "view_suggestions", "view_applied"),
    *("view_dismissals", "view_taken", "view_total_changes", "view_audit"),
    *("view_changes", "view_queries", "view_query_states"),
    # A vendor's own table while it is being mapped.
    *("view_sheet", "view_sums", "view_mapped"),
    *("view_conditions", "view_assumptions", "view_difference", "view_cities", "view_volumes"),
    "view_group",
    # Ratios that cities reported, in files of the round.
    *("view_ratios", "view_ratio_cities", "figure_ratios"),
    # Part of the whole summary.
    "view_summary",
    # Two evaluations beside each other: a baseline is in none.
    *("picture_totals", "view_beside"),
}
PARTS = [part for contents in SUBJECTS for part in contents.parts]


def views_of(source: str) -> set[str]:
    return {
        node.name
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith(("view_", "figure_", "picture_"))
    }


def unlisted(views: set[str], parts: list[Content]) -> set[str]:
    return views - {part.name for part in parts} - LEAVES


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(RFI.parent).with_suffix("").parts)


def test_a_view_that_no_list_holds_is_found() -> None:
    views = views_of("def view_new(evaluation, reading): ...\ndef words(): ...")
    assert unlisted(views, PARTS) == {"view_new"}


def test_every_view_and_figure_stands_in_a_list_or_is_named_here() -> None:
    views = {name for path in python_files(VIEWS) for name in views_of(path.read_text("utf-8"))}
    assert unlisted(views, PARTS) == set()
    assert views >= LEAVES
    assert not LEAVES & {part.name for part in PARTS}


def test_no_view_stands_in_the_lists_of_two_subjects() -> None:
    homes: dict[str, set[str]] = {}
    for contents in SUBJECTS:
        for part in contents.parts:
            homes.setdefault(part.name, set()).add(contents.subject)
    assert [name for name, subjects in homes.items() if len(subjects) > 1] == []


def test_files_are_written_from_every_list() -> None:
    modules = [importlib.import_module(module_of(path)) for path in VIEWS.glob("*/contents.py")]
    lists = [
        value
        for module in modules
        if module.__name__ != "rfi.views.look.contents"
        for value in vars(module).values()
        if isinstance(value, Contents)
    ]
    assert sorted(map(id, lists)) == sorted(map(id, SUBJECTS))


def unnamed_in(readme: str, pages: Iterable[str]) -> list[str]:
    """Return the pages that have no row in the table of pages."""
    titles = {page: text(f"app.page.{page}", "ja") for page in pages}
    return [page for page, title in titles.items() if f"\n| {title} | " not in readme]


def test_a_page_that_the_readme_does_not_name_is_found() -> None:
    assert unnamed_in("# x\n| 費用 | 費目×提案 |\n", ["costs", "fit"]) == ["fit"]


def test_every_page_is_in_the_navigation_and_in_the_readme_and_every_subject_has_one() -> None:
    written = {path.stem for path in (RFI / "app" / "pages").rglob("*.py")} - {"__init__"}
    assert written == set(PAGES)
    assert {contents.subject for contents in SUBJECTS} <= written
    assert unnamed_in((ROOT / "README.md").read_text("utf-8"), PAGES) == []


@pytest.mark.parametrize("contents", SUBJECTS, ids=lambda one: one.subject)
def test_every_word_of_a_list_is_in_the_catalogue(contents: Contents) -> None:
    words = [
        word
        for part in contents.parts
        for word in (part.nothing, part.fold, *(need.link for need in part.needs))
    ]
    # A choice that is made by the page's own controls has no title of its own.
    words += [
        choice.word
        for part in contents.parts
        for choice in part.choices
        if not choice.key.endswith(("_shown", "_questions"))
    ]
    is_page = len(contents.sections) > 1 and contents.subject != "conditions"
    words += [f"{contents.subject}.{name}" for name in contents.sections if is_page]
    assert [word for word in words if word and not has_text(f"app.{word}")] == []


@pytest.mark.parametrize("part", PARTS, ids=lambda one: f"{one.section}-{one.name}")
def test_a_content_is_made_by_one_function_from_its_choices(part: Content) -> None:
    makers = [one for one in (part.view, part.figure, part.picture) if one is not None]
    assert len(makers) == 1
    made_by = makers[0]
    assert made_by is not None
    names = list(inspect.signature(made_by).parameters)
    assert names[1] == "reading"
    assert {choice.name for choice in part.choices} <= set(names[2:])


@pytest.mark.parametrize("part", PARTS, ids=lambda one: f"{one.section}-{one.name}")
def test_what_a_file_leaves_out_has_a_reason(part: Content) -> None:
    assert not (part.unfiled and part.view is None)
    for choice in part.choices:
        assert bool(choice.filed) <= bool(choice.reason) or choice.start
