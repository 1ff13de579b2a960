"""The release package keeps the rules that OCDS 1.1 publishes, and says what does not fit it."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest

from rfi.disclosure.shown import shown_answers
from rfi.evaluation.evaluation import Evaluation, evaluate
from rfi.export.ocds.package import PACKAGE, UNMAPPED, package_of, write_ocds
from rfi.intake.query.queries import Query
from rfi.scenario.address import MODES, Mode, Shown
from rfi.scenario.chosen import NOTHING_CHOSEN
from rfi.text.wording import LANGS, Lang
from tests.answers import answer, collect, line, questionnaire
from tests.disclosure.test_aggregate import small
from tests.printed import evaluated as printed_evaluation
from tests.views.rounds import evaluated, holey, round_of

# Of the standard's schema reference: what each object must have.
MUST = {
    "package": {"uri", "version", "publisher", "publishedDate", "releases"},
    "release": {"ocid", "id", "date", "tag", "initiationType"},
}
# Closed code lists of the standard, and those of the extensions as far as they are used.
TAGS = {"planning", "planningUpdate", "tender", "tenderAmendment", "tenderUpdate", "compiled"}
TENDER_STATUSES = {
    *("planning", "planned", "active", "cancelled", "unsuccessful", "complete", "withdrawn"),
}
ROLES = {"buyer", "procuringEntity", "supplier", "tenderer", "funder", "enquirer"}
MEASURES = {"bids", "bidders", "lowestValidBidValue", "highestValidBidValue"}
BID_STATUSES = {"invited", "pending", "valid", "disqualified", "withdrawn"}
OCID = re.compile(r"ocds-[a-z0-9]{6}-.+")
MOMENT = re.compile(
    r"[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})"
)
MOMENTS = {"date", "publishedDate", "startDate", "endDate", "datePublished"}
QUERIES = (
    Query("A-001", "vendor-a", "単価の単位を教えてください。", reply="月額です。"),
    Query("B-001", "vendor-b", "値引の条件は。", status="withdrawn"),
    Query("B-002", "vendor-b", "=1+1"),
)


def shown(mode: Mode) -> Evaluation:
    answers = shown_answers(round_of("responses"), Shown(mode, (1,) if mode == "own" else ()))
    return evaluate(answers, NOTHING_CHOSEN)


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from nodes(part)
    elif isinstance(value, list):
        for part in value:
            yield from nodes(part)


def lists(value: Any) -> Iterator[list[Any]]:
    for node in nodes(value):
        yield from (part for part in node.values() if isinstance(part, list))


def faults(package: dict[str, Any]) -> list[str]:
    """Return which published rules a package breaks."""
    (release,) = package["releases"]
    tender, bids = release["tender"], release["bids"]
    found = [f"package lacks {key}" for key in MUST["package"] - package.keys()]
    found += [f"release lacks {key}" for key in MUST["release"] - release.keys()]
    found += [] if package["version"] == "1.1" else ["version"]
    found += [] if re.match(r"[a-z]+:", package["uri"]) else ["uri"]
    found += [] if OCID.fullmatch(release.get("ocid", "")) else ["ocid"]
    found += [] if release.get("initiationType") == "tender" else ["initiationType"]
    found += [] if set(release.get("tag", ())) <= TAGS and release.get("tag") else ["tag"]
    statuses = {tender["status"], *(lot["status"] for lot in tender["lots"])}
    found += sorted(statuses - TENDER_STATUSES)
    found += sorted({role for one in release["parties"] for role in one["roles"]} - ROLES)
    found += sorted({one["measure"] for one in bids["statistics"]} - MEASURES)
    found += sorted({one["status"] for one in bids.get("details", ())} - BID_STATUSES)
    for node in nodes(package):
        for key, value in node.items():
            if key in MOMENTS and not MOMENT.fullmatch(str(value)):
                found.append(f"{key} {value}")
            if value is None or value == []:
                found.append(f"{key} is empty")
        if "currency" in node and node["currency"] != "JPY":
            found.append("currency")
    for part in lists(package):
        ids = [one["id"] for one in part if isinstance(one, dict) and "id" in one]
        found += [f"{one} twice" for one in set(ids) if ids.count(one) > 1]
        found += ["no id" for one in part if isinstance(one, dict) and "id" not in one]
    parties = {one["id"]: one["name"] for one in release["parties"]}
    references = [release["buyer"], tender["procuringEntity"], *tender.get("tenderers", ())]
    references += [one for bid in bids.get("details", ()) for one in bid["tenderers"]]
    found += [
        f"no party {one['id']}" for one in references if parties.get(one["id"]) != one["name"]
    ]
    lots = {lot["id"] for lot in tender["lots"]}
    related = {lot for bid in bids.get("details", ()) for lot in bid.get("relatedLots", ())}
    return found + sorted(related - lots)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("mode", MODES)
def test_the_sample_keeps_every_rule_in_every_mode(mode: Mode, lang: Lang) -> None:
    assert faults(package_of(shown(mode), lang, QUERIES)) == []


def test_small_and_empty_rounds_keep_every_rule() -> None:
    for answers in (holey(), collect(questionnaire()), small(4)):
        assert faults(package_of(evaluated(answers), "ja")) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("ocid", "ocds-1"),
        ("date", "2026/08/31"),
        ("tag", ["rfi"]),
        ("initiationType", "rfi"),
        ("parties", [{"id": "a", "name": "x", "roles": ["winner"]}]),
    ],
)
def test_a_planted_fault_is_found(key: str, value: object) -> None:
    package = package_of(shown("named"), "ja")
    package["releases"][0][key] = value
    assert faults(package) != []


def test_values_are_the_exact_totals_and_no_bound_is_told_as_one() -> None:
    evaluation = shown("named")
    bids = package_of(evaluation, "ja")["releases"][0]["bids"]["details"]
    for bid, offer in zip(bids, evaluation.costs.offers, strict=True):
        assert ("value" in bid) == (offer.bound.kind == "exact")
        if "value" in bid:
            assert offer.totals.nominal_jpy is not None
            assert abs(bid["value"]["amount"] - offer.totals.nominal_jpy) <= 0.5
        assert bid["relatedLots"] == ["S350K-1"]


def test_of_a_city_no_bid_states_a_value() -> None:
    evaluation = printed_evaluation("--city", "372013")
    bids = package_of(evaluation, "ja")["releases"][0]["bids"]["details"]
    assert not any("value" in bid or "relatedLots" in bid for bid in bids)


def test_documents_have_the_digests_of_their_files() -> None:
    evaluation = shown("named")
    documents = package_of(evaluation, "ja")["releases"][0]["tender"]["documents"]
    assert {one["rfi_sha256"] for one in documents} == {
        one.sha256 for one in evaluation.conditions.inputs
    }


def test_questions_are_of_the_answers_shown_and_not_without_names() -> None:
    found = {
        mode: [
            one["id"]
            for one in package_of(shown(mode), "ja", QUERIES)["releases"][0]["tender"].get(
                "enquiries", ()
            )
        ]
        for mode in MODES
    }
    assert found == {
        "named": ["A-001", "B-002"],
        "anonymous": [],
        "aggregate": [],
        "own": ["B-002"],
    }


def test_statistics_are_told_of_three_vendors_or_more() -> None:
    def ends(vendors: int) -> set[str]:
        answers = shown_answers(small(vendors), Shown("aggregate"))
        package = package_of(evaluate(answers, NOTHING_CHOSEN), "ja")
        return {one["measure"] for one in package["releases"][0]["bids"]["statistics"]}

    assert ends(3) - ends(2) == {"lowestValidBidValue", "highestValidBidValue"}


def test_a_corporate_number_is_told_with_the_name_alone() -> None:
    given = answer([line("I03", 1_000_000), line("R01", 10_000)])
    given["vendor"]["corporate_number"] = "8000012010038"
    answers = collect(questionnaire(), given)
    for mode in ("named", "anonymous"):
        found = evaluate(shown_answers(answers, Shown(mode)), NOTHING_CHOSEN)
        assert ("8000012010038" in json.dumps(package_of(found, "ja"))) == (mode == "named")


@pytest.mark.parametrize("lang", LANGS)
def test_the_file_beside_it_says_what_does_not_fit(lang: Lang) -> None:
    evaluation = shown("named")
    with zipfile.ZipFile(io.BytesIO(write_ocds(evaluation, lang, QUERIES))) as archive:
        assert archive.namelist() == [PACKAGE, UNMAPPED]
        words = archive.read(UNMAPPED).decode("utf-8-sig")
        assert json.loads(archive.read(PACKAGE)) == package_of(evaluation, lang, QUERIES)
    for part in ("ocds-000000", "rfi_sha256", "enquiries", "license"[:4]):
        assert part in words.lower() or part in words
    held = [one for one in evaluation.costs.offers if one.bound.kind != "exact"]
    assert all(offer.vendor in words for offer in held)
    assert held


def test_the_same_round_gives_the_same_bytes_and_another_another_id() -> None:
    first, second = (write_ocds(shown("named"), "ja", QUERIES) for _ in range(2))
    assert first == second
    ids = {package_of(shown(mode), "ja")["releases"][0]["id"] for mode in MODES}
    assert len(ids) == len(MODES)
