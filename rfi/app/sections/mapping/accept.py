"""A mapped table taken in: as an answer of a vendor, or as today's cost of a city."""

from collections.abc import Iterator

from rfi.app.access.permissions import Permission
from rfi.app.frame.acts import outcome_of, tell_outcome
from rfi.app.frame.notices import tell_next
from rfi.app.sections.mapping.state import Mapped, end, layouts_of
from rfi.app.sections.uploads.claims import claim_in
from rfi.app.sections.uploads.report import keep_report
from rfi.app.session.current import Current
from rfi.app.session.open_round import renew
from rfi.intake.laid.heads import CityHead, Purpose
from rfi.intake.laid.laid import Laid, write_laid
from rfi.intake.layout.apply import AnswerHead, Applied
from rfi.intake.mapping.draft import Draft, open_businesses, open_rows
from rfi.intake.round.round import RoundFile
from rfi.store.database.engine import Store
from rfi.store.outcome import Done, Outcome
from rfi.store.round.act import Signed
from rfi.store.round.answers import HELD, accept_answer, withdraw_answer
from rfi.store.round.files import put_file
from rfi.store.round.layouts import save_layout
from rfi.views.intake.mapping import table_title
from rfi.views.intake.taken import Taken

_CITIES = "city_files"
# What it takes to make of a table what it shall become.
PERMISSIONS: dict[Purpose, Permission] = {"answer": "answers", "city": "city_files"}


def _missing_of_head(found: Mapped, here: Current) -> Iterator[str]:
    """Yield what the table does not say and nobody has said yet."""
    draft, head = found.draft, found.head
    others = {one.layout.name: one.layout.layout_id for one in layouts_of(here)}
    if others.get(draft.name, draft.layout_id) != draft.layout_id:
        yield here.word("mapping.missing.name", name=draft.name)
    if isinstance(head, CityHead) and not head.code:
        yield here.word("mapping.missing.city")
    if isinstance(head, AnswerHead) and not head.vendor:
        yield here.word("mapping.missing.vendor")


def _missing_of_tables(draft: Draft, here: Current) -> Iterator[str]:
    """Yield what of the columns is still to be said."""
    if not draft.used:
        yield here.word("mapping.missing.table")
    for at in sorted(draft.used):
        table = draft.tables[at]
        name = table_title(draft, at, here.lang)
        if not table.amounts:
            yield here.word("mapping.missing.amount", sheet=name)
        if not table.says_items:
            yield here.word("mapping.missing.item", sheet=name)


def missing_in(found: Mapped, made: Applied | None, here: Current) -> list[str]:
    """Return what is still to be said before the table can be taken."""
    draft = found.draft
    lines = list(_missing_of_tables(draft, here))
    is_laid = not lines
    rows = len(open_rows(draft)) if is_laid else 0
    words = sum(len(open_businesses(draft, at)) for at in sorted(draft.used))
    if rows:
        lines.append(here.word("mapping.missing.rows", count=rows))
    if words:
        lines.append(here.word("mapping.missing.words", count=words))
    if is_laid and not rows and made is not None and not made.value["offers"][0]["cost_lines"]:
        lines.append(here.word("mapping.missing.lines"))
    return [*lines, *_missing_of_head(found, here)]


def _keep_layout(found: Mapped, here: Current) -> None:
    """Keep the layout under its name, over what stands there."""
    layout = found.draft.layout
    seen = {one.layout.name: one.version for one in layouts_of(here)}

    def keep(store: Store, round_id: str, signed: Signed) -> Outcome:
        return save_layout(store, round_id, layout, seen.get(layout.name, 0), signed)

    tell_outcome(outcome_of("answers", keep))


def _accept_answer(file: RoundFile, here: Current) -> bool:
    claim = claim_in(here.workspace.round, file, here.questionnaire)

    def accept(store: Store, round_id: str, signed: Signed) -> Outcome:
        return accept_answer(store, round_id, file, claim, signed)

    outcome = outcome_of("answers", accept)
    if tell_outcome(outcome):
        keep_report([Taken(file.sha256, outcome.act if isinstance(outcome, Done) else "")], here)
        return True
    return False


def _accept_costs(file: RoundFile, head: CityHead, here: Current) -> bool:
    known = {one.name: one.sha256 for one in here.workspace.round.city_files}
    seen = here.stored.files.get((_CITIES, known.get(file.name, "")), 0)

    def put(store: Store, round_id: str, signed: Signed) -> Outcome:
        return put_file(store, round_id, "city_files", file, seen, signed)

    if tell_outcome(outcome_of("city_files", put)):
        tell_next("info", here.word("mapping.taken.city", city=head.name, name=file.name))
        return True
    return False


def _withdraw_held(found: Mapped, here: Current) -> None:
    """Take out the same file where it was held as an answer before it was mapped."""
    held = {one.sha256: one for one in here.stored.answers if one.state == HELD}
    known = held.get(found.file.sha256)
    if known is not None:
        outcome = outcome_of(
            "answers",
            lambda store, round_id, signed: withdraw_answer(
                store, round_id, known.sha256, known.version, signed
            ),
        )
        tell_outcome(outcome)


def accept(found: Mapped, here: Current) -> None:
    """Take the table in as what it shall become, and keep its layout under its name."""
    laid = Laid(found.file.name, found.file.data, found.draft.layout, found.head)
    file = RoundFile(found.file.name, write_laid(laid))
    head = found.head
    is_taken = (
        _accept_costs(file, head, here)
        if isinstance(head, CityHead)
        else _accept_answer(file, here)
    )
    if is_taken:
        _withdraw_held(found, here)
        _keep_layout(found, here)
        end()
    renew()
