"""The release package as a file, with what does not fit OCDS in words beside it."""

import hashlib
import json
from collections.abc import Iterator, Sequence

from rfi import __version__
from rfi.evaluation.evaluation import Evaluation
from rfi.export.csv.data_package import zipped
from rfi.export.ocds.release import PREFIX, Json, has_value, release_of
from rfi.intake.query.queries import Query
from rfi.text.wording import Lang, text
from rfi.views.conditions.bar import data_digest, view_conditions
from rfi.views.look.offers import offer_label
from rfi.views.look.reading import Reading

PACKAGE, UNMAPPED = "release-package.json", "not-in-ocds.txt"
_EXTENSIONS = tuple(
    f"https://raw.githubusercontent.com/open-contracting-extensions/{name}/v1.1.5/extension.json"
    for name in ("ocds_lots_extension", "ocds_bid_extension", "ocds_enquiry_extension")
)
_ALWAYS = (
    *("prefix", "rfi", "dates", "value", "items", "states", "certainty", "benefits", "fit"),
    *("service", "free", "remarks", "today", "digest", "licence"),
)


def _text(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=False) + "\n"


def package_of(
    evaluation: Evaluation, lang: Lang, queries: Sequence[Query] = (), prefix: str = PREFIX
) -> Json:
    """Return the release package of a round; ids are digests of what it says.

    Args:
        evaluation: Under the conditions whose totals are told.
        lang: Of descriptions.
        queries: Questions to vendors, as the round keeps them.
        prefix: As in ``release_of``.
    """
    release = release_of(evaluation, queries, lang, prefix)
    digest = hashlib.sha256(_text(release).encode()).hexdigest()
    release = {"ocid": release["ocid"], "id": digest, **release}
    return {
        "uri": f"urn:rfi:{digest}",
        "version": "1.1",
        "extensions": list(_EXTENSIONS),
        "publisher": {"name": release["parties"][0]["name"]},
        "publishedDate": release["date"],
        "releases": [release],
    }


def unmapped(evaluation: Evaluation, queries: Sequence[Query], lang: Lang) -> Iterator[str]:
    """Yield in words what of the round is not in the package, or not as the standard means it."""
    conditions, offers = evaluation.conditions, evaluation.costs.offers
    yield text("export.ocds.under", lang) + view_conditions(evaluation, Reading(lang)).line(
        Reading(lang)
    )
    for key in _ALWAYS:
        yield text(f"export.ocds.not.{key}", lang, prefix=PREFIX)
    if conditions.mode == "aggregate":
        yield text("export.ocds.not.details", lang)
        return
    if conditions.size_basis != "quoted_scenario":
        yield text("export.ocds.not.city", lang)
    for index, offer in enumerate(offers):
        if conditions.size_basis == "quoted_scenario" and not has_value(offer, evaluation):
            yield text("export.ocds.not.open", lang, offer=offer_label(evaluation.costs, index))
    if queries:
        name = "withheld" if conditions.is_anonymous else "queries"
        yield text(f"export.ocds.not.{name}", lang)


def write_ocds(
    evaluation: Evaluation, lang: Lang, queries: Sequence[Query] = (), prefix: str = PREFIX
) -> bytes:
    """Return a zip of the release package and of what does not fit it; always the same bytes.

    Args:
        evaluation: As in ``package_of``.
        lang: As in ``package_of``.
        queries: As in ``package_of``.
        prefix: As in ``package_of``.
    """
    words = [text("export.ocds.title", lang, version=__version__), ""]
    words += [f"* {line}" for line in unmapped(evaluation, queries, lang)]
    words += ["", text("export.ocds.data", lang, digest=data_digest(evaluation.conditions))]
    package = package_of(evaluation, lang, queries, prefix)
    # Windows opens a text of UTF-8 rightly when it begins with a mark.
    said = ("\r\n".join(words) + "\r\n").encode("utf-8-sig")
    return zipped({PACKAGE: _text(package).encode(), UNMAPPED: said})
