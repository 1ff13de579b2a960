"""Set up, start and check the toolkit with one command, the same on Linux, macOS and Windows.

    python run.py            set everything up and start the app on this computer
    python run.py test       set everything up and run every check and test
    python run.py check      every check but the tests, in under a minute
    python run.py --help     the other commands

Standard library only. What it installs goes into ``.venv`` beside this file, from hash-locked
lists; nothing outside is touched, except that ``test`` on Debian as root asks apt-get for the
browser, LibreOffice, PostgreSQL, nginx and a Japanese font that the tests drive.
"""

from __future__ import annotations

import argparse
import ctypes.util
import hashlib
import importlib
import importlib.util
import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

OLDEST_PYTHON = (3, 11)
HOST, USUAL_PORT = "127.0.0.1", 8501
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WHEELHOUSE = ROOT / "wheelhouse"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
VENV_PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
LOCKS = {"run": ROOT / "requirements.txt", "dev": ROOT / "requirements-dev.txt"}
LOCK_FLAGS = ("--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--quiet")
NO_PIP_NEWS = "--disable-pip-version-check"
# Settings of the caller's shell that would send packages or imports somewhere else, or have every
# program compile every module anew.
UNWANTED = {"PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE"}
UNWANTED |= {"PIP_USER", "PIP_TARGET", "PIP_PREFIX"}
UNWANTED |= {"PIP_REQUIRE_VIRTUALENV", "PIP_REQUIRE_HASHES", "PIP_NO_INDEX", "UV_NO_INDEX"}
PLATFORMS = {  # as pip names it → as uv names it
    "win_amd64": "x86_64-pc-windows-msvc",
    "manylinux_2_28_x86_64": "x86_64-manylinux_2_28",
}


class Stop(Exception):  # noqa: N818 - not a fault: the words for the person at the keyboard
    """What went wrong and what to do next, in the words to be shown."""


def say(words: str) -> None:
    """Print a line at once, so that it keeps its place among the lines of other programs."""
    print(words, flush=True)


def child_env(**more: str) -> dict[str, str]:
    """Return the environment for the programs started from here."""
    kept = {k: v for k, v in os.environ.items() if k not in UNWANTED}
    return {**kept, "PYTHONUTF8": "1", **more}


def call(command: Sequence[str | Path], **env: str) -> bool:
    """Run a program in the project's folder and tell whether it succeeded."""
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=ROOT, env=child_env(**env), check=False).returncode == 0


def is_ci() -> bool:
    """Tell whether this run may skip nothing."""
    return os.environ.get("CI", "").lower() in {"1", "true"}


# --- the virtual environment and what is in it ---------------------------------------------------


def is_venv_sound() -> bool:
    """Tell whether .venv is there, starts, and is of the Python that runs this file."""
    if not VENV_PYTHON.exists():
        return False
    command = [str(VENV_PYTHON), "-c", "import sys; print(*sys.version_info[:2])"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=child_env())
    except OSError:
        return False
    return done.stdout.split() == [str(part) for part in sys.version_info[:2]]


def ensure_venv() -> None:
    """Make .venv, again if it is broken or of another Python."""
    if is_venv_sound():
        return
    if VENV.exists():
        if Path(sys.prefix).resolve() == VENV.resolve():
            message = (
                ".venv が壊れています。.venv の外の Python で python run.py を実行してください。"
            )
            raise Stop(message)
        say("仮想環境 .venv を作り直します（壊れているか、別の Python のものでした）。")
        shutil.rmtree(VENV)
    else:
        say("仮想環境 .venv を作ります。")
    if importlib.util.find_spec("ensurepip") is None:
        apt_install(["python3-venv"])
        importlib.invalidate_caches()
    if importlib.util.find_spec("ensurepip") is None:
        message = (
            "この Python には venv の部品がありません。"
            "sudo apt-get install python3-venv を実行してから、もう一度お試しください。"
        )
        raise Stop(message)
    if not call([sys.executable, "-m", "venv", VENV]):
        message = ".venv を作れませんでした。空き容量と書き込み権限を確かめてください。"
        raise Stop(message)


def find_uv() -> str | None:
    """Return uv from .venv or PATH."""
    return shutil.which("uv", path=str(SCRIPTS)) or shutil.which("uv")


def platform_name() -> str:
    """Return the name of this machine's kind as ``bundle`` spells it."""
    return "win_amd64" if os.name == "nt" else "manylinux_2_28_x86_64"


def wheelhouse_list(platform: str, python: str) -> str:
    """Return the name of the list that a wheelhouse for this platform and Python holds."""
    return f"requirements-{platform}-py{python.replace('.', '')}.txt"


def wheelhouse_flags() -> list[str]:
    """Return how to install from wheelhouse/ alone, or nothing when it is not for this machine."""
    if not WHEELHOUSE.is_dir():
        return []
    python = ".".join(map(str, sys.version_info[:2]))
    if not (WHEELHOUSE / wheelhouse_list(platform_name(), python)).exists():
        say(f"wheelhouse/ は {platform_name()}・Python {python} 用ではないため使いません。")
        return []
    say("wheelhouse/ から入れます（ネットワークは使いません）。")
    return ["--no-index", "--find-links", str(WHEELHOUSE)]


def installers() -> Iterator[list[str]]:
    """Yield the ways to install, quickest first; pip knows proxies and mirrors that uv may not."""
    uv = find_uv()
    if uv:
        yield [uv, "pip", "install", "-q", "--python", str(VENV_PYTHON), "--compile-bytecode"]
    yield [str(VENV_PYTHON), "-m", "pip", "install", "-qq", "--no-input", NO_PIP_NEWS]


def install(kind: str) -> None:
    """Install the lock of this kind ("run" or "dev") unless exactly that was done before."""
    ensure_venv()
    stamps = {name: VENV / f".installed-{name}" for name in LOCKS}
    digests = {
        name: hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()
        for name, lock in LOCKS.items()
    }
    if stamps[kind].exists() and stamps[kind].read_text("ascii") == digests[kind]:
        return
    started = time.monotonic()
    say("必要な部品を入れています。初回は1分ほどかかります…")
    flags = wheelhouse_flags() if kind == "run" else []
    flags += ["--require-hashes", "-r", str(LOCKS[kind])]
    if not any(call([*installer, *flags]) for installer in installers()):
        if "--no-index" in flags:
            message = (
                "wheelhouse/ の中身がこの版の requirements.txt と合いません。"
                "python run.py bundle で作り直すか、ネットにつながるなら消してください。"
            )
            raise Stop(message)
        message = (
            "部品を入れられませんでした。ネットワーク（プロキシ）を確かめて、もう一度実行してください。\n"
            "ネットワークのない機械では、別の機械で python run.py bundle を実行し、"
            "できた wheelhouse フォルダーをここに置いてください（README 参照）。"
        )
        raise Stop(message)
    for name in LOCKS if kind == "dev" else ["run"]:  # the dev list holds the other one
        stamps[name].write_text(digests[name], "ascii")
    say(f"入りました（{time.monotonic() - started:.0f} 秒）。")


# --- parts of the system that only tests drive ---------------------------------------------------


def find_program(variable: str, names: Sequence[str], places: Sequence[str]) -> str | None:
    """Return a program: named by the environment, or on PATH, or in its usual place."""
    roots = [os.environ.get(name, "") for name in ("PROGRAMFILES", "PROGRAMFILES(X86)")]
    roots += [os.environ.get("LOCALAPPDATA", ""), "/Applications", "/usr/lib", "/opt"]
    named = [os.environ.get(variable, "")]
    on_path = [shutil.which(name) or "" for name in names]
    usual = [str(Path(root) / place) for root in roots if root for place in places]
    return next((path for path in named + on_path + usual if path and Path(path).is_file()), None)


def find_browser() -> str | None:
    """Return a browser of the Chromium family (Edge on Windows)."""
    return find_program(
        "RFI_BROWSER",
        ("chromium", "chromium-browser", "google-chrome", "microsoft-edge"),
        (
            "Microsoft/Edge/Application/msedge.exe",
            "Google/Chrome/Application/chrome.exe",
            "Google Chrome.app/Contents/MacOS/Google Chrome",
            "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        ),
    )


def find_soffice() -> str | None:
    """Return LibreOffice, if it has its spreadsheet part (Debian packs that apart)."""
    path = find_program(
        "RFI_SOFFICE",
        ("soffice",),
        ("LibreOffice/program/soffice.exe", "LibreOffice.app/Contents/MacOS/soffice"),
    )
    debian = Path("/usr/lib/libreoffice/program")
    if path and debian.is_dir() and not (debian / "libsclo.so").exists():
        return None
    return path


def find_japanese_font() -> str | None:
    """Return the name of a Japanese font; Windows and macOS bring one."""
    if sys.platform in {"win32", "darwin"}:
        return sys.platform
    lister = shutil.which("fc-list")
    if lister is None:
        places = Path("/usr/share/fonts").rglob("NotoSansCJK*")
        return next((path.name for path in places), None)
    done = subprocess.run([lister, ":lang=ja", "family"], capture_output=True, check=False)
    return done.stdout.decode("utf-8", "replace").partition("\n")[0] or None


def find_libatomic() -> str | None:
    """Return the C library that playwright's driver needs and a bare Linux lacks."""
    return ctypes.util.find_library("atomic") if sys.platform == "linux" else sys.platform


def find_postgresql() -> str | None:
    """Return PostgreSQL's server, the newest one; Debian keeps it off PATH. Not on Windows."""
    if os.name == "nt":
        return None
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda at: float(at.parent.name))
    places = [str(folder.relative_to("/usr/lib") / "postgres") for folder in reversed(debian)]
    return find_program("RFI_POSTGRES", ("postgres",), places) if shutil.which("pg_dump") else None


def find_nginx() -> str | None:
    """Return nginx; Debian keeps it where only root looks. Not on Windows: no server is one."""
    return (
        None if os.name == "nt" else shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    )


@dataclass(frozen=True)
class Part:
    """A part of the system that some tests drive; they learn of its lack by a variable."""

    title: str
    package: str
    variable: str
    find: Callable[[], str | None]


PARTS = (
    Part("ブラウザー Chromium / Edge", "chromium", "RFI_SKIP_BROWSER", find_browser),
    Part("ブラウザーの操作に要る libatomic", "libatomic1", "RFI_SKIP_BROWSER", find_libatomic),
    Part("LibreOffice Calc", "libreoffice-calc", "RFI_SKIP_LIBREOFFICE", find_soffice),
    Part("PostgreSQL", "postgresql", "RFI_SKIP_POSTGRESQL", find_postgresql),
    Part("nginx", "nginx-light", "RFI_SKIP_NGINX", find_nginx),
    Part("日本語フォント", "fonts-noto-cjk", "RFI_SKIP_JAPANESE_FONT", find_japanese_font),
)


def apt_install(packages: Sequence[str]) -> str:
    """Install Debian packages as root; return "" or the reason why that could not be done."""
    apt = shutil.which("apt-get")
    if apt is None or not Path("/etc/debian_version").exists():
        return "この OS では自動で入れられません"
    if os.geteuid() != 0:
        return f"root でないため入れられません。sudo apt-get install {' '.join(packages)}"
    say(f"apt-get で {'、'.join(packages)} を入れています（数分かかることがあります）…")
    env = child_env(DEBIAN_FRONTEND="noninteractive", LC_ALL="C.UTF-8")
    wait = ("-o", "DPkg::Lock::Timeout=600", "-qq")
    for action in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        for _ in range(60):  # update and the cleaning up do not wait for another apt-get: ask again
            done = subprocess.run(
                [apt, *wait, *action], capture_output=True, check=False, env=env, text=True
            )
            if "Could not get lock" not in done.stderr:
                break
            time.sleep(10)
    last_line = (done.stderr or done.stdout).strip().rpartition("\n")[2]
    return f"apt-get が失敗しました: {last_line}" if done.returncode else ""


def ensure_parts() -> dict[str, str]:
    """Install what tests drive; return variable → reason for what cannot be had."""
    missing = [part for part in PARTS if part.find() is None]
    reason = apt_install([part.package for part in missing]) if missing else ""
    skipped = {}
    for part in missing:
        if part.find() is None:
            skipped[part.variable] = reason or f"{part.package} を入れても見つかりません"
            say(f"スキップ: {part.title}を使うテスト … {skipped[part.variable]}")
    return skipped


# --- commands ------------------------------------------------------------------------------------


def free_port(wanted: int) -> int:
    """Return the wanted port if nobody listens there, else one that the system chooses."""
    for port in (wanted, 0):
        with socket.socket() as listener:
            if os.name == "posix":  # a port just left is free; on Windows the flag means to share
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind((HOST, port))
            except OSError:
                continue
            return int(listener.getsockname()[1])
    message = "空いているポートがありません。ほかのアプリを閉じて、もう一度お試しください。"
    raise Stop(message)


def start(wanted_port: int) -> int:
    """Start the app in the foreground, its first page made ready before the address is told."""
    install("run")
    port = free_port(wanted_port)
    say("準備しています…")
    command = [str(VENV_PYTHON), "-m", "streamlit", "run", "streamlit_app.py"]
    command += ["--server.address", HOST, "--server.port", str(port)]
    # Many sessions are many threads: without a bound each would keep free memory of its own.
    env = child_env(MALLOC_ARENA_MAX="2")
    with subprocess.Popen(command, cwd=ROOT, env=env) as server:
        signal.signal(signal.SIGTERM, lambda *_: server.terminate())
        call([VENV_PYTHON, "-m", "rfi.app.first_session", str(port)])
        if server.poll() is None:
            say(f"ブラウザーで http://{HOST}:{port} を開いてください。終了は Ctrl+C です。")
        while True:
            try:
                return server.wait()
            except KeyboardInterrupt:  # Ctrl+C reaches the server too: let it close
                continue


LINT_IMPORTS = "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())"
CHECKS: Mapping[str, Sequence[str]] = {
    "書式 (ruff format)": ("-m", "ruff", "format", "--check", "."),
    "規約 (ruff check)": ("-m", "ruff", "check", "."),
    "依存の向き (lint-imports)": ("-c", LINT_IMPORTS),
    "型 (mypy)": ("-m", "mypy"),
}


def start_checks() -> dict[str, subprocess.Popen[bytes]]:
    """Start every check but the tests, all beside each other."""
    return {
        title: subprocess.Popen(
            [VENV_PYTHON, *command],
            cwd=ROOT,
            env=child_env(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        for title, command in CHECKS.items()
    }


def end_checks(started: Mapping[str, subprocess.Popen[bytes]], failed: list[str]) -> int:
    """Print what every check says, whatever failed before, and say what failed.

    Args:
        started: The checks by title.
        failed: What has failed already.
    """
    for title, running in started.items():
        told, _ = running.communicate()
        say(f"\n== {title}")
        sys.stdout.flush()
        sys.stdout.buffer.write(told)
        if running.returncode:
            failed.append(title)
    say(f"\n== 検査: {'不合格 ' + '、'.join(failed) if failed else 'すべて合格'}")
    return 1 if failed else 0


def test(extra: Sequence[str]) -> int:
    """Run every check beside the tests, whatever failed before."""
    install("dev")
    skipped = ensure_parts()
    checks = start_checks()
    say("\n== テスト (pytest)")
    # Two workers, whatever the machine has: each more reads and prepares the samples once more.
    # In the order they are found in, so that the last groups are short: by the number of their
    # tests the last would be those with few and long ones, while one worker has nothing to do.
    workers = ("-n", "2", "--dist", "loadgroup", "--no-loadscope-reorder")
    passed = call([VENV_PYTHON, "-m", "pytest", *workers, *extra], **skipped)
    status = end_checks(checks, ["CI では省けない部品"] if skipped and is_ci() else [])
    return status if passed else 1


def check_alone() -> int:
    """Set up and run every check but the tests."""
    install("dev")
    return end_checks(start_checks(), [])


def compile_lock(source: Path, target: Path, flags: Sequence[str], by: str = "lock") -> None:
    """Write a hash-locked list that names no host; ``by`` is the command its head names."""
    uv = find_uv()
    command = ["pip", "compile", *LOCK_FLAGS, *flags, source.name, "-o", str(target)]
    if uv is None or not call([uv, *command], UV_CUSTOM_COMPILE_COMMAND=f"python run.py {by}"):
        message = f"{target.name} を作れませんでした。上の英文の理由を確かめてください。"
        raise Stop(message)


def lock(extra: Sequence[str]) -> int:
    """Compile both lists again, keeping versions that still fit (``--upgrade`` renews them)."""
    install("dev")
    floor = ".".join(map(str, OLDEST_PYTHON))
    flags = ["--universal", "--python-version", floor, *extra]
    compile_lock(ROOT / "requirements.in", LOCKS["run"], flags)
    flags += ["-c", LOCKS["run"].name]
    compile_lock(ROOT / "requirements-dev.in", LOCKS["dev"], flags)
    say("requirements.txt と requirements-dev.txt を更新しました。")
    return 0


def bundle(platform: str, python: str) -> int:
    """Fill wheelhouse/ with all that the app needs on a machine without a network."""
    install("dev")
    # pip takes each tag literally: the older ones, which run there too, have to be named.
    older = [f"manylinux_2_{minor}_x86_64" for minor in range(27, 4, -1)]
    older += ["manylinux2014_x86_64", "manylinux1_x86_64"]
    tags = [platform, *(older if platform.startswith("manylinux") else [])]
    fresh = WHEELHOUSE.with_name("wheelhouse.part")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    # Compiled for the platform, since pip would judge "only on Windows" by this machine.
    wanted = fresh / wheelhouse_list(platform, python)
    flags = ["--python-platform", PLATFORMS[platform], "--python-version", python, "--no-annotate"]
    compile_lock(LOCKS["run"], wanted, flags, by=f"bundle --platform {platform}")
    say(f"{platform}・Python {python} 用の部品を集めています…")
    command: list[str | Path] = [
        VENV_PYTHON,
        "-m",
        "pip",
        "download",
        "-qq",
        NO_PIP_NEWS,
    ]
    command += ["--no-deps", "--only-binary", ":all:", "--require-hashes"]
    command += [f"--platform={tag}" for tag in tags]
    if not call([*command, "--python-version", python, "-d", fresh, "-r", wanted]):
        message = "部品を集められませんでした。ネットワークを確かめて、もう一度お試しください。"
        raise Stop(message)
    shutil.rmtree(WHEELHOUSE, ignore_errors=True)
    fresh.rename(WHEELHOUSE)
    files = [path for path in WHEELHOUSE.iterdir() if path.suffix == ".whl"]
    size = sum(path.stat().st_size for path in files) / 1e6
    say(f"wheelhouse/ に {len(files)} 個、{size:.0f} MB を集めました。")
    say(f"このフォルダーごと運び、運び先（Python {python}）で python run.py を実行してください。")
    return 0


def run_module(module: str, kind: str, extra: Sequence[str]) -> int:
    """Run one of the project's own modules in the virtual environment."""
    install(kind)
    return 0 if call([VENV_PYTHON, "-m", module, *extra]) else 1


def parse_arguments(words: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    """Return the command with its options, and the words meant for the program behind it."""
    end = words.index("--") if "--" in words else len(words)
    parser = argparse.ArgumentParser(
        prog="run.py",
        allow_abbrev=False,
        description="準備・起動・検査をまとめて行います。 / Set up, start and check the toolkit.",
    )
    port = "画面のポート番号 / port of the screen (127.0.0.1)"
    parser.add_argument("--port", type=int, default=USUAL_PORT, help=f"{port}: %(default)s")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, help_text in {
        "test": "すべての検査とテスト（後ろの語は pytest へ） / every check; words go to pytest",
        "check": "テストを除くすべての検査 / every check but the tests",
        "lock": "requirements*.txt を作り直す（--upgrade で新版へ） / compile the locks again",
        "bundle": "ネットのない機械のための wheelhouse/ を作る / make an offline wheelhouse",
        "bench": "速さを測る（load で多人数） / run the benchmarks (load: many people)",
        "mutate": "行を変えて試験が気づくかを見る / change lines, see which no test holds",
        "fuzz": "壊れたファイルを数千読ませる / read thousands of broken files",
        "soak": "保存の途中で300回止め、8人で書く / 300 kills, 8 × 200 edits at once",
        "samples": "見本データを作り直す / generate the samples again",
    }.items():
        commands.add_parser(name, help=help_text, description=help_text, allow_abbrev=False)
    bundled = commands.choices["bundle"]
    bundled.add_argument("--platform", choices=PLATFORMS, default=platform_name())
    bundled.add_argument("--python-version", default=".".join(map(str, OLDEST_PYTHON)))
    arguments, extra = parser.parse_known_args(words[:end])
    extra += words[end + 1 :]
    if extra and arguments.command in {None, "bundle", "check"}:
        parser.error(f"この語は分かりません / unknown: {' '.join(extra)}")
    return arguments, extra


def main(words: Sequence[str]) -> int:
    """Do what the command line says and return the exit code."""
    for stream in (sys.stdout, sys.stderr):  # a Japanese console may lack a character
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    arguments, extra = parse_arguments(words)
    if sys.version_info < OLDEST_PYTHON:
        seen = sys.version.split()[0]
        say(f"Python 3.11 以上が必要です（今は {seen}）。新しい Python で実行してください。")
        return 2
    commands: Mapping[str | None, Callable[[], int]] = {
        None: lambda: start(arguments.port),
        "test": lambda: test(extra),
        "check": check_alone,
        "lock": lambda: lock(extra),
        "bundle": lambda: bundle(arguments.platform, arguments.python_version),
        "bench": lambda: run_module("benchmarks", "dev", extra),
        "mutate": lambda: run_module("mutmut", "dev", ["run", *extra]),
        "fuzz": lambda: run_module("benchmarks.fuzz", "dev", extra),
        "soak": lambda: run_module("benchmarks.soak", "dev", extra),
        "samples": lambda: run_module("samples.make", "run", extra),
    }
    try:
        return commands[arguments.command]()
    except Stop as stop:
        say(f"\n中止しました: {stop}")
        return 2
    except KeyboardInterrupt:
        say("\n中止しました。もう一度実行すれば続きから始まります。")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
