"""Answers with one fault each, named by the issue code that must be found."""

import copy
import json
from collections.abc import Callable, Mapping
from typing import Any

Json = dict[str, Any]
Change = Callable[[Json], None]

QUESTIONNAIRE: Json = {
    "schema_version": "1.1.0",
    "questionnaire_id": "invalid-samples",
    "title": "誤りの見本の調査票（架空）",
    "base_fiscal_year": 2026,
    "reference_fx": {"usd_jpy": 150},
    "default_scenario_id": "S1",
    "scenarios": [
        {"scenario_id": "S1", "title": "35万人・単独", "population": 350000, "cities": 1}
    ],
    "businesses": [
        {"business": "B01", "title": "住民基本台帳"},
        {"business": "B18", "title": "印鑑登録"},
    ],
    "cost_items": [
        {"item": "I03", "title": "パッケージ導入・パラメータ設定", "standard_item": "I03"},
        {"item": "R01", "title": "ソフトウェア利用料", "standard_item": "R01"},
    ],
    "cost_questions": [
        {"item": "I03", "businesses": ["B01", "B18"]},
        {"item": "R01", "businesses": ["B01"]},
    ],
    "requirements": [
        {
            "requirement_id": "B01-001",
            "business": "B01",
            "class": "required",
            "text": "転入届の入力時に同一人物の候補を表示できること。",
        }
    ],
    "free_questions": [
        {"question_id": "Q01", "title": "本稼働中の団体数", "kind": "number", "unit": "団体"},
        {
            "question_id": "Q02",
            "title": "設置の場所",
            "kind": "one",
            "choices": ["クラウド", "庁内"],
        },
        {"question_id": "Q03", "title": "体制", "kind": "text", "need": "must"},
    ],
    "symbols": [{"symbol": "○", "fit": "standard"}, {"symbol": "△", "fit": "customize"}],
}

ANSWER: Json = {
    "schema_version": "1.1.0",
    "questionnaire_id": "invalid-samples",
    "response_id": "mihon",
    "version": 1,
    "vendor": {"vendor_id": "mihon", "name": "誤り見本株式会社（架空）"},
    "offers": [
        {
            "offer_id": "A",
            "title": "見本の提案",
            "go_live_on": "2028-04-01",
            "contract_months": 60,
            "cost_lines": [
                {
                    "line_id": "L1",
                    "scenario_id": "S1",
                    "businesses": ["B01"],
                    "item": "I03",
                    "state": "priced",
                    "amount": 12000,
                    "unit": "thousand",
                    "currency": "JPY",
                    "tax": "excluded",
                    "frequency": "once",
                    "accepted_on": "2028-03-25",
                },
                {
                    "line_id": "L2",
                    "scenario_id": "S1",
                    "businesses": ["B01"],
                    "item": "R01",
                    "state": "priced",
                    "amount": 850,
                    "unit": "thousand",
                    "currency": "JPY",
                    "tax": "excluded",
                    "frequency": "monthly",
                },
                {
                    "line_id": "L3",
                    "scenario_id": "S1",
                    "businesses": ["B18"],
                    "item": "I03",
                    "state": "free",
                },
            ],
            "fit_answers": [{"requirement_id": "B01-001", "fit": "standard"}],
            "free_answers": [
                {"question_id": "Q01", "value_number": 12},
                {"question_id": "Q02", "value_choices": ["庁内"]},
                {"question_id": "Q03", "value_text": "導入は8名で行う。"},
            ],
        }
    ],
}


def _line(index: int, **fields: object) -> Change:
    """Change fields of one cost line; None takes a field away."""

    def change(value: Json) -> None:
        row = value["offers"][0]["cost_lines"][index]
        row.update(fields)
        for key in [key for key, given in row.items() if given is None]:
            del row[key]

    return change


def _free(index: int, **fields: object) -> Change:
    """Change fields of one free answer; None takes a field away."""

    def change(value: Json) -> None:
        row = value["offers"][0]["free_answers"][index]
        row.update(fields)
        for key in [key for key, given in row.items() if given is None]:
            del row[key]

    return change


def _root(**fields: object) -> Change:
    return lambda value: value.update(fields)


def _offer(**fields: object) -> Change:
    return lambda value: value["offers"][0].update(fields)


def _vendor(**fields: object) -> Change:
    return lambda value: value["vendor"].update(fields)


def _drop(key: str) -> Change:
    return lambda value: value.pop(key) and None


_FIT_GAP = [{"requirement_id": "B01-001", "fit": "customize"}]
_DISCOUNT: Json = {
    "discount_id": "D1",
    "scenario_id": "S1",
    "amount": 1000,
    "unit": "thousand",
    "currency": "JPY",
    "tax": "excluded",
    "frequency": "once",
    "condition": "manual",
}
_STATED: Json = {
    "scenario_id": "S1",
    "kind": "total",
    "amount": 65000,
    "unit": "thousand",
    "currency": "JPY",
    "tax": "excluded",
}
_INSIDE: Json = {"amount": None, "state": "included"}

# Issue code and what is wrong → how the sound answer is changed.
CHANGES: Mapping[tuple[str, str], Change] = {
    ("schema_const", "schema_version"): _root(schema_version="0.9.0"),
    ("schema_required", "no_vendor"): _drop("vendor"),
    ("schema_required", "amount_without_unit"): _line(0, unit=None),
    ("schema_required", "fx_share_without_rate"): _line(1, fx_share=0.5),
    ("schema_unknown_field", "misspelt"): _line(0, amonut=5),
    ("price_in_note", "separate_fee"): _line(0, note="このほかに 1,000,000円/月"),
    ("note_contradicts", "tax_included"): _line(0, note="税込"),
    ("note_contradicts", "million_yen"): _line(0, note="百万円単位"),
    ("schema_type", "amount_as_text"): _line(0, amount="12,000"),
    ("schema_type", "months_in_words"): _line(1, months="60か月"),
    ("schema_enum", "unit_in_words"): _line(0, unit="千円"),
    ("schema_enum", "unknown_tax"): _line(0, tax="税別"),
    ("schema_enum", "unknown_state"): _line(2, state="サービス"),
    ("percent_at_most_one", "tax_of_0.1"): _line(0, tax_rate_percent=0.1),
    ("amount_negative", "discount_as_a_line"): _line(0, amount=-500),
    ("schema_minimum", "negative_quantity"): _line(0, basis="per_unit", quantity=-1),
    ("schema_maximum", "amount_too_large"): _line(0, amount=9 * 10**15),
    ("schema_maximum", "fx_share_in_percent"): _line(1, fx_share=60, vendor_fx_rate=150),
    ("schema_pattern", "full_width_item"): _line(0, item="Ｉ０３"),
    ("schema_format", "date_with_slashes"): _line(0, accepted_on="2028/03/25"),
    ("schema_format", "no_such_day"): _line(0, accepted_on="2027-02-29"),
    ("schema_min_length", "empty_title"): _offer(title=""),
    ("schema_max_length", "long_note"): _offer(note="長" * 4001),
    ("schema_min_items", "no_offer"): _root(offers=[]),
    ("schema_unique_items", "business_twice"): _line(0, businesses=["B01", "B01"]),
    ("wrong_questionnaire", "other_id"): _root(questionnaire_id="another-rfi"),
    ("corporate_number_digit", "wrong_digit"): _vendor(corporate_number="8700110005902"),
    ("duplicate_id", "line_twice"): _line(1, line_id="L1"),
    ("unknown_code", "scenario"): _line(0, scenario_id="S9"),
    ("unknown_code", "item"): _line(0, item="I99"),
    ("unknown_code", "business"): _line(0, businesses=["B77"]),
    ("unknown_code", "requirement"): _offer(
        fit_answers=[{"requirement_id": "B01-999", "fit": "standard"}]
    ),
    ("cell_not_asked", "not_in_the_list"): _line(1, businesses=["B18"]),
    ("amount_without_state", "no_state"): _line(0, state=None),
    ("zero_without_state", "bare_zero"): _line(0, state=None, amount=0),
    ("text_in_amount", "dash"): _line(0, state=None, amount=None, amount_as_written="－"),
    ("priced_zero", "zero_yen"): _line(0, amount=0),
    ("free_with_amount", "free_and_priced"): _line(0, state="free"),
    ("amount_beside_state", "separate_with_amount"): _line(0, state="separate"),
    ("priced_without_amount", "no_amount"): _line(0, amount=None),
    ("range_reversed", "low_above_high"): _line(0, amount=None, amount_low=9, amount_high=5),
    ("range_without_point", "only_a_range"): _line(0, amount=None, amount_low=5, amount_high=9),
    ("tax_missing", "no_tax_flag"): _line(0, tax=None),
    ("included_without_container", "where"): _line(0, **_INSIDE),
    ("included_cycle", "itself"): _line(
        0, **_INSIDE, included_in={"business": "B01", "item": "I03"}
    ),
    ("once_without_date", "no_acceptance"): _line(0, accepted_on=None),
    ("symbol_unknown", "ideographic_zero"): _offer(
        fit_answers=[{"requirement_id": "B01-001", "symbol": "〇"}]
    ),
    ("symbol_contradicts", "two_meanings"): _offer(
        fit_answers=[{"requirement_id": "B01-001", "symbol": "△", "fit": "standard"}]
    ),
    ("gap_without_cause", "customize_alone"): _offer(fit_answers=_FIT_GAP),
    ("free_answer_kind", "words_for_number"): _free(0, value_number=None, value_text="約10団体"),
    ("free_choice_unknown", "other_words"): _free(1, value_choices=["サーバー室"]),
    ("free_choices_several", "both"): _free(1, value_choices=["クラウド", "庁内"]),
    ("must_unanswered", "question"): _free(2, value_text=None, note="後日回答"),
    ("free_answers_missing", "one_left_out"): _free(0, value_number=None, note="確認中"),
    ("duplicate_offer", "two_offers"): lambda value: value["offers"].append(value["offers"][0]),
    ("discount_condition_in_note", "manual"): _offer(discount_lines=[_DISCOUNT]),
    ("discount_without_tax", "no_tax_flag"): _offer(
        discount_lines=[
            {key: given for key, given in _DISCOUNT.items() if key != "tax"}
            | {"condition": "unconditional"}
        ]
    ),
    ("discount_without_target", "no_priced_line"): _offer(
        discount_lines=[_DISCOUNT | {"condition": "unconditional", "applies_to_items": ["E01"]}]
    ),
    ("stated_total_differs", "does_not_add_up"): _offer(stated_totals=[_STATED]),
}


def text_of(value: Json) -> str:
    """Return a document as it stands in its file."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _broken_texts() -> dict[tuple[str, str], bytes]:
    """Return faults below the schema: bytes and JSON syntax."""
    sound = text_of(ANSWER)
    amount = '"amount": 12000'
    deep = "[" * 40 + "]" * 40

    def put(old: str, new: str) -> bytes:
        return sound.replace(old, new, 1).encode()

    return {
        ("file_empty", "no_bytes"): b"",
        ("json_not_utf8", "shift_jis"): sound.encode("cp932", "replace"),
        ("json_byte_order_mark", "bom"): b"\xef\xbb\xbf" + sound.encode(),
        ("json_syntax", "missing_comma"): put('"version": 1,', '"version": 1'),
        ("json_syntax", "cut_off"): sound[: len(sound) // 2].rpartition(",")[0].encode(),
        ("json_broken_text", "line_break_in_text"): put("見本の提案", "見本の\n提案"),
        ("json_not_a_value", "nan"): put(amount, '"amount": NaN'),
        ("json_not_a_value", "infinity"): put(amount, '"amount": Infinity'),
        ("json_not_a_value", "word"): put(amount, '"amount": 一式'),
        ("json_number_too_long", "exponent"): put(amount, '"amount": 1e20000000'),
        ("json_number_too_long", "digits"): put(amount, '"amount": ' + "9" * 400),
        ("json_duplicate_key", "amount_twice"): put(amount, f"{amount}, {amount}0"),
        ("json_too_deep", "forty_brackets"): put('"version": 1', f'"version": 1, "x": {deep}'),
        ("json_forbidden_character", "bidi"): put("見本の提案", "見本\u202eの提案"),
        ("json_forbidden_character", "escaped_nul"): put("見本の提案", "見本\\u0000の提案"),
        ("json_forbidden_character", "lone_surrogate"): put("見本の提案", "見本\\ud800の提案"),
        ("text_normalized", "decomposed_kana"): put("見本の提案", "見本の提案か\u3099"),
        ("document_unknown", "array"): b"[1, 2, 3]\n",
        ("document_unknown_object", "other_object"): '{"見積": "別紙のとおり"}\n'.encode(),
    }


def invalid_samples() -> dict[str, bytes]:
    """Return file name → bytes; the name is ``<issue code>__<what>.json``."""
    samples = {"questionnaire.json": text_of(QUESTIONNAIRE).encode()}
    for (code, what), change in CHANGES.items():
        value = copy.deepcopy(ANSWER)
        change(value)
        samples[f"{code}__{what}.json"] = text_of(value).encode()
    for (code, what), data in _broken_texts().items():
        samples[f"{code}__{what}.json"] = data
    return samples
