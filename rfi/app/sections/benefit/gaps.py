"""What the page of effects says of offers without any."""

import streamlit as st

from rfi.app.session.current import Current
from rfi.text.wording import text
from rfi.views.look.offers import offer_columns


def show_gaps(here: Current) -> None:
    """Say which offers have no effects, where some have."""
    benefits = here.evaluation.benefits
    pairs = zip(offer_columns(benefits), benefits.offers, strict=True)
    bare = [f"{column.letter} {column.short}" for column, offer in pairs if not offer.lines]
    if benefits.has_lines and bare:
        names = text("list.separator", here.lang).join(bare)
        st.text(here.word("benefits.some_empty", names=names))
