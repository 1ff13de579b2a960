"""The command line's arguments; help stands in both languages."""

import argparse
from collections.abc import Sequence

from rfi.cli.analyse import ANALYSES
from rfi.scenario.address import LEVELS, MODES
from rfi.schema.codelists import load_codelist
from rfi.text.wording import text

# What ``export`` writes.
EXPORTS = ("book", "slides", "page", "pdf", "minutes", "cities")


def _both(key: str) -> str:
    return f"{text(key, 'ja')} / {text(key, 'en')}".replace("%", "%%")


def _add_choices(compare: argparse.ArgumentParser) -> None:
    """Add what chooses city, group, scope and levelling."""
    compare.add_argument("--city", metavar="CODE", help=_both("cli.city"))
    compare.add_argument("--city-name", metavar="NAME", help=_both("cli.city_name"))
    compare.add_argument("--population", metavar="N", help=_both("cli.population"))
    compare.add_argument("--group", metavar="CODE,CODE,…", help=_both("cli.group"))
    compare.add_argument("--own-weights", metavar="CODE=W,…", help=_both("cli.own_weights"))
    compare.add_argument("--scope", metavar="FILE", help=_both("cli.scope"))
    compare.add_argument(
        "--level", choices=load_codelist("levelling_levels").codes, help=_both("cli.level")
    )
    compare.add_argument(
        "--option", metavar="ID", action="append", dest="options", help=_both("cli.option")
    )
    compare.add_argument("--conditions", metavar="FILE", help=_both("cli.conditions"))


def _add_files(command: argparse.ArgumentParser) -> None:
    """Add what a command reads: files and their questionnaire, or a saved round."""
    command.add_argument("files", nargs="*", metavar="FILE", help=_both("cli.files"))
    command.add_argument("--questionnaire", metavar="FILE", help=_both("cli.questionnaire"))
    command.add_argument("--round", metavar="FILE", help=_both("cli.round"))


def _add_round(command: argparse.ArgumentParser) -> None:
    """Add the files of a round and everything that decides its figures."""
    _add_files(command)
    command.add_argument(
        "--assumptions", metavar="FILE", action="append", default=[], help=_both("cli.assumptions")
    )
    command.add_argument(
        "--set",
        metavar="KEY=VALUE",
        action="append",
        default=[],
        dest="changes",
        help=_both("cli.set"),
    )
    command.add_argument("--scenario", metavar="ID", help=_both("cli.scenario"))
    command.add_argument("--anonymous", action="store_true", help=_both("cli.anonymous"))
    command.add_argument("--mode", choices=MODES, help=_both("cli.mode"))
    command.add_argument("--readers", choices=LEVELS, default=LEVELS[0], help=_both("cli.readers"))
    command.add_argument("--offers", metavar="A,C,…", help=_both("cli.offers"))
    _add_choices(command)


def _add_export(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add what writes the files of a meeting."""
    help_text = _both("cli.export")
    export = commands.add_parser("export", help=help_text, description=help_text)
    export.add_argument("kind", choices=EXPORTS, metavar="KIND", help=_both("cli.export.kind"))
    _add_round(export)
    export.add_argument("--out", metavar="FILE", required=True, help=_both("cli.export.out"))
    export.add_argument("--number", metavar="NO", default="", help=_both("cli.export.number"))
    export.add_argument("--date", metavar="DATE", default="", help=_both("cli.export.day"))
    export.add_argument("--lang", choices=("ja", "en"), default="ja", help=_both("cli.lang"))


def _add_layout(layout: argparse.ArgumentParser) -> None:
    """Add what makes an answer of a vendor's own table."""
    commands = layout.add_subparsers(dest="layout_command", required=True, metavar="COMMAND")
    for name in ("guess", "apply"):
        help_text = _both(f"cli.layout.{name}")
        command = commands.add_parser(name, help=help_text, description=help_text)
        command.add_argument("file", metavar="FILE", help=_both("cli.layout.file"))
        asked = _both("cli.layout.questionnaire")
        command.add_argument("--questionnaire", metavar="FILE", required=True, help=asked)
        command.add_argument(
            "--out", metavar="FILE", required=True, help=_both(f"cli.layout.{name}.out")
        )
        command.add_argument("--lang", choices=("ja", "en"), default="ja", help=_both("cli.lang"))
    guess, apply = commands.choices["guess"], commands.choices["apply"]
    guess.add_argument(
        "--known", metavar="FILE", action="append", default=[], help=_both("cli.layout.known")
    )
    guess.add_argument(
        "--least", metavar="N", type=float, default=100.0, help=_both("cli.layout.least")
    )
    apply.add_argument("--layout", metavar="FILE", required=True, help=_both("cli.layout.layout"))
    for option in ("response-id", "vendor", "go-live"):
        key = option.replace("-", "_")
        apply.add_argument(f"--{option}", required=True, help=_both(f"cli.layout.{key}"))
    apply.add_argument("--title", help=_both("cli.layout.title"))
    apply.add_argument("--months", type=int, default=60, help=_both("cli.layout.months"))
    apply.add_argument("--version", type=int, default=1, help=_both("cli.layout.version"))


def _add_questionnaire(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add what makes a questionnaire without JSON: its workbook, blank, written and read."""
    help_text = _both("cli.questionnaire_book")
    asked = commands.add_parser("questionnaire", help=help_text, description=help_text)
    acts = asked.add_subparsers(dest="act", required=True, metavar="ACT")
    for act, given, made in (
        ("new", "", "BOOK"),
        ("write", "JSON", "BOOK"),
        ("read", "BOOK", "JSON"),
        ("next", "JSON", "BOOK"),
    ):
        told = _both(f"cli.questionnaire_book.{act}")
        one = acts.add_parser(act, help=told, description=told)
        if given:
            one.add_argument("file", metavar=given, help=_both(f"cli.questionnaire_book.{given}"))
        one.add_argument(
            "--out", metavar=made, required=True, help=_both(f"cli.questionnaire_book.out.{made}")
        )
        one.add_argument("--lang", choices=("ja", "en"), default="ja", help=_both("cli.lang"))


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of ``python -m rfi``."""
    parser = argparse.ArgumentParser(prog="python -m rfi", description=_both("cli.description"))
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    check = commands.add_parser("check", help=_both("cli.check"), description=_both("cli.check"))
    _add_files(check)
    check.add_argument(
        "--format", choices=("table", "json"), default="table", help=_both("cli.format")
    )
    check.add_argument("--lang", choices=("ja", "en"), default="ja", help=_both("cli.lang"))

    compare = commands.add_parser(
        "compare", help=_both("cli.compare"), description=_both("cli.compare")
    )
    _add_round(compare)
    compare.add_argument(
        "--format", choices=("table", "json"), default="table", help=_both("cli.format")
    )
    compare.add_argument("--out", metavar="FILE", help=_both("cli.out"))
    compare.add_argument(
        "--encoding", choices=("utf-8", "cp932"), default="utf-8", help=_both("cli.encoding")
    )
    compare.add_argument("--lang", choices=("ja", "en"), default="ja", help=_both("cli.lang"))

    _add_export(commands)

    describe = commands.add_parser(
        "describe", help=_both("cli.describe"), description=_both("cli.describe")
    )
    _add_round(describe)
    describe.add_argument("--offer", metavar="KEY", required=True, help=_both("cli.describe.key"))
    describe.add_argument("--business", metavar="CODE", help=_both("cli.describe.business"))
    describe.add_argument("--item", metavar="CODE", help=_both("cli.describe.item"))
    describe.add_argument(
        "--format", choices=("table", "json"), default="table", help=_both("cli.format")
    )
    describe.add_argument("--lang", choices=("ja", "en"), default="ja", help=_both("cli.lang"))

    template = commands.add_parser(
        "template", help=_both("cli.template"), description=_both("cli.template")
    )
    template.add_argument(
        "--questionnaire", metavar="FILE", required=True, help=_both("cli.template.questionnaire")
    )
    template.add_argument("--answer", metavar="FILE", help=_both("cli.template.answer"))
    template.add_argument("--out", metavar="FILE", required=True, help=_both("cli.template.out"))
    template.add_argument("--lang", choices=("ja", "en"), default="ja", help=_both("cli.lang"))

    analyse = commands.add_parser(
        "analyse", help=_both("cli.analyse"), description=_both("cli.analyse")
    )
    analyse.add_argument("subject", choices=tuple(ANALYSES), help=_both("cli.analyse.subject"))
    _add_round(analyse)
    analyse.add_argument("--plans", metavar="FILE", help=_both("cli.analyse.plan"))
    analyse.add_argument("--since", metavar="FILE", help=_both("cli.analyse.since"))
    analyse.add_argument(
        "--limit",
        metavar="LIMIT",
        action="append",
        default=[],
        dest="limits",
        help=_both("cli.analyse.limit"),
    )
    analyse.add_argument(
        "--format", choices=("table", "json"), default="table", help=_both("cli.format")
    )
    analyse.add_argument("--out", metavar="FILE", help=_both("cli.analyse.out"))
    analyse.add_argument("--lang", choices=("ja", "en"), default="ja", help=_both("cli.lang"))

    layout = _both("cli.layout")
    _add_layout(commands.add_parser("layout", help=layout, description=layout))
    _add_questionnaire(commands)
    for name in ("backup", "restore"):
        help_text = _both(f"cli.{name}")
        copying = commands.add_parser(name, help=help_text, description=help_text)
        copying.add_argument("file", metavar="FILE", help=_both("cli.backup.file"))
        copying.add_argument("--lang", choices=("ja", "en"), default="ja", help=_both("cli.lang"))
    commands.choices["restore"].add_argument(
        "--replace", action="store_true", help=_both("cli.restore.replace")
    )
    return parser


def parsed(argv: Sequence[str] | None) -> argparse.Namespace:
    """Return the arguments; files may stand before, between and behind the options.

    A parser takes the files that stand together first and calls the others unrecognized.
    """
    parser = build_parser()
    found, rest = parser.parse_known_args(argv)
    if rest and (not hasattr(found, "files") or any(one.startswith("-") for one in rest)):
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    if rest:
        found.files = [*found.files, *rest]
    return found
