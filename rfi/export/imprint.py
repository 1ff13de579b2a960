"""What a paper bears beside what was found: its number, its day, the end of the audit."""

from dataclasses import dataclass

from rfi.scenario.address import Level
from rfi.text.wording import Lang, text


@dataclass(frozen=True, slots=True)
class Imprint:
    """What somebody gives with a file; no clock is read, so the same gives the same bytes.

    Attributes:
        number: 資料番号; "" leaves a blank to be filled in.
        made_on: 作成日 as it shall be printed; "" leaves a blank.
        audit: The end of the audit of the round, in words; "" where there is none.
    """

    number: str = ""
    made_on: str = ""
    audit: str = ""

    def lines(self, lang: Lang, level: Level) -> tuple[str, str]:
        """Return number and handling, and the day, each with a blank where nothing was given.

        Args:
            lang: Language.
            level: For whom the file is.
        """
        number = self.number or text("export.imprint.number.blank", lang)
        handling = text(f"export.handling.{level}", lang)
        made_on = self.made_on or text("export.imprint.day.blank", lang)
        return (
            text("export.imprint", lang, number=number, handling=handling),
            text("export.imprint.day", lang, made_on=made_on),
        )


NO_IMPRINT = Imprint()
