"""Acts of a person: what is clicked, and which fields are given something."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.browser.screen import expect_idle


class Acts:
    """Counts what a person does on a page; moving the eye is no act."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def click(self, place: Locator) -> None:
        """Click something: one act."""
        self.count += 1
        place.click()
        expect_idle(self.page)

    def choose(self, field: Locator, words: str) -> None:
        """Give a list one of its options, by typing its beginning: one field."""
        self.count += 1
        field.click()
        self.page.keyboard.type(words)
        self.page.get_by_role("option", name=re.compile(f"^{words}")).first.click()
        expect_idle(self.page)

    def fill(self, field: Locator, words: str) -> None:
        """Write into a field: one field."""
        self.count += 1
        field.fill(words)

    def give(self, field: Locator, file: Path) -> None:
        """Give a file: one field."""
        self.count += 1
        field.set_input_files(file)

    def slide(self, slider: Locator, keys: str, times: int) -> None:
        """Move a slider, as far as it goes: one field."""
        self.count += 1
        slider.focus()
        for _ in range(times):
            self.page.keyboard.press(keys)
        expect_idle(self.page)
