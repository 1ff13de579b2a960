"""What is generated in ``schemas/``: ``python -m rfi.schema.reference``.

The data dictionary comes from the Field records, the codes in the schemas from the code lists.
"""

from collections.abc import Iterable, Sequence

from rfi.schema.codelists import codelist_names, load_codelist
from rfi.schema.fields import Field, load_fields
from rfi.schema.listed_codes import write_codes
from rfi.schema.load import (
    OUTPUT_NAMES,
    SCHEMA_NAMES,
    SCHEMAS_DIR,
    OutputName,
    SchemaName,
    load_schema,
)
from rfi.text.wording import LANGS, Lang, text


def reference_name(lang: Lang) -> str:
    """Return the file name of the page in one language."""
    return f"REFERENCE.{lang}.md"


def _cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ")


def _row(cells: Iterable[object]) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _table(head: Sequence[str], rows: Iterable[Iterable[object]]) -> list[str]:
    return [_row(head), _row("---" for _ in head), *(_row(row) for row in rows), ""]


def _bounds(field: Field, lang: Lang) -> str:
    parts = [
        f"{text(f'reference.{key}', lang)} {value}"
        for key, value in field.bounds.items()
        if key not in {"enum", "const"}
    ]
    if field.codes and not field.codelist:
        parts.append(text("reference.enum", lang, codes=" ".join(field.codes)))
    if "const" in field.bounds:
        parts.append(f"= {field.bounds['const']}")
    return text("list.separator", lang).join(parts)


def _field_row(field: Field, lang: Lang) -> list[str]:
    codelist = f"[{field.codelist}](#{field.codelist})" if field.codelist else ""
    disclosure = load_codelist("disclosure_levels").title(field.disclosure or "public", lang)
    return [
        "`/" + "/".join(field.path) + "`",
        field.title[lang],
        " / ".join(field.types),
        text("reference.yes", lang) if field.required else "",
        field.unit,
        codelist,
        _bounds(field, lang),
        disclosure,
        field.description[lang],
        text("list.separator", lang).join(f"`{example}`" for example in field.examples),
    ]


def _schema_part(name: SchemaName | OutputName, lang: Lang) -> list[str]:
    schema = load_schema(name)
    title = schema["title"] if lang == "ja" else schema["x-en"]["title"]
    head = [
        text(f"reference.head.{key}", lang)
        for key in (
            "pointer",
            "title",
            "type",
            "required",
            "unit",
            "codelist",
            "bounds",
            "disclosure",
            "description",
            "example",
        )
    ]
    rows = [_field_row(field, lang) for field in load_fields(name)]
    return [f"## {title} — `{name}`", "", f"`{schema['$id']}`", "", *_table(head, rows)]


def _codelist_part(name: str, lang: Lang) -> list[str]:
    codelist = load_codelist(name)
    others = [key for key in next(iter(codelist.rows.values())) if key not in {"code", "ja", "en"}]
    head = ["code", text("reference.head.title", lang), *others]
    rows = [
        [f"`{code}`", row[lang], *(row[key] for key in others)]
        for code, row in codelist.rows.items()
    ]
    return [f"### {name}", "", *_table(head, rows)]


def write_reference(lang: Lang) -> str:
    """Return the page of all schemas and code lists in one language."""
    lines = [f"# {text('reference.title', lang)}", "", text("reference.note", lang), ""]
    for schema in (*SCHEMA_NAMES, *OUTPUT_NAMES):
        lines += _schema_part(schema, lang)
    lines += [f"## {text('reference.codelists', lang)}", ""]
    for codelist in codelist_names():
        lines += _codelist_part(codelist, lang)
    return "\n".join(lines).rstrip() + "\n"


def main() -> None:
    """Write the codes into the schemas, then both pages beside them."""
    write_codes()
    for lang in LANGS:
        path = SCHEMAS_DIR / reference_name(lang)
        path.write_text(write_reference(lang), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
