"""Somebody who writes a questionnaire on screen: every click and every cell is an act."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.browser.screen import expect_idle

# Where one clicks in a row of a table: half its height from below, in the first column of words.
_MIDDLE, _FIRST = 17, 150
# The column of words that stands first, and how many keys lead there at most.
_WORDS, _TRIES = 2, 6


@dataclass
class Writer:
    """A person at the page of the questionnaire.

    Attributes:
        acts: Clicks, and cells and fields filled, so far.
    """

    page: Page
    acts: int = 0

    def click(self, target: Locator) -> None:
        """Press something."""
        target.click()
        self._done()

    def _done(self) -> None:
        self.acts += 1
        expect_idle(self.page)

    def open_part(self, name: str) -> None:
        """Open a part of the questionnaire."""
        self.click(self.page.get_by_role("radio", name=name).locator("xpath=ancestor::label"))
        expect(self.page.locator("h2.rfi-title").filter(has_text=name)).to_be_visible()

    def field(self, label: str, words: str) -> None:
        """Write into a field of the cover."""
        field = self.page.get_by_role("textbox", name=label, exact=True)
        field.fill(words)
        field.press("Tab")
        self._done()

    def day(self, label: str, words: str) -> None:
        """Type a day into a field of the cover, digit by digit."""
        group = self.page.get_by_test_id("stDateInput").filter(has_text=label).first
        group.get_by_role("spinbutton").first.click()
        self.page.keyboard.type(words.replace("-", ""))
        self.page.keyboard.press("Tab")
        self._done()

    def none(self, part: str) -> None:
        """Tick all rows of the open part off."""
        self.click(self.page.get_by_role("button", name="全て外す"))
        self.expect_asked(part, 0)

    def expect_asked(self, part: str, count: int) -> None:
        """Wait until so many rows of a part are asked."""
        expect(self.page.get_by_role("radio", name=f"{part}（{count}）")).to_be_visible()
        expect_idle(self.page)

    def _table(self, *, own: bool) -> Locator:
        tables = self.page.locator('[data-testid="stDataFrame"] [data-testid="data-grid-canvas"]')
        found = tables.nth(0 if own else 1)
        expect(found).to_be_visible()
        return found

    def _click_below(self) -> None:
        """Click into the empty row below those of one's own."""
        box = self._table(own=True).bounding_box()
        assert box is not None
        self.page.mouse.click(box["x"] + _FIRST, box["y"] + box["height"] - _MIDDLE)

    def _enter_list(self) -> None:
        """Click into the first row of the list, and go to its tick."""
        table = self._table(own=False)
        box = table.bounding_box()
        assert box is not None
        self.page.mouse.click(box["x"] + _FIRST, box["y"] + 3 * _MIDDLE)
        expect(table.locator("#glide-cell-1-0")).to_have_attribute("aria-selected", "true")
        self.page.keyboard.press("ArrowLeft")

    def tick(self, numbers: Iterable[int]) -> None:
        """Tick rows of the list by their numbers, by the arrows and the space bar."""
        self._enter_list()
        at = 0
        for number in numbers:
            for _ in range(number - at):
                self.page.keyboard.press("ArrowDown")
            at = number
            self.page.keyboard.press("Space")
            self._done()

    def _choose_first_cell(self) -> None:
        """Choose the first cell of words in the row that a click added; its editor is shut."""
        self._click_below()
        table = self._table(own=True)
        editor = self.page.locator("#portal > *")
        expect(editor.locator("textarea, input").first).to_be_focused()
        self.page.keyboard.press("Escape")
        expect(editor).to_have_count(0)
        chosen = table.locator('[role="gridcell"][aria-selected="true"]')
        first = table.locator("#glide-cell-2-0")
        for _ in range(_TRIES):
            expect(chosen).to_have_count(1)
            at = chosen.get_attribute("id") or ""
            place = int(chosen.get_attribute("aria-colindex") or "0")
            if place == _WORDS:
                break
            self.page.keyboard.press("ArrowRight" if place < _WORDS else "ArrowLeft")
            # The table tells of it when it is drawn.
            expect(table.locator(f"#{at}")).to_have_attribute("aria-selected", "false")
        expect(first).to_have_attribute("aria-selected", "true")

    def rows(self, rows: Iterable[Sequence[str]]) -> None:
        """Put rows of one's own in, as from a sheet; each cell counts as if it were typed."""
        given = [tuple(cells) for cells in rows]
        self._choose_first_cell()
        self.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        words = "\n".join("\t".join(cells) for cells in given)
        self.page.evaluate("words => navigator.clipboard.writeText(words)", words)
        self.page.keyboard.press("ControlOrMeta+v")
        self.acts += sum(bool(cell) for cells in given for cell in cells) - 1
        self._done()
