"""A sign of the legend written with another character that is drawn alike."""

from collections.abc import Mapping

from rfi.document.form.draft import Draft, Path
from rfi.schema.issue import pointer_of
from rfi.text.lookalikes import sign_of


def alike(given: str, listed: Mapping[str, str], path: Path, draft: Draft) -> str | None:
    """Return the one symbol of the legend that is drawn like a given one, with a note.

    None where there is none or several: nobody can tell which is meant.
    """
    look = sign_of(given)
    found = [one for one in set(listed.values()) if look and sign_of(one) == look]
    if len(found) != 1 or found[0] == given:
        return None
    place = (*path, "symbol")
    origin = draft.origins.get(pointer_of(place), "")
    draft.add("cell_reinterpreted", "note", place, origin, given=given, read=found[0])
    return found[0]
