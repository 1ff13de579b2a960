"""All generated files as bytes, by their path under ``samples/``."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rfi.document.read import read_document
from rfi.intake.authoring.book import write_authoring_book
from rfi.scenario.questionnaire import questionnaire_of
from samples.make.books import untidy_book
from samples.make.cities import CITIES, city_profile
from samples.make.city_tables import current_cost_table, figure_table, ratio_table
from samples.make.internal import five_plans, internal_questionnaire, own_book, own_csv
from samples.make.invalid import invalid_samples
from samples.make.invalid_books import invalid_books
from samples.make.questionnaire import questionnaire
from samples.make.responses import response
from samples.make.vendors import VENDORS

SAMPLES_DIR = Path(__file__).resolve().parents[1]


def _bytes(document: Mapping[str, Any]) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def sample_documents() -> dict[str, bytes]:
    """Return path → content of every generated file; the same on every call."""
    documents: dict[str, Mapping[str, Any]] = {"responses/questionnaire.json": questionnaire()}
    documents["internal/questionnaire.json"] = internal_questionnaire()
    documents["internal/vendor_five_plans.json"] = five_plans()
    for vendor in VENDORS:
        documents[f"responses/vendor_{vendor.key.lower()}.json"] = response(vendor)
    for city in CITIES:
        documents[f"cities/{city.slug}.json"] = city_profile(city)
    files = {name: _bytes(document) for name, document in documents.items()}
    # Not beside the answers: there a questionnaire is found by itself, and one of them is enough.
    files["questionnaires/core_city_2026.xlsx"] = write_authoring_book(
        documents["responses/questionnaire.json"]
    )
    files["questionnaires/internal_2027.xlsx"] = write_authoring_book(
        documents["internal/questionnaire.json"]
    )
    files["internal/own_layout_book.xlsx"] = own_book()
    files["internal/own_layout_list.csv"] = own_csv()
    files["cities/fictional_current_costs.csv"] = current_cost_table()
    files["cities/fictional_figures.csv"] = figure_table()
    files["cities/fictional_ratio_survey.csv"] = ratio_table()
    asked = questionnaire_of(read_document("q.json", files["responses/questionnaire.json"]))
    for vendor in VENDORS:
        key = vendor.key.lower()
        answer = documents[f"responses/vendor_{key}.json"]
        files[f"responses/vendor_{key}.xlsx"] = untidy_book(asked, answer, key)
    files.update((f"invalid/{name}", data) for name, data in invalid_samples().items())
    files.update((f"invalid/{name}", data) for name, data in invalid_books().items())
    return files


def stale_documents(documents: Mapping[str, bytes]) -> list[str]:
    """Return the paths whose file is missing or differs."""
    return [
        name
        for name, content in documents.items()
        if not (SAMPLES_DIR / name).is_file() or (SAMPLES_DIR / name).read_bytes() != content
    ]
