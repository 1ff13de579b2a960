"""Whether a folder lies on a network drive, where SQLite's locks and shared memory do not hold.

The system's own tables are arguments, so that the answer for any of them can be tested anywhere.
"""

import ctypes
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

# Kinds of file systems that are reached over a network, or shared with a host that is another
# system: on all of them a lock or a mapped page of one machine is not seen by the other.
_KINDS = frozenset(
    (
        *("nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "ncp", "afs"),
        *("afpfs", "webdav", "davfs", "ftpfs", "coda", "ceph", "glusterfs", "lustre", "beegfs"),
        *("gpfs", "ocfs2", "gfs2", "pvfs2", "orangefs", "9p", "drvfs", "vboxsf", "vmhgfs"),
        *("prl_fs", "virtiofs", "sshfs", "s3fs", "macfuse", "osxfuse"),
    )
)
# Local systems that happen to be served by a program.
_LOCAL_FUSE = frozenset(("fuseblk", "fuse.fuse-overlayfs", "fuse.mergerfs", "fuse.lxcfs"))
_ESCAPE = re.compile(r"\\([0-7]{3})")
_MAC_MOUNT = re.compile(r"^.+? on (?P<place>/.*?) \((?P<kind>[^,)]+)", re.MULTILINE)
_DRIVE = re.compile(r"^(?:[\\/]{2}[?.][\\/])?(?P<drive>[A-Za-z]:)")
_UNC = re.compile(r"^[\\/]{2}(?![?.][\\/])|^[\\/]{2}[?.][\\/]UNC[\\/]", re.IGNORECASE)
_DRIVE_REMOTE = 4


def linux_mounts(mountinfo: str) -> Iterator[tuple[str, str]]:
    """Yield (place, kind) of each line of ``/proc/self/mountinfo``."""
    for line in mountinfo.splitlines():
        before, dash, after = line.partition(" - ")
        if dash:
            place = _ESCAPE.sub(lambda found: chr(int(found[1], 8)), before.split(" ")[4])
            yield place, after.split(" ", 1)[0]


def mac_mounts(printed: str) -> Iterator[tuple[str, str]]:
    """Yield (place, kind) of each line that ``mount`` prints on macOS."""
    for found in _MAC_MOUNT.finditer(printed):
        yield found["place"], found["kind"]


def is_network_kind(kind: str) -> bool:
    """Tell whether a kind of file system is one of a network.

    Programs that serve a file system (``fuse.…``) mostly bring one from elsewhere: all are taken
    for such but the few known to be local.

    >>> [is_network_kind(kind) for kind in ("nfs4", "ext4", "fuse.sshfs", "fuseblk", "overlay")]
    [True, False, True, False, False]
    """
    bare = kind.lower()
    is_served = bare == "fuse" or bare.startswith("fuse.")
    return bare in _KINDS or (is_served and bare not in _LOCAL_FUSE)


def kind_of_mount(path: str, mounts: Iterator[tuple[str, str]]) -> str:
    """Return the kind of the innermost mount that holds an absolute path, "" when none does."""
    best, found = "", ""
    for place, kind in mounts:
        inside = path == place or path.startswith(place.rstrip("/") + "/")
        # Of two mounts on one place the later covers the earlier.
        if inside and len(place) >= len(best):
            best, found = place, kind
    return found


def network_kind_on_windows(path: str, drive_type: Callable[[str], int]) -> str:
    r"""Return ``UNC`` or the letter of a mapped drive, "" for a drive of this machine.

    Args:
        path: Absolute path.
        drive_type: What ``GetDriveTypeW`` says of a root such as ``Z:\``.
    """
    if _UNC.match(path):
        return "UNC"
    drive = _DRIVE.match(path)
    if drive and drive_type(drive["drive"] + "\\") == _DRIVE_REMOTE:
        return drive["drive"]
    return ""


def _drive_type(root: str) -> int:
    kernel = vars(ctypes)["windll"].kernel32  # of Windows alone, and typed nowhere else
    return int(kernel.GetDriveTypeW(root))


def network_kind(folder: Path) -> str:
    """Return what network a folder lies on (``nfs4``, ``UNC``, ``Z:``), "" when on none."""
    path = str(folder)
    if os.name == "nt":
        return network_kind_on_windows(path, _drive_type)
    if sys.platform == "darwin":
        done = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False)
        kind = kind_of_mount(path, mac_mounts(done.stdout))
    else:
        mountinfo = Path("/proc/self/mountinfo")
        table = mountinfo.read_text("utf-8", "replace") if mountinfo.exists() else ""
        kind = kind_of_mount(path, linux_mounts(table))
    return kind if is_network_kind(kind) else ""
