"""What the commands tell: lines, lists of issues, what became of the cells of a workbook."""

from collections import Counter
from collections.abc import Iterable, Sequence

from rfi.document.read import Document
from rfi.schema.issue import Issue
from rfi.text.wording import Lang, text
from rfi.views.intake.issues import told_together


def say(line: str) -> None:
    """Print a line."""
    print(line)


def show_issues(issues: Sequence[Issue], lang: Lang, clean: str = "cli.clean") -> None:
    """Print issues grouped by what is said of them, and their counts; ``clean`` where none is."""
    for group in told_together(issues, lang):
        severity = text(f"severity.{group.first.severity}", lang)
        count = len(group.places)
        many = "  " + text("view.cells", lang, count=count) if count > 1 else ""
        say(f"[{severity}] {group.first.document}  {group.places_text(lang)}{many}")
        for message, step in group.sentences:
            say(f"    {message} → {step}")
    counts = Counter(issue.severity for issue in issues)
    if issues:
        summary = text(
            "cli.counts",
            lang,
            errors=counts["error"],
            warnings=counts["warning"],
            notes=counts["note"],
        )
        say(summary)
    else:
        say(text(clean, lang))


def show_accounting(documents: Iterable[Document], lang: Lang) -> None:
    """Print of every answer workbook how many cells were read, the form's own, or named."""
    for document in documents:
        cells = document.accounting
        if cells is not None:
            facts = {"read": cells.read, "form": cells.form, "named": cells.named}
            say(text("cli.accounting", lang, name=document.name, total=cells.total, **facts))
