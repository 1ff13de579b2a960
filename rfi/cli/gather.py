"""Files named on the command line → documents; the only place here that reads the disk."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rfi.compare.round.conditions import CITY_KIND
from rfi.document.bounds import MAX_FILE_BYTES
from rfi.document.grid.clean_text import shown_name
from rfi.document.read import Document
from rfi.intake.laid.read import read_cities_received, read_received
from rfi.intake.query.touched import SettledPlace
from rfi.intake.remark.remark import Remark
from rfi.intake.round.names import told_apart
from rfi.scenario.city.city import City, read_core_cities
from rfi.scenario.city.files import CSV_NAMES, NO_ANSWER, CityFile, city_file_of
from rfi.scenario.city.joined import join_cities
from rfi.scenario.city.known_cities import KnownCities, known_cities
from rfi.store.round.notes import Note
from rfi.text.wording import Lang, text

# Files beside an answer that are looked at for its questionnaire. [ours]
MOST_CANDIDATES = 200
MOST_BOOKS = 20
SAMPLES = Path(__file__).resolve().parents[2] / "samples"
STANDARD_ASSUMPTIONS = SAMPLES / "assumptions" / "standard.json"
CITIES = SAMPLES / "cities"


class UsageError(Exception):
    """The command line cannot be followed; the message says why in the user's language."""


def _name_and_hash(file: CityFile) -> tuple[str, str]:
    """Return what orders files of cities: their names, whatever the order of the call."""
    return file.name, file.sha256


@dataclass(frozen=True, slots=True)
class Decided:
    """What a saved round says beside its files.

    Attributes:
        standard: The standard assumption set that the round was begun with.
        settled: Warnings that were asked and answered, or dismissed.
        letters: Offer keys in the order of their letters, where the round has given any.
        title: Of the round.
        minutes: What its meetings kept.
        remarks: What people wrote beside its figures.
        hidden: What is masked in it beside the names in its answers.
    """

    standard: Document
    settled: frozenset[SettledPlace]
    letters: tuple[str, ...] = ()
    title: str = ""
    minutes: tuple[Note, ...] = ()
    remarks: tuple[Remark, ...] = ()
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gathered:
    """The documents of one call, by what they are.

    Attributes:
        questionnaire: The questionnaire asked for or found; None when there is none.
        responses: Answers, and whatever else was given as one but cannot be told.
        assumptions: Assumption sets.
        others: Scopes and saved conditions.
        city_files: Profiles and tables of cities, in an order that no call changes.
        decided: What a saved round says; None for files.
    """

    questionnaire: Document | None
    responses: tuple[Document, ...]
    assumptions: tuple[Document, ...]
    others: tuple[Document, ...]
    city_files: tuple[CityFile, ...]
    decided: Decided | None = None

    @property
    def others_than_answers(self) -> tuple[Document, ...]:
        """Every document but answers and files of cities."""
        first = (self.questionnaire,) if self.questionnaire else ()
        return (*first, *self.assumptions, *self.others)

    def known_cities(self, lang: Lang) -> KnownCities:
        """Return the cities that can be chosen: a round brings its own invented ones or none."""
        samples = () if self.decided else sample_cities()
        return known_cities(core_cities(lang), self.city_files, samples)


def bytes_of(path: Path, lang: Lang, most: int = MAX_FILE_BYTES) -> bytes:
    """Return what a file holds, up to one byte beyond the limit: enough for a reader to refuse it.

    Raises:
        UsageError: there is no such file.
    """
    if not path.is_file():
        raise UsageError(text("cli.error.no_file", lang, name=shown_name(path.name)))
    with path.open("rb") as handle:
        return handle.read(most + 1)


def read_path(path: Path, lang: Lang) -> Document:
    """Read one document from the disk.

    Raises:
        UsageError: there is no such file.
    """
    return read_received(shown_name(path.name), bytes_of(path, lang))


def core_cities(lang: Lang = "ja") -> tuple[City, ...]:
    """Return the published list of core cities."""
    return read_core_cities((CITIES / "core_cities.csv").read_bytes(), text("city.census", lang))


def _read_any(path: Path, name: str, lang: Lang) -> Document | CityFile:
    """Read a file as an answer or another document, or as a table of cities."""
    data = bytes_of(path, lang)
    if path.name.lower().endswith(CSV_NAMES):
        return read_cities_received(name, data)
    document = read_received(name, data)
    if document.is_held and {issue.code for issue in document.issues} & NO_ANSWER:
        # A workbook without the marks of the form may be a table of cities.
        table = read_cities_received(name, data)
        if table.parts or table.pairs:
            return table
    return document


def _is_wanted(document: Document, wanted: str) -> bool:
    value = document.value if document.kind == "questionnaire" else None
    return value is not None and value.get("questionnaire_id") == wanted


def _beside(paths: Sequence[Path], wanted: str) -> Document | None:
    """Return the questionnaire of the wanted id that lies beside the files, whatever its name.

    JSON is looked at first: what it is shows in its text. A workbook must be read for that.
    """
    mark = json.dumps(wanted, ensure_ascii=False).encode()
    given = {path.resolve() for path in paths}
    folders = sorted({path.parent for path in given})
    for folder in folders:
        for candidate in sorted(folder.glob("*.json"))[:MOST_CANDIDATES]:
            with candidate.open("rb") as handle:
                data = handle.read(MAX_FILE_BYTES + 1)
            if mark not in data or b'"scenarios"' not in data:
                continue
            document = read_received(shown_name(candidate.name), data, "questionnaire")
            if _is_wanted(document, wanted):
                return document
    for folder in folders:
        books = [path for path in sorted(folder.glob("*.xlsx")) if path not in given]
        for candidate in books[:MOST_BOOKS]:
            with candidate.open("rb") as handle:
                data = handle.read(MAX_FILE_BYTES + 1)
            document = read_received(shown_name(candidate.name), data)
            if _is_wanted(document, wanted):
                return document
    return None


def _asked_ids(responses: Iterable[Document]) -> list[str]:
    """Return the questionnaires that answers name, held answers too."""
    drafts = (document.draft for document in responses)
    named = [draft.get("questionnaire_id") for draft in drafts if isinstance(draft, dict)]
    return [one for one in named if isinstance(one, str) and one]


def gather(
    files: Sequence[str], questionnaire: str | None, assumptions: Sequence[str], lang: Lang
) -> Gathered:
    """Read all files of a call and tell them apart by their content.

    Raises:
        UsageError: a file is not there.
    """
    paths = [Path(name) for name in files]
    # By their places, so that the order in which they are given names none otherwise.
    ordered = sorted(set(paths))
    names = dict(zip(ordered, told_apart(shown_name(path.name) for path in ordered), strict=True))
    read = [_read_any(path, names[path], lang) for path in paths]
    documents = [one for one in read if isinstance(one, Document)]
    asked = read_path(Path(questionnaire), lang) if questionnaire else None
    sets = [read_path(Path(name), lang) for name in assumptions]
    by_kind: dict[str, list[Document]] = {}
    for document in documents:
        by_kind.setdefault(document.kind or "rfi_response", []).append(document)
    if asked is None and by_kind.get("questionnaire"):
        asked = by_kind["questionnaire"][0]
    responses = by_kind.get("rfi_response", [])
    profiles = map(city_file_of, by_kind.get(CITY_KIND, ()))
    tables = (one for one in read if isinstance(one, CityFile))
    if asked is None:
        asked = next(filter(None, (_beside(paths, one) for one in _asked_ids(responses))), None)
    return Gathered(
        questionnaire=asked,
        responses=tuple(responses),
        assumptions=(*by_kind.get("assumption_set", ()), *sets),
        others=(*by_kind.get("scope", ()), *by_kind.get("conditions", ())),
        city_files=tuple(sorted((*profiles, *tables), key=_name_and_hash)),
    )


def sample_cities() -> tuple[City, ...]:
    """Return the invented cities that the toolkit brings, to be chosen beside the core cities."""
    paths = sorted(path for path in CITIES.iterdir() if not path.name.startswith("core"))
    return join_cities(read_cities_received(path.name, path.read_bytes()) for path in paths).cities
