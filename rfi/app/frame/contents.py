"""The contents of a subject on its page: sections, choices, tables and figures, from its list."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from rfi.app.frame.navigation import show_link
from rfi.app.frame.show import show_chart, show_drawn, show_table, titled
from rfi.app.session.current import Current
from rfi.app.session.session import aside, keep_aside
from rfi.views.look.band.picture import Picture
from rfi.views.look.contents import Choice, Content, Contents, Need
from rfi.views.look.table import Table

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

_LIST_WIDTH = 350
# Sections beyond which two lists have a line of their own.
_MANY = 5
# Key of a choice → what is chosen, by controls of the page's own.
Pickers = Mapping[str, Callable[[Current], object]]
# Section → what the page shows itself; it tells whether that is all.
Own = Mapping[str, Callable[[Current], bool]]


def _pick(choice: Choice[Any], here: Current) -> object:
    """Show the control of a choice and return what is chosen; it is kept with the person's view.

    What is kept is the option's own code, never its title, which may name a vendor.
    """
    options, label = choice.options(here.evaluation), here.word(choice.word)
    codes = [choice.code(option, here.evaluation) for option in options]
    # Among other options the value of the control would be another one.
    of_codes = f"{choice.key}_codes"
    is_new = st.session_state.get(of_codes) != codes or choice.key not in st.session_state
    if is_new or st.session_state[choice.key] not in options:
        kept = aside(choice.key)
        place = codes.index(kept) if kept in codes else choice.start_of(options)
        st.session_state[choice.key] = options[place]
        st.session_state[of_codes] = codes
    chosen = _shown_choice(choice, options, label, here)
    code = codes[list(options).index(chosen)]
    keep_aside(choice.key, "" if code == codes[choice.start_of(options)] else code)
    return chosen


def _shown_choice(choice: Choice[Any], options: Sequence[Any], label: str, here: Current) -> object:
    """Show the control of a choice; what is chosen at first stands in the session already."""
    if choice.kind == "switch":
        return st.toggle(label, key=choice.key)

    def titled(option: object) -> str:
        return choice.title(option, here.evaluation, here.reading)

    if choice.kind == "list" and len(options) == 1:
        # One offer, say: there is nothing to choose.
        return options[0]
    if choice.kind == "list":
        return st.selectbox(label, options, format_func=titled, key=choice.key, width=_LIST_WIDTH)
    return st.segmented_control(
        label,
        options,
        format_func=titled,
        required=True,
        label_visibility="collapsed",
        key=choice.key,
    )


class _Section:
    """One section as it is shown: what was chosen so far, and what was said."""

    def __init__(self, here: Current, pickers: Pickers) -> None:
        self._here, self._pickers = here, pickers
        self._chosen: dict[str, object] = {}
        self._said: set[str] = set()
        self._tables: dict[Content, Table | None] = {}
        self.title_place: DeltaGenerator | None = None

    def choose(self, choices: Iterable[Choice[Any]], *, in_a_row: bool = False) -> bool:
        """Show the controls that are not there yet; False where there is nothing to choose."""
        for choice in choices:
            if choice.key in self._chosen or (in_a_row and choice.key in self._pickers):
                continue
            if not choice.options(self._here.evaluation):
                return False
            picker = self._pickers.get(choice.key)
            self._chosen[choice.key] = picker(self._here) if picker else _pick(choice, self._here)
        return True

    def begin(self, parts: Sequence[Content], *, is_alone: bool) -> None:
        """Show the choices of the first part in a row; alone, a picture's title before them."""
        if is_alone and any(part.picture for part in parts):
            self.title_place = st.container()
        first = next((part for part in parts if not part.unmet(self._here.evaluation)), None)
        if first is not None:
            of = first.of.choices if first.of else ()
            self.choose((*first.choices, *of), in_a_row=True)

    def say(self, word: str) -> bool:
        """Say something once; tell whether it was said now."""
        if not word or word in self._said:
            return False
        self._said.add(word)
        st.info(self._here.word(word))
        return True

    def lack(self, need: Need) -> None:
        """Say what is missing and where it is given."""
        if self.say(need.word(self._here.evaluation)) and need.page:
            show_link(need.page, self._here.word(need.link))

    def _show_picture(self, picture: Picture) -> None:
        """Show a picture; the first one has its title beside the controls."""
        place, self.title_place = self.title_place, None
        (place or st).html(titled(picture))
        show_drawn(picture.html)

    def _table(self, part: Content) -> Table | None:
        """Return the table of a content, made once for itself and for the picture drawn of it."""
        if part not in self._tables:
            given = (self._here.evaluation, self._here.reading, self._chosen)
            self._tables[part] = part.table(*given)
        return self._tables[part]

    def show(self, part: Content) -> None:
        """Show one table, figure or picture, or why there is none."""
        here = self._here
        need = part.unmet(here.evaluation)
        if need is not None:
            self.lack(need)
            return
        if not self.choose((*part.choices, *(part.of.choices if part.of else ()))):
            return
        given = (here.evaluation, here.reading, self._chosen)
        if part.figure and part.fold:
            # A chart is drawn anew, twice, at every move: folded, it is not made before it is seen.
            fold = st.expander(here.word(part.fold), key=f"fold_{part.name}", on_change="rerun")
            if fold.open and (figure := part.drawn(*given)):
                with fold:
                    show_chart(figure, part.name, here)
            return
        figure, table = part.drawn(*given), self._table(part)
        picture = part.pictured(*given, self._table(part.of) if part.of else None)
        if picture is not None:
            self._show_picture(picture)
        elif figure is not None:
            show_chart(figure, part.name, here)
        elif table is None or (part.nothing and not table.rows):
            self.say(part.nothing)
        elif part.fold:
            with st.expander(here.word(part.fold)):
                show_table(table, here)
        else:
            show_table(table, here)


def _choose_section(contents: Contents, here: Current) -> str:
    sections = contents.sections
    if len(sections) == 1:
        return sections[0]
    chosen = st.segmented_control(
        here.word(f"{contents.subject}.section"),
        sections,
        format_func=lambda name: here.word(f"{contents.subject}.{name}"),
        default=sections[0],
        required=True,
        label_visibility="collapsed",
        key=f"{contents.subject}_section",
        bind="query-params",
    )
    return chosen or sections[0]


def _row(sections: Sequence[str], parts: Sequence[Content]) -> "DeltaGenerator":
    """Return the row of the controls, its style named after what stands in it.

    A style that looks for that itself (``:has``) goes through the page after every change of it.
    """
    choices = (*parts[0].choices, *(parts[0].of.choices if parts[0].of else ()))
    if len(sections) > _MANY:
        name = "sections_many"
    elif len(sections) > 1 or any(choice.kind == "buttons" for choice in choices):
        name = "sections"
    else:
        name = "sections_titled"
    return st.container(horizontal=True, vertical_alignment="bottom", key=name)


def _unmet_by_all(contents: Contents, here: Current) -> Need | None:
    """Return a need without which the page has nothing to show."""
    shared = set.intersection(*(set(part.needs) for part in contents.parts))
    return next((need for need in shared if not need.is_met(here.evaluation)), None)


def show_parts(
    contents: Contents,
    section: str,
    here: Current,
    pickers: Pickers | None = None,
    *,
    in_a_row: bool = False,
) -> None:
    """Show the tables and figures of one section, its controls above them or in the title's row."""
    shown, parts = _Section(here, pickers or {}), contents.of(section)
    if in_a_row:
        with _row((section,), parts):
            shown.begin(parts, is_alone=True)
    for part in parts:
        shown.show(part)


def show_contents(
    contents: Contents, here: Current, pickers: Pickers | None = None, own: Own | None = None
) -> None:
    """Show the page of a subject: its sections, the choices of the one that is open, its contents.

    Args:
        contents: The list of the subject.
        here: What the session shows.
        pickers: Choices for which the page has controls of its own.
        own: Sections of which the page shows something itself.
    """
    shown = _Section(here, pickers or {})
    need = _unmet_by_all(contents, here)
    if need is not None:
        shown.lack(need)
        return
    sections = contents.sections
    with _row(sections, contents.of(sections[0])):
        section = _choose_section(contents, here)
        parts = contents.of(section)
        if section not in (own or {}):
            shown.begin(parts, is_alone=len(sections) == 1)
    if own and section in own and own[section](here):
        return
    for part in parts:
        shown.show(part)
