"""A browser of the Chromium family on this machine, which can print a page as PDF."""

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

# Names on the path, and places under the folders of programs where there is no path to them.
NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    *("microsoft-edge", "microsoft-edge-stable", "msedge", "chrome"),
)
_PLACES = (
    "Microsoft/Edge/Application/msedge.exe",
    "Google/Chrome/Application/chrome.exe",
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
_APPLICATIONS = "/Applications"
# Names a browser, or, where it is set to nothing, says that none shall be used.
VARIABLE = "RFI_BROWSER"


def find_browser(
    environment: Mapping[str, str] = os.environ, names: Iterable[str] = NAMES
) -> Path | None:
    """Return the program of a browser; None where there is none.

    Args:
        environment: ``RFI_BROWSER`` goes before everything else; the path and the folders of
            programs are told there too.
        names: Of programs on the path.
    """
    told = environment.get(VARIABLE)
    if told is not None:
        return Path(told) if told and Path(told).is_file() else None
    for name in names:
        found = shutil.which(name, path=environment.get("PATH", ""))
        if found:
            return Path(found)
    folders = [environment[name] for name in _FOLDERS if environment.get(name)]
    places = (Path(folder) / place for folder in (*folders, _APPLICATIONS) for place in _PLACES)
    return next((place for place in places if place.is_file()), None)
