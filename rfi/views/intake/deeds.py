"""What a person did, when, and whether it was taken back, in words."""

from rfi.intake.round.deed import Deed
from rfi.text.dates import shown_moment
from rfi.text.wording import Lang, text


def deed_words(deed: Deed, lang: Lang) -> tuple[str, str, str]:
    """Return who did it, when, and whether it is in force or who took it back."""
    state = text(f"view.suggestions.{'undone' if deed.is_undone else 'in_force'}", lang)
    if deed.is_undone:
        state = text(
            "view.suggestions.undone_by",
            lang,
            state=state,
            by=deed.undone_by,
            at=shown_moment(deed.undone_at),
        )
    return deed.by, shown_moment(deed.at), state
