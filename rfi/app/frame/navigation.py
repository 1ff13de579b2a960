"""Where pages stand: in groups at the top, the pages of the open group below."""

from collections.abc import Collection, Mapping
from html import escape
from typing import cast
from urllib.parse import unquote, urlsplit

import streamlit as st

from rfi.app.access.permissions import PAGES as PERMISSION_OF
from rfi.app.access.permissions import Role, allows
from rfi.app.access.person import admitted
from rfi.app.session.address import LOST_WORDS
from rfi.app.session.session import language
from rfi.text.wording import Lang, text

# In the order of a round: what stands first is opened first.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "prepare": ("rounds", "questionnaire", "conditions"),
    "answers": ("intake", "queries"),
    "compare": ("summary", "costs", "today", "joint", "benefits", "fit", "service", "free"),
    "verify": ("robust", "trace", "choice"),
    "meeting": ("meeting", "minutes", "export"),
}
PAGES = tuple(PERMISSION_OF)
ROUNDS, EXPORT = PAGES[0], "export"
# Pages that show the comparison, and so stand under its conditions.
COMPARING = (
    "summary",
    "costs",
    "today",
    "joint",
    "benefits",
    "fit",
    "service",
    "free",
    "robust",
    "trace",
    "choice",
    "meeting",
    EXPORT,
)
_GROUP_OF = {page: group for group, pages in GROUPS.items() for page in pages}
# The first page stands at the root; the library keeps a name beside it, which nobody asks for.
_RESERVED = "first-page"
# The name of an address that was told to be no page's, so that it is told once.
_TOLD = "page_told"
# The page that the next run opens in place of the one that is asked for.
_NEXT = "page_next"


def path_of(page: str) -> str:
    """Return where the program of a page stands, below the root of the project."""
    return f"rfi/app/pages/{_GROUP_OF[page]}/{page}.py"


def page_title(page: str, lang: Lang) -> str:
    """Return what a page is called."""
    return text(f"app.page.{page}", lang)


def group_of(page: str) -> tuple[str, ...]:
    """Return the pages that stand beside a page, itself among them."""
    return GROUPS[_GROUP_OF[page]]


def _pages(lang: Lang, roles: Collection[Role]) -> Mapping[str, st.Page]:
    """Return the pages by name, made once a session for language and roles, not in every run.

    Each is looked for on the disk when it is made.
    """
    key = f"pages_{lang}_{'_'.join(sorted(roles))}"
    kept = st.session_state.get(key)
    if kept is None:
        kept = st.session_state[key] = {
            name: st.Page(
                path_of(name),
                title=page_title(name, lang),
                url_path=_RESERVED if name == ROUNDS else name,
                default=name == ROUNDS,
                visibility="visible" if allows(roles, PERMISSION_OF[name]) else "hidden",
            )
            for name in PAGES
        }
    return cast("Mapping[str, st.Page]", kept)


def name_asked(url: str, base: str) -> str:
    """Return the name of a page that an address asks for; "" for the first page.

    Args:
        url: Of the address, without what follows the ``?``.
        base: Path under which the program stands.

    >>> name_asked("http://127.0.0.1/rfi/costs", "rfi"), name_asked("http://127.0.0.1/rfi/", "/rfi")
    ('costs', '')
    """
    path = unquote(urlsplit(url).path).strip("/")
    return path.removeprefix(base.strip("/")).strip("/").rpartition("/")[2]


def _first_under(name: str, lang: Lang) -> st.Page:
    """Return the first page once more, under a name that no page has (``/rounds`` is one).

    The library would answer such a name with a box in English over the page.
    """
    if name != ROUNDS and st.session_state.get(_TOLD) != name:
        st.session_state[_TOLD] = name
        st.session_state[LOST_WORDS] = (f"/{name}", *st.session_state.get(LOST_WORDS, ()))
    return st.Page(
        path_of(ROUNDS), title=page_title(ROUNDS, lang), url_path=name, visibility="hidden"
    )


def open_next(page: str) -> None:
    """Let the next run open a page: a callback is called before the library knows the pages."""
    st.session_state[_NEXT] = page


def choose_page(lang: Lang, roles: Collection[Role]) -> tuple[str, st.Page]:
    """Show the groups; return the name of the page that is open, and the page."""
    pages = _pages(lang, roles)
    groups = {
        text(f"app.group.{group}", lang): [pages[name] for name in names]
        for group, names in GROUPS.items()
    }
    asked = name_asked(st.context.url or "", st.get_option("server.baseUrlPath"))
    if asked and asked not in PAGES[1:]:
        next(iter(groups.values())).append(_first_under(asked, lang))
    page = st.navigation(groups, position="top")
    if (wanted := st.session_state.pop(_NEXT, None)) is not None:
        st.switch_page(pages[wanted])
    return next((name for name, known in pages.items() if known == page), ROUNDS), page


def show_link(page: str, label: str) -> None:
    """Show a link to a page.

    The page itself is given, not its path, which the library would look for on the disk.
    """
    st.page_link(_pages(language(), admitted().roles)[page], label=label)


def show_siblings(page: str, lang: Lang) -> None:
    """Show the pages of the open group; the name of the one that is open is its title."""
    roles = admitted().roles
    pages = _pages(lang, roles)
    with st.container(horizontal=True, vertical_alignment="center", key="siblings"):
        for name in group_of(page):
            title = page_title(name, lang)
            if name == page:
                st.html(f'<h1 class="rfi-here">{escape(title)}</h1>', width="content")
            elif allows(roles, PERMISSION_OF[name]):
                st.page_link(pages[name], label=title)
