"""Files named on the command line → documents; the only place here that reads the disk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rfi.document.constants import MAX_FILE_BYTES
from rfi.document.read import Document, read_document
from rfi.scenario.city import City
from rfi.scenario.known_cities import known_cities
from rfi.text.wording import Lang, text

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
STANDARD_ASSUMPTIONS = SAMPLES / "assumptions" / "standard.json"
CITIES = SAMPLES / "cities"


class UsageError(Exception):
    """The command line cannot be followed; the message says why in the user's language."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The documents of one call, by what they are.

    Attributes:
        questionnaire: The questionnaire asked for or found; None when there is none.
        responses: Answers, and whatever else was given as one but cannot be told.
        assumptions: Assumption sets.
        others: City profiles, scopes and saved conditions.
    """

    questionnaire: Document | None
    responses: tuple[Document, ...]
    assumptions: tuple[Document, ...]
    others: tuple[Document, ...]

    @property
    def documents(self) -> tuple[Document, ...]:
        """Every document once."""
        first = (self.questionnaire,) if self.questionnaire else ()
        return (*first, *self.assumptions, *self.others, *self.responses)


def read_path(path: Path, lang: Lang) -> Document:
    """Read one document from the disk.

    Raises:
        UsageError: there is no such file.
    """
    if not path.is_file():
        raise UsageError(text("cli.error.no_file", lang, name=path.name))
    with path.open("rb") as handle:
        # One byte beyond the limit is enough for the reader to refuse the file.
        return read_document(path.name, handle.read(MAX_FILE_BYTES + 1))


def _beside(paths: Iterable[Path], wanted: str) -> Document | None:
    """Return the questionnaire of the wanted id that lies beside the files."""
    for folder in sorted({path.resolve().parent for path in paths}):
        for candidate in sorted(folder.glob("*questionnaire*.json")):
            document = read_document(candidate.name, candidate.read_bytes())
            if document.value and document.value.get("questionnaire_id") == wanted:
                return document
    return None


def gather(
    files: Sequence[str], questionnaire: str | None, assumptions: Sequence[str], lang: Lang
) -> Gathered:
    """Read all files of a call and tell them apart by their content.

    Raises:
        UsageError: a file is not there.
    """
    paths = [Path(name) for name in files]
    documents = [read_path(path, lang) for path in paths]
    asked = read_path(Path(questionnaire), lang) if questionnaire else None
    sets = [read_path(Path(name), lang) for name in assumptions]
    by_kind: dict[str, list[Document]] = {}
    for document in documents:
        by_kind.setdefault(document.kind or "rfi_response", []).append(document)
    if asked is None and by_kind.get("questionnaire"):
        asked = by_kind["questionnaire"][0]
    responses = by_kind.get("rfi_response", [])
    if asked is None:
        wanted = [str(doc.value["questionnaire_id"]) for doc in responses if doc.value]
        asked = _beside(paths, wanted[0]) if wanted else None
    return Gathered(
        questionnaire=asked,
        responses=tuple(responses),
        assumptions=(*by_kind.get("assumption_set", ()), *sets),
        others=tuple(
            document
            for kind in ("city_profile", "scope", "conditions")
            for document in by_kind.get(kind, ())
        ),
    )


def cities_to_choose(given: Iterable[Document], lang: Lang) -> Mapping[str, City]:
    """Return the cities that can be named: profiles given, sample profiles, core cities."""
    profiles = [
        document.value for document in given if document.kind == "city_profile" and document.value
    ]
    for path in sorted(CITIES.glob("*.json")):
        value = read_document(path.name, path.read_bytes()).value
        if value:
            profiles.append(value)
    return known_cities((CITIES / "core_cities.csv").read_bytes(), profiles, lang)
