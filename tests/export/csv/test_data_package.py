"""The data package: what it says of its files is so, by the rules of Frictionless itself."""

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, system

from rfi.disclosure.shown import shown_answers
from rfi.evaluation.evaluation import Evaluation, evaluate
from rfi.export.csv.data_package import write_csv_bundle
from rfi.export.csv.inert import released
from rfi.export.csv.resource import Encoding
from rfi.export.tables import tables_of
from rfi.scenario.address import MODES, Mode, Shown
from rfi.scenario.chosen import NOTHING_CHOSEN
from rfi.views.look.reading import Reading
from tests.answers import collect, questionnaire
from tests.views.rounds import PLANTED, evaluated, holey, round_of

ENCODINGS: tuple[Encoding, ...] = ("utf-8", "cp932")


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def described(data: bytes) -> dict[str, Any]:
    found = json.loads(parts_of(data)["datapackage.json"])
    assert isinstance(found, dict)
    return found


def records(data: bytes, name: str, encoding: Encoding = "utf-8") -> list[dict[str, str]]:
    codec = "utf-8-sig" if encoding == "utf-8" else encoding
    words = parts_of(data)[name].decode(codec)
    return list(csv.DictReader(io.StringIO(words, newline="")))


def faults(data: bytes, folder: Path) -> list[Any]:
    """Return what Frictionless finds wrong; every file lies on this machine."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(folder)
    with system.use_context(trusted=False):
        report = Package(str(folder / "datapackage.json")).validate()
    assert report.stats["tasks"] == len(described(data)["resources"])
    return list(report.flatten(["name", "type", "note", "rowNumber"]))


def shown(mode: Mode) -> Evaluation:
    answers = shown_answers(round_of("responses"), Shown(mode, (1,) if mode == "own" else ()))
    return evaluate(answers, NOTHING_CHOSEN)


@pytest.mark.parametrize(
    ("mode", "encoding"),
    [(mode, "utf-8") for mode in MODES] + [("named", "cp932"), ("aggregate", "cp932")],
)
def test_frictionless_finds_no_fault_in_the_sample(
    mode: Mode, encoding: Encoding, tmp_path: Path
) -> None:
    data = write_csv_bundle(shown(mode), Reading("ja"), "末尾", encoding)
    assert faults(data, tmp_path) == []


@pytest.mark.parametrize("evaluation", [evaluated(holey()), evaluated(collect(questionnaire()))])
def test_frictionless_finds_no_fault_in_small_and_empty_rounds(
    evaluation: Evaluation, tmp_path: Path
) -> None:
    for encoding in ENCODINGS:
        folder = tmp_path / encoding
        assert faults(write_csv_bundle(evaluation, Reading("en"), "", encoding), folder) == []


def test_a_planted_fault_is_found(tmp_path: Path) -> None:
    data = write_csv_bundle(evaluated(holey()), Reading("ja"))
    parts = parts_of(data)
    name = next(name for name in parts if name.endswith("_items.csv"))
    parts[name] = parts[name].replace(b"2000000", b"two", 1)
    handle = io.BytesIO()
    with zipfile.ZipFile(handle, "w") as archive:
        for path, part in parts.items():
            archive.writestr(path, part)
    kinds = {fault[1] for fault in faults(handle.getvalue(), tmp_path)}
    assert {"type-error", "hash-count"} <= kinds


def test_there_is_a_file_a_table_with_titles_and_digests() -> None:
    evaluation, reading = evaluated(round_of("responses")), Reading("ja")
    data = write_csv_bundle(evaluation, reading)
    parts, package = parts_of(data), described(data)
    tables = tables_of(evaluation, reading)
    keys = [f"{number:02d}_{table.key}.csv".lower() for number, table in enumerate(tables, 1)]
    assert list(parts) == [
        *("datapackage.json", "conditions.csv", "tables.csv", "offers.csv"),
        *keys,
    ]
    for resource in package["resources"]:
        part = parts[resource["path"]]
        assert part.startswith(b"\xef\xbb\xbf")
        assert resource["hash"] == f"sha256:{hashlib.sha256(part).hexdigest()}"
        assert resource["bytes"] == len(part)
    digests = {one["hash"].removeprefix("sha256:") for one in package["sources"]}
    assert digests == {one.sha256 for one in evaluation.conditions.inputs}
    assert "licenses" not in package
    assert [one["表"] for one in records(data, "tables.csv")] == [key[:-4] for key in keys]


def test_cells_are_those_of_the_tables_in_yen_with_sign_and_note() -> None:
    data = write_csv_bundle(evaluated(holey()), Reading("ja", "million"))
    name = next(name for name in parts_of(data) if name.endswith("_items.csv"))
    found = [one for one in records(data, name) if one["コード"] == "I03"]
    assert [(one["提案の記号"], one["値"], one["記号"], one["備考"]) for one in found] == [
        ("A", "2000000", "", ""),
        ("B", "2000000", "≧", "別途見積1"),
    ]
    assert {one["単位"] for one in found} == {"円"}


def test_a_planted_formula_is_guarded_and_can_be_had_back() -> None:
    data = write_csv_bundle(evaluated(holey()), Reading("ja"))
    cells = [
        cell
        for name in parts_of(data)
        if name.endswith(".csv")
        for line in records(data, name)
        for cell in line.values()
    ]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t"))]
    assert PLANTED in {released(cell) for cell in cells if cell.startswith("'")}
    assert described(data)["guard"]["prefix"] == "'"


def test_what_does_not_fit_cp932_is_a_table_of_the_package() -> None:
    data = write_csv_bundle(evaluated(round_of("responses")), Reading("ja"), "😀", "cp932")
    told = records(data, "characters.csv", "cp932")
    lines = records(data, "conditions.csv", "cp932")
    (place,) = [one for one in told if one["文字番号"] == "U+1F600"]
    assert place["ファイル"] == "conditions.csv"
    assert lines[int(place["ファイルの行"]) - 2][place["あった列"]] == "〓"


def test_the_package_is_the_same_whenever_it_is_written() -> None:
    for encoding in ENCODINGS:
        first, second = (
            write_csv_bundle(evaluated(holey()), Reading("en"), "", encoding) for _ in range(2)
        )
        assert first == second
        with zipfile.ZipFile(io.BytesIO(first)) as archive:
            assert {info.date_time for info in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}
