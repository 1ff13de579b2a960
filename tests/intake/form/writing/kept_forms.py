"""Forms as written, and as LibreOffice saves them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rfi.intake.form.writer import write_answer_book
from rfi.scenario.questionnaire import Questionnaire
from rfi.text.wording import LANGS
from tests.office import saved_by_office


def kept_forms(
    soffice: str, folder: Path, asked: Questionnaire, answers: Mapping[str, dict[str, Any] | None]
) -> Mapping[str, tuple[bytes, bytes]]:
    """Return ``<kind>_<language>`` → the form of an answer as written and as saved."""
    written = {
        f"{kind}_{lang}": write_answer_book(asked, answer, lang)
        for kind, answer in answers.items()
        for lang in LANGS
    }
    saved = saved_by_office(soffice, written, folder)
    return {name: (data, saved[name]) for name, data in written.items()}
