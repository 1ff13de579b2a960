"""Random valid questionnaires whose rows name one another."""

from typing import Any

from hypothesis import strategies as st

from rfi.schema.codelists import load_codelist
from rfi.schema.load import load_schema

# What cells may hold: words of two scripts, signs, digits, what looks like a formula or a list.
_LETTERS = "あ亜ア表ﾃｽAbz09 ・、＋+：:-=@○×'\"<&>\n"
IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,8}", fullmatch=True)


def texts(most: int = 20) -> st.SearchStrategy[str]:
    """Return texts as a cell keeps them: no blanks at their ends, none beside a line break."""
    return (
        st.text(_LETTERS, min_size=1, max_size=most)
        .map(lambda found: "\n".join(filter(None, map(str.strip, found.split("\n")))))
        .filter(bool)
    )


def codes_of(table: str, key: str) -> st.SearchStrategy[str]:
    """Return the codes of a field of a table."""
    properties = load_schema("questionnaire")["properties"][table]["items"]["properties"]
    return st.sampled_from(load_codelist(properties[key]["x-codelist"]).codes)


def some(draw: st.DrawFn, row: dict[str, Any], **more: st.SearchStrategy[Any]) -> dict[str, Any]:
    """Return a row with some of the fields that it need not have."""
    return {**row, **{key: draw(one) for key, one in more.items() if draw(st.booleans())}}


def numbers(most: int) -> st.SearchStrategy[int]:
    return st.integers(1, most)


WEIGHTS = st.integers(0, 1000) | st.just(2.5)
DAYS = st.dates().map(lambda day: day.isoformat()).filter(lambda day: day >= "1990")


def choices() -> st.SearchStrategy[list[str]]:
    """Return choices: a line each, so none of them breaks its line."""
    one = texts().map(lambda found: found.replace("\n", " "))
    return st.lists(one, min_size=2, max_size=4, unique=True)


@st.composite
def free_questions(draw: st.DrawFn, question_id: str) -> dict[str, Any]:
    """Return a free question of any kind, with what its kind takes."""
    kind = draw(codes_of("free_questions", "kind"))
    row: dict[str, Any] = {"question_id": question_id, "title": draw(texts(60)), "kind": kind}
    if kind in {"one", "several"}:
        row["choices"] = draw(choices())
    if kind == "number":
        row = some(draw, row, unit=texts())
    return some(
        draw,
        row,
        group=texts(),
        title_en=texts(),
        need=codes_of("free_questions", "need"),
        weight=WEIGHTS,
        description=texts(40),
    )


@st.composite
def questionnaires(draw: st.DrawFn) -> dict[str, Any]:
    """Return a questionnaire in the order that its workbook keeps."""
    scenario_ids = draw(st.lists(IDS, min_size=1, max_size=4, unique=True))
    businesses = draw(
        st.lists(
            st.from_regex(r"[A-Z][A-Z0-9]{2}", fullmatch=True), min_size=1, max_size=4, unique=True
        )
    )
    items = draw(
        st.lists(
            st.from_regex(r"[A-Z][0-9]{2}[A-Z]?", fullmatch=True),
            min_size=1,
            max_size=4,
            unique=True,
        )
    )
    procedures = draw(st.lists(IDS, max_size=3, unique=True))
    business = st.sampled_from(businesses)
    scenarios = []
    for name in scenario_ids:
        row: dict[str, Any] = {
            "scenario_id": name,
            "title": draw(texts()),
            "population": draw(st.none() | numbers(100_000_000)),
            "cities": draw(numbers(1741)),
        }
        if draw(st.booleans()):
            row["cities"] = draw(st.integers(2, 4))
            sizes = st.integers(10_000, 900_000)
            members = draw(st.lists(sizes, min_size=row["cities"], max_size=row["cities"]))
            row["member_populations"] = members
            row["population"] = round(sum(members) / len(members))
        row = some(draw, row, households=numbers(10**8), staff=numbers(10**6), note=texts(60))
        volumes = [
            {"procedure_id": one, "annual_cases": draw(st.integers(0, 10**9) | st.just(12.5))}
            for one in procedures
            if draw(st.booleans())
        ]
        scenarios.append({**row, "volumes": volumes} if volumes else row)
    questions = []
    for item in items:
        for _ in range(draw(st.integers(0, 2))):
            asked = [one for one in businesses if draw(st.booleans())] or [businesses[0]]
            question: dict[str, Any] = {"item": item, "businesses": asked}
            if draw(st.booleans()):
                question["scenarios"] = draw(st.lists(st.sampled_from(scenario_ids), unique=True))
            questions.append(question)
    value: dict[str, Any] = {
        "schema_version": "1.1.0",
        "questionnaire_id": draw(IDS),
        "title": draw(texts()),
        "base_fiscal_year": draw(st.integers(1989, 2100)),
        "reference_fx": some(
            draw, {"usd_jpy": draw(st.integers(1, 1000) | st.just(139.25))}, on=DAYS, source=texts()
        ),
        "default_scenario_id": draw(st.sampled_from(scenario_ids)),
        "scenarios": scenarios,
        "businesses": [
            some(draw, {"business": one, "title": draw(texts())}, wished_go_live_on=DAYS)
            for one in businesses
        ],
        "cost_items": [
            some(
                draw,
                {
                    "item": one,
                    "title": draw(texts()),
                    "standard_item": draw(codes_of("cost_items", "standard_item")),
                },
                guide=texts(40),
                need=codes_of("cost_items", "need"),
            )
            for one in items
        ],
        "cost_questions": questions or [{"item": items[0], "businesses": businesses[:1]}],
    }
    lists: dict[str, list[dict[str, Any]]] = {
        "options": [
            some(
                draw,
                {
                    "option_id": one,
                    "business": draw(business),
                    "title": draw(texts()),
                    "standard_item": draw(codes_of("options", "standard_item")),
                },
                need=codes_of("options", "need"),
                description=texts(40),
            )
            for one in draw(
                st.lists(
                    st.from_regex(r"[A-Z][0-9]{2}[A-Z]?", fullmatch=True).filter(
                        lambda found: found not in items
                    ),
                    max_size=3,
                    unique=True,
                )
            )
        ],
        "procedures": [
            {"procedure_id": one, "business": draw(business), "title": draw(texts())}
            for one in procedures
        ],
        "requirements": [
            some(
                draw,
                {
                    "requirement_id": one,
                    "business": draw(business),
                    "class": draw(codes_of("requirements", "class")),
                    "text": draw(texts(60)),
                },
                category=texts(),
                weight=WEIGHTS,
            )
            for one in draw(st.lists(IDS, max_size=4, unique=True))
        ],
        "kpis": [
            some(
                draw,
                {
                    "kpi_id": one,
                    "business": draw(business),
                    "title": draw(texts()),
                    **{
                        key: draw(codes_of("kpis", key))
                        for key in ("beneficiary", "unit", "direction")
                    },
                },
                title_en=texts(),
                measure=codes_of("kpis", "measure"),
                need=codes_of("kpis", "need"),
                unit_text=texts(),
                description=texts(),
            )
            for one in draw(st.lists(IDS, max_size=3, unique=True))
        ],
        "service_level_items": [
            some(
                draw,
                {
                    "item_id": one,
                    "title": draw(texts()),
                    **{
                        key: draw(codes_of("service_level_items", key))
                        for key in ("value_type", "unit")
                    },
                },
                title_en=texts(),
                standard_item=codes_of("service_level_items", "standard_item"),
                need=codes_of("service_level_items", "need"),
                unit_text=texts(),
                weight=WEIGHTS,
                description=texts(),
            )
            for one in draw(st.lists(IDS, max_size=3, unique=True))
        ],
        "free_questions": [
            draw(free_questions(one)) for one in draw(st.lists(IDS, max_size=4, unique=True))
        ],
        "symbols": [
            {"symbol": draw(texts(8)), "fit": draw(codes_of("symbols", "fit"))}
            for _ in range(draw(st.integers(0, 3)))
        ],
    }
    value.update({key: rows for key, rows in lists.items() if rows})
    value = some(draw, value, publisher=texts(), issued_on=DAYS, deadline_on=DAYS, note=texts(60))
    value = some(
        draw,
        value,
        deadline_time=st.times().map(lambda time: f"{time:%H:%M}"),
        reply_by=texts(),
        wished_go_live_on=DAYS,
        wished_months=st.integers(1, 240),
        plans=st.integers(1, 5),
    )
    contact = some(draw, {}, department=texts(), person=texts(), email=texts(), phone=texts())
    value.update({"contact": contact} if contact else {})
    if draw(st.booleans()):
        value["source"] = some(draw, {"title": draw(texts())}, publisher=texts(), note=texts())
    return value
