"""Every page in both languages over rounds that hold nothing, the sample, a held answer, many."""

import pytest

from rfi.app.frame.navigation import PAGES, ROUNDS
from rfi.text.wording import LANGS, Lang
from tests.app.rounds import round_of
from tests.app.screens import begun, new_screen, on_page, words

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", ["empty", "sample", "held", "many"])
def test_every_page_says_something_and_fails_nowhere(kind: str, lang: Lang) -> None:
    screen = new_screen(begun(round_of(kind)))
    screen.query_params["lang"] = lang
    for page in PAGES:
        if page == ROUNDS:
            continue
        on_page(screen, page)
        assert not screen.exception, (page, screen.exception)
        assert not screen.error, (page, [one.value for one in screen.error])
        told = words(screen) + " ".join(one.value for one in screen.info)
        assert len(told) > 200, page
