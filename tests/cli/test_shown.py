"""Offers shown, and names hidden, on the command line."""

from pathlib import Path

from tests.printed import printed, record_of

ROOT = Path(__file__).resolve().parents[2]
ROUND = [str(path) for path in sorted((ROOT / "samples" / "responses").glob("*.json"))][:4]


def test_names_and_offers_are_chosen_by_two_options(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    shown = ("--anonymous", "--offers", "A,c", "--out", str(out))
    _, table, _ = printed("compare", *ROUND, *shown)
    written = out.read_text("utf-8-sig")
    for words in (table, written):
        assert "架空電算" not in words
        assert "vendor_a" not in words
        assert "A社" in words
        assert "B社の" not in words
        assert "B B社" not in words
    assert "3提案のうち2提案を表示" in table
    assert "匿名（A社・B社…）" in written


def test_totals_are_those_of_the_whole_round() -> None:
    _, whole, _ = printed("compare", *ROUND, "--level", "median", "--format", "json")
    _, part, _ = printed(
        *("compare", *ROUND, "--level", "median", "--format", "json"),
        *("--anonymous", "--offers", "C"),
    )
    found = {one["letter"]: one["totals"] for one in record_of(whole)["offers"]}
    (only,) = record_of(part)["offers"]
    assert (only["letter"], only["vendor"], only["totals"]) == ("C", "C社", found["C"])


def test_an_offer_that_is_not_there_is_told_with_those_that_are() -> None:
    status, out, error = printed("compare", *ROUND, "--offers", "A,Z")
    assert (status, out) == (2, "")
    assert "A,Z" in error
    assert "A、B、C" in error


def test_one_figure_is_walked_back_without_names() -> None:
    _, out, _ = printed(
        *("describe", *ROUND, "--anonymous", "--offer", "B", "--business", "B01", "--item", "R01")
    )
    assert "B社" in out
    assert "vendor_b" not in out
