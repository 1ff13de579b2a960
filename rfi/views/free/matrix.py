"""設問一覧: free question × offer, grouped as the questionnaire groups them."""

from collections.abc import Iterator

from rfi.compare.free.answers import FreeAnswer, FreeComparison
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.free_questions import FreeQuestion
from rfi.schema.codelists import load_codelist
from rfi.text.wording import Lang, text
from rfi.views.look.needed import Missing
from rfi.views.look.offers import offer_columns
from rfi.views.look.reading import Reading
from rfi.views.look.table import Kind, Row, Table, TableCell


def missing_free(found: FreeComparison) -> Missing:
    """Return why there is nothing to compare: not asked, not answered; "" if there is."""
    if not found.questions:
        return "not_asked"
    return "" if any(offer.answers for offer in found.offers) else "not_answered"


def question_title(question: FreeQuestion, lang: Lang) -> str:
    """Return a question in the language, as far as the questionnaire gives it."""
    return question.title_en if lang == "en" and question.title_en else question.title


def _words(found: FreeAnswer, lang: Lang) -> str:
    if found.yes is not None:
        return text("free.yes" if found.yes else "free.no", lang)
    return text("list.separator", lang).join(found.choices) or found.date or found.words


def _cell(question: FreeQuestion, found: FreeAnswer, lang: Lang) -> TableCell:
    """Return an answer; nothing is cut or filled in, and a must without one meets the eye."""
    parts = [text("free.other_kind", lang)] if found.is_other_kind else []
    note = text("view.value.separator", lang).join([*parts, *([found.note] if found.note else [])])
    if not found.has_value:
        key = "remark_only" if found.note else "unanswered"
        return TableCell(text=text(f"free.{key}", lang), note=note, is_marked=question.is_must)
    if found.number is not None:
        return TableCell(found.number, note=note)
    return TableCell(text=_words(found, lang), note=note)


def _row(found: FreeComparison, question: FreeQuestion, lang: Lang) -> Row:
    need = load_codelist("needs").title("must" if question.is_must else "may", lang)
    unit = [text("free.unit", lang, unit=question.unit)] if question.unit else []
    cells = tuple(
        _cell(question, offer.answer(question.question_id), lang) for offer in found.offers
    )
    kind: Kind = "number" if question.kind == "number" else "text"
    note = text("view.value.separator", lang).join([need, *unit])
    return Row(question.question_id, question_title(question, lang), cells, kind, note=note)


def _rows(found: FreeComparison, lang: Lang) -> Iterator[Row]:
    groups = dict.fromkeys(question.group for question in found.questions)
    for group in groups:
        if len(groups) > 1:
            yield Row(f"group.{group}", group or text("free.no_group", lang), level="section")
        for question in found.questions:
            if question.group == group:
                yield _row(found, question, lang)


def view_free_answers(
    evaluation: Evaluation, reading: Reading, *, differences_only: bool = False
) -> Table:
    """Return the questions with the answers of every offer.

    Args:
        evaluation: The round under its conditions.
        reading: Language, unit and tax basis.
        differences_only: Leave out the questions that all offers answer alike.
    """
    found, lang = evaluation.free_answers, reading.lang
    asked = len(found.questions)
    answered = tuple(
        TableCell(
            text=text("free.answered.cell", lang, answered=offer.answered, asked=asked),
            is_marked=offer.answered < asked,
        )
        for offer in found.offers
    )
    table = Table(
        key="free_answers",
        title=text("free.title", lang),
        caption=text("free.caption", lang, asked=asked),
        corner=text("book.question", lang),
        columns=offer_columns(found),
        rows=(
            Row("answered", text("free.answered", lang), answered, "text", "total"),
            *_rows(found, lang),
        ),
        notes=(text("free.note", lang),),
    )
    return table.with_differences_only() if differences_only else table
