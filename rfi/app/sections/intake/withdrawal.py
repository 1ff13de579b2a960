"""An answer taken out of the comparison, and brought back."""

import streamlit as st

from rfi.app.frame.acts import Undo, Work, act
from rfi.app.frame.faults import acting
from rfi.app.frame.received import received_of
from rfi.app.frame.widget_state import relabelled
from rfi.app.sections.uploads.drop import upload_key
from rfi.app.session.current import Current
from rfi.intake.round.round import Answer
from rfi.store.round.answers import restore_answer, withdraw_answer
from rfi.store.round.reading import StoredRound
from rfi.views.intake.files import Received, vendor_words


def _withdrawing(sha256: str, now: StoredRound) -> Work:
    version = now.answer(sha256).version
    return lambda store, round_id, signed: withdraw_answer(store, round_id, sha256, version, signed)


def _restoring(sha256: str, now: StoredRound) -> Work:
    version = now.answer(sha256).version
    return lambda store, round_id, signed: restore_answer(store, round_id, sha256, version, signed)


def _label(found: Received, here: Current) -> str:
    is_out = found.answer.is_withdrawn
    word = "intake.remove.withdrawn" if is_out else "intake.remove.current"
    return here.word(word, vendor=vendor_words(found, here.comparison, here.lang), name=found.name)


def _withdraw(answer: Answer, here: Current) -> None:
    sha256 = answer.file.sha256
    act(
        "answers",
        _withdrawing(sha256, here.stored),
        undo=Undo(
            here.word("intake.withdrawn", name=answer.file.name),
            "answers",
            lambda now: _restoring(sha256, now),
        ),
    )


def _restore(answer: Answer, here: Current) -> None:
    act("answers", _restoring(answer.file.sha256, here.stored))


def show_withdrawal(here: Current) -> None:
    """Let one answer be taken out, or one that was taken out be brought back."""
    answers = here.workspace.round.answers
    labels = [_label(found, here) for found in received_of(here)]
    index = st.selectbox(
        here.word("intake.remove.which"),
        range(len(answers)),
        format_func=lambda at: labels[at],
        index=None,
        placeholder=here.word("intake.remove.choose"),
        key=relabelled(upload_key("remove"), labels),
        width=260,
    )
    chosen = None if index is None else answers[index]
    is_back = chosen is not None and chosen.is_withdrawn
    st.button(
        here.word("intake.restore" if is_back else "intake.remove"),
        on_click=acting(_restore if is_back else _withdraw),
        args=(chosen, here),
        disabled=chosen is None,
        key="withdraw",
    )
