"""Where the database is kept, and where it is not: on no network drive."""

from pathlib import Path

import pytest

from rfi.store.database.address import Address, address_of, data_folder
from rfi.store.database.network_drive import (
    is_network_kind,
    kind_of_mount,
    linux_mounts,
    mac_mounts,
    network_kind_on_windows,
)
from rfi.store.outcome import Refused

LINUX = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:41 / /mnt/city\\040share rw,relatime - cifs //server/share rw
41 22 0:42 / /home/a/remote rw - fuse.sshfs a@b: rw
42 22 0:43 / /data rw - nfs4 server:/data rw
43 42 8:2 / /data/local rw - xfs /dev/sdb1 rw
44 22 0:44 / /mnt/c rw - 9p drvfs rw
"""
MAC = "/dev/disk1s1 on / (apfs, local)\n//a@server/s on /Volumes/city share (smbfs, nodev)\n"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/a", ""),
        ("/mnt/city share/rfi", "cifs"),
        ("/mnt/city", ""),
        ("/home/a/remote", "fuse.sshfs"),
        ("/data/rfi", "nfs4"),
        ("/data/local/rfi", ""),
        ("/mnt/c/Users", "9p"),
    ],
)
def test_a_folder_is_judged_by_the_innermost_mount(path: str, kind: str) -> None:
    found = kind_of_mount(path, linux_mounts(LINUX))
    assert (found if is_network_kind(found) else "") == kind


def test_a_share_on_macos_is_found() -> None:
    assert kind_of_mount("/Volumes/city share/x", mac_mounts(MAC)) == "smbfs"
    assert not is_network_kind(kind_of_mount("/Users/a", mac_mounts(MAC)))


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("C:\\Users\\a", ""),
        ("Z:\\rfi", "Z:"),
        ("\\\\?\\Z:\\rfi", "Z:"),
        ("\\\\server\\share\\rfi", "UNC"),
        ("//server/share/rfi", "UNC"),
        ("\\\\?\\UNC\\server\\share", "UNC"),
        ("\\\\?\\C:\\rfi", ""),
    ],
)
def test_shares_and_mapped_drives_of_windows_are_found(path: str, kind: str) -> None:
    assert network_kind_on_windows(path, lambda root: 4 if root == "Z:\\" else 3) == kind


def test_a_network_drive_is_refused_in_words_with_its_place() -> None:
    found = address_of({"RFI_DATABASE_URL": "sqlite:////share/rfi.db"}, lambda _: "nfs4")
    assert isinstance(found, Refused)
    assert found.issue.code == "store_network_drive"
    assert "/share/rfi.db" in found.issue.message("ja")


def test_a_link_onto_a_network_drive_is_refused(tmp_path: Path) -> None:
    far = tmp_path / "far"
    far.mkdir()
    near = tmp_path / "near"
    near.symlink_to(far)
    found = address_of(
        {"RFI_DATABASE_URL": f"sqlite:///{near}/rfi.db"},
        lambda folder: "nfs4" if folder == far.resolve() else "",
    )
    assert isinstance(found, Refused)


@pytest.mark.parametrize("url", ["mysql://a@b/c", "sqlite://", "no address", "sqlite:///x?mode=ro"])
def test_an_address_of_another_kind_is_refused(url: str) -> None:
    found = address_of({"RFI_DATABASE_URL": url})
    assert isinstance(found, Refused)
    assert found.issue.code == "store_address"


def test_the_password_of_a_server_is_not_shown() -> None:
    found = address_of({"RFI_DATABASE_URL": "postgresql://rfi:secret@db/rfi"})
    assert isinstance(found, Address)
    assert found.path is None
    assert "secret" not in found.shown


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({}, "linux", "/home/a/.local/share/rfi"),
        ({"XDG_DATA_HOME": "/data"}, "linux", "/data/rfi"),
        ({"XDG_DATA_HOME": "relative"}, "linux", "/home/a/.local/share/rfi"),
        ({}, "darwin", "/home/a/Library/Application Support/rfi"),
        ({"LOCALAPPDATA": "/local"}, "win32", "/local/rfi"),
    ],
)
def test_without_an_address_the_data_folder_of_the_system_is_taken(
    environment: dict[str, str], platform: str, expected: str
) -> None:
    assert data_folder(environment, platform, Path("/home/a")) == Path(expected)
