"""A workbook for every core city in one go: with its progress, a way to stop, and one zip."""

from dataclasses import dataclass, replace

import streamlit as st

from rfi.app.frame.faults import acting, quiet
from rfi.app.frame.show import audit_line, file_name
from rfi.app.runs.turn import pass_turn
from rfi.app.sections.export.rows import show_row
from rfi.app.session.cache import core_cities, shown_answers_of
from rfi.app.session.current import Current
from rfi.app.session.reading_queue import city_queue
from rfi.export.cities.batch import CityBatch
from rfi.export.cities.worker import BatchEndedError, CityWorker
from rfi.export.imprint import Imprint
from rfi.export.outputs import BY_KEY, ZIP

_KEPT, _BEGUN = "city_batch", "city_batch_begun"
# How often somebody who waits is told how many are still before them.
_LOOK_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class _Made:
    """What was written last in this session, and under what."""

    key: str
    data: bytes


def _key(here: Current, imprint: Imprint) -> str:
    """Return what names the answers, the conditions, the reading and the imprint of a batch."""
    place = here.workspace
    stands = (place.decided, place.remarked)
    parts = (place.key, *stands, place.choices.key, place.choices.shown)
    return repr((*parts, here.reading, imprint))


def _batch(here: Current, imprint: Imprint) -> CityBatch:
    codes = tuple(city.code for city in core_cities())
    answers = shown_answers_of(here.workspace, here.lang)
    whole = replace(imprint, audit=audit_line(here.stored.round_id, here.lang))
    chosen, remarks = here.workspace.choices.chosen, here.evaluation.remarks
    return CityBatch(answers, chosen, here.reading, codes, whole, remarks)


def _write(here: Current, imprint: Imprint) -> bytes | None:
    """Write the batch in a process of its own, and tell how far it is; None where it failed.

    Whatever else is pressed ends this run of the page, and with it the process.
    """
    pass_turn()
    batch = _batch(here, imprint)
    names = {city.code: city.name for city in core_cities()}
    st.button(here.word("export.cities.stop"), key="cities_stop")
    place, progress = st.empty(), st.progress(0.0)
    with city_queue().place() as turn:
        while ahead := turn.ahead(_LOOK_SECONDS):
            place.text(here.word("export.cities.waiting", ahead=ahead))
        place.text(here.word("export.cities.beginning"))
        worker = CityWorker(batch)
        try:
            for number, told in enumerate(worker.results(), start=1):
                if isinstance(told, bytes):
                    return told
                progress.progress(number / len(batch.codes))
                facts = {"number": number, "count": len(batch.codes), "name": names[told]}
                place.text(here.word("export.cities.written", **facts))
        except BatchEndedError:
            return None
        finally:
            worker.end()
    return None


def _begin() -> None:
    st.session_state[_BEGUN] = True


def show_cities(here: Current, imprint: Imprint) -> None:
    """Show the row of the batch: begun by a button, kept for this session, saved by another."""
    count = len(core_cities())
    is_begun = st.session_state.pop(_BEGUN, False)
    made: _Made | None = st.session_state.get(_KEPT)
    is_made = made is not None and made.key == _key(here, imprint)
    with st.container(horizontal=True, vertical_alignment="center", key="round_row_export_cities"):
        show_row(
            here.word("export.cities", count=count),
            here.word(BY_KEY["page"].withheld(here.evaluation) or "export.cities.for"),
            here.word("export.cities.paper", count=count),
        )
        if BY_KEY["page"].withheld(here.evaluation):
            # The workbooks of cities tell every offer too.
            return
        if made is not None and is_made:
            name = here.word("export.cities.name", name=file_name(here), count=count)
            data = made.data
            st.download_button(
                here.word("export.cities.save"),
                data=quiet(lambda: data),
                file_name=f"{name}.zip",
                mime=ZIP,
                on_click="ignore",
                key="export_cities",
            )
            return
        words = here.word("export.cities.begin")
        st.button(words, on_click=acting(_begin), key="cities_begin")
    if not is_begun:
        return
    data_now = _write(here, imprint)
    if data_now is None:
        st.error(here.word("export.cities.failed"))
        return
    st.session_state[_KEPT] = _Made(_key(here, imprint), data_now)
    st.rerun()
