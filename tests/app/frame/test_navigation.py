"""Every page stands in one group, and every group has its words."""

from rfi.app.access.permissions import PAGES as PERMISSION_OF
from rfi.app.frame.navigation import COMPARING, GROUPS, PAGES, ROUNDS, group_of
from rfi.text.wording import LANGS, has_text, text


def test_every_page_stands_in_exactly_one_group() -> None:
    listed = [page for pages in GROUPS.values() for page in pages]
    assert sorted(listed) == sorted(PERMISSION_OF)
    assert len(set(listed)) == len(listed)


def test_the_first_page_of_all_begins_rounds() -> None:
    assert next(iter(GROUPS.values()))[0] == ROUNDS == PAGES[0]


def test_what_compares_stands_in_the_groups_of_comparing_and_meeting() -> None:
    groups = {name for name, pages in GROUPS.items() if set(pages) & set(COMPARING)}
    assert groups == {"compare", "verify", "meeting"}
    assert group_of("costs") == GROUPS["compare"]


def test_every_group_has_words_in_both_languages() -> None:
    for group in GROUPS:
        assert has_text(f"app.group.{group}")
        assert len({text(f"app.group.{group}", lang) for lang in LANGS}) == len(LANGS)
