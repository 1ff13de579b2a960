"""Everything of an evaluation, or the issues of a check, as one JSON object with its schema."""

from collections.abc import Iterable, Mapping

from rfi.document.read import Document
from rfi.evaluation.evaluation import Evaluation
from rfi.export.record.encoder import Json, encode, to_json
from rfi.export.record.records import RECORDS, SECTIONS, AccountedBook, ToldIssue
from rfi.scenario.address import is_open_to
from rfi.schema.issue import Issue
from rfi.schema.load import OutputName, load_schema
from rfi.text.wording import Lang


def record_of_parts(
    kind: OutputName, parts: Mapping[str, object], issues: Iterable[Issue], lang: Lang
) -> dict[str, Json]:
    """Return ``kind`` and ``schema_version``, the parts by name, and the issues in ``lang``."""
    told = [ToldIssue(issue, lang) for issue in issues]
    version = load_schema(kind)["properties"]["schema_version"]["const"]
    head = {"kind": kind, "schema_version": version}
    return {
        key: encode(value, RECORDS, key) for key, value in {**head, **parts, "issues": told}.items()
    }


def holds_every_figure(evaluation: Evaluation) -> bool:
    """Tell whether the record of an evaluation may go out: it holds every figure of every offer."""
    conditions = evaluation.conditions
    return conditions.mode != "aggregate" and is_open_to("meeting", conditions.level)


def evaluation_record(evaluation: Evaluation, lang: Lang, audit: str = "") -> dict[str, Json]:
    """Return ``kind``, ``schema_version``, every section, and the issues in ``lang``.

    Yen are whole, tax-excluded unless named otherwise; what is not known is null. ``audit`` is the
    end of the audit of the round in words; without one there is no such key.
    """
    parts = {name: part(evaluation) for name, part in SECTIONS.items()}
    if audit:
        parts["audit"] = audit
    return record_of_parts("evaluation", parts, evaluation.costs.issues, lang)


def check_record(
    issues: Iterable[Issue],
    questionnaire: str | None,
    lang: Lang,
    documents: Iterable[Document] = (),
) -> dict[str, Json]:
    """Return ``kind``, ``schema_version``, the issues of checked files, and the cells of workbooks.

    Of every answer workbook: how many cells were read, were the form's own, and are named.

    Args:
        issues: Of all files.
        questionnaire: File that the answers were held against; None where there was none.
        lang: Of the messages.
        documents: The answers as they were read.
    """
    workbooks = [
        AccountedBook(document.name, document.accounting)
        for document in documents
        if document.accounting is not None
    ]
    parts = {"questionnaire": questionnaire, "workbooks": workbooks}
    return record_of_parts("check", parts, issues, lang)


def write_record(evaluation: Evaluation, lang: Lang, audit: str = "") -> bytes:
    """Return the evaluation as a JSON file, UTF-8; ``audit`` as in ``evaluation_record``."""
    return (to_json(evaluation_record(evaluation, lang, audit)) + "\n").encode()
