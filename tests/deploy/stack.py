"""What ``deploy/`` describes, on this machine: a provider, replicas as the unit starts them, nginx.

Everything listens on 127.0.0.1, at ports that the system chose, and ends with its context.
"""

import json
import os
import shlex
import ssl
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path

import psutil
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.browser.conftest import MOST_KNOCKS, free_port

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
HOST = "127.0.0.1"
COOKIE_SECRET = "a-secret-of-the-tests-that-is-long-enough"  # noqa: S105 - of a test
# Always the same, so that the browser of the tests knows it before there is a certificate.
KEY_OF_THE_TESTS = 20270401
# Who can log in at the provider: subject → what it says of them.
PEOPLE: Mapping[str, Mapping[str, object]] = {
    "suzuki": {"email": "Suzuki@city.example.jp", "email_verified": True},
    "sato": {"email": "sato@city.example.jp", "email_verified": True},
    "takahashi": {"email": "takahashi@city.example.jp", "email_verified": True},
    "nobody": {"email": "nobody@elsewhere.example", "email_verified": True},
    "unverified": {"email": "takahashi@city.example.jp", "email_verified": False},
}


def is_there(url: str) -> bool:
    """Tell whether a server answers; its certificate is one of ours."""
    context = ssl._create_unverified_context()  # noqa: S323 - self-signed
    try:
        with urllib.request.urlopen(url, timeout=10, context=context):  # noqa: S310
            return True
    except OSError:
        return False


@contextmanager
def running(
    command: Sequence[str], url: str, said: Path, env: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server and end it; it is there when its address answers."""
    with said.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **(env or {})}, stdout=out, stderr=out
        )
    try:
        pause = threading.Event()
        for _ in range(MOST_KNOCKS):
            assert process.poll() is None, said.read_text("utf-8", "replace")
            if is_there(url) or pause.wait(0.1):
                break
        else:
            message = f"no answer at {url}: {said.read_text('utf-8', 'replace')}"
            raise AssertionError(message)
        yield process
    finally:
        process.terminate()
        process.wait()


@contextmanager
def running_provider(folder: Path) -> Iterator[str]:
    """Run an OpenID provider with the people of the tests; yield its address."""
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    for sub, claims in PEOPLE.items():
        command += ["--user-claims", json.dumps({"sub": sub, **claims})]
    url = f"http://{HOST}:{port}"
    with running(command, url, folder / "provider.log"):
        yield url


def write_certificate(folder: Path) -> tuple[Path, Path]:
    """Write a self-signed certificate of 127.0.0.1; return it and its key."""
    key = ec.derive_private_key(KEY_OF_THE_TESTS, ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2099, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), False)  # noqa: FBT003
        .sign(key, hashes.SHA256())
    )
    certificate, private = folder / "fullchain.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return certificate, private


def write_secrets(folder: Path, origin: str, provider: str) -> Path:
    """Write the example of the secrets, filled in."""
    example = (DEPLOY / "secrets.example.toml").read_text("utf-8")
    filled = {
        "https://rfi.example.jp": origin,
        "https://login.example.jp": provider,
        'cookie_secret = ""': f'cookie_secret = "{COOKIE_SECRET}"',
        'client_id = ""': 'client_id = "rfi"',
        'client_secret = ""': 'client_secret = "of-the-tests"',
    }
    path = folder / "secrets.toml"
    path.write_text(replaced(example, filled), "utf-8")
    return path


def replaced(source: str, changes: Mapping[str, str]) -> str:
    """Return a file of ``deploy/`` with the places filled in that its steps name."""
    for old, new in changes.items():
        assert old in source, old
        source = source.replace(old, new)
    return source


def unit_command(port: int, host: str, secrets: Path) -> list[str]:
    """Return the command of the systemd unit for one replica."""
    lines = (DEPLOY / "rfi@.service").read_text("utf-8").splitlines()
    started = next(line for line in lines if line.startswith("ExecStart="))
    changes = {
        "ExecStart=": "",
        "/opt/rfi/.venv/bin/python": sys.executable,
        "%i": str(port),
        "${RFI_HOST}": host,
        "${RFI_SECRETS}": str(secrets),
    }
    return shlex.split(replaced(started, changes))


@dataclass(slots=True)
class Replica:
    """One process of the program."""

    port: int
    process: subprocess.Popen[bytes] = field(repr=False)

    @property
    def url(self) -> str:
        """Its own address, past nginx."""
        return f"http://{HOST}:{self.port}"

    def visitor_count(self) -> int:
        """Return how many connections are open to it: pages, since requests end at once."""
        found = psutil.Process(self.process.pid).net_connections("tcp")
        return sum(
            one.status == psutil.CONN_ESTABLISHED and one.laddr.port == self.port for one in found
        )

    def kill(self) -> None:
        """End it as a fault of the machine would."""
        self.process.kill()
        self.process.wait()


@contextmanager
def running_replica(
    folder: Path, secrets: Path, database: str, port: int, roles: Path
) -> Iterator[Replica]:
    """Run the program as the unit starts it."""
    env = {
        "RFI_DATABASE_URL": database,
        "RFI_ROLES": str(roles),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = unit_command(port, HOST, secrets)
    url = f"http://{HOST}:{port}/_stcore/health"
    with running(command, url, folder / f"{port}.log", env) as process:
        yield Replica(port, process)


def write_nginx(folder: Path, port: int, plain: int, replicas: Sequence[int]) -> Path:
    """Write the configuration of ``deploy/`` for these ports, and what stands around it."""
    certificate, key = write_certificate(folder)
    changes = {
        "listen 443 ssl": f"listen {HOST}:{port} ssl",
        "listen 80;": f"listen {HOST}:{plain};",
        "rfi.example.jp": HOST,
        "/etc/ssl/rfi/fullchain.pem": str(certificate),
        "/etc/ssl/rfi/key.pem": str(key),
        "/var/log/nginx/rfi.log": str(folder / "access.log"),
        f"{HOST}:8501": f"{HOST}:{replicas[0]}",
        f"{HOST}:8502": f"{HOST}:{replicas[1]}",
    }
    own = folder / "rfi.conf"
    own.write_text(replaced((DEPLOY / "rfi.conf").read_text("utf-8"), changes), "utf-8")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "\n".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    user = "user root;" if os.geteuid() == 0 else ""
    main = folder / "nginx.conf"
    main.write_text(
        f"{user}\ndaemon off;\nworker_processes 1;\npid {folder}/nginx.pid;\n"
        f"error_log {folder}/error.log;\nevents {{ }}\n"
        f"http {{\n{places}\ninclude /etc/nginx/mime.types;\ninclude {own};\n}}\n",
        "utf-8",
    )
    return main


@dataclass(frozen=True, slots=True)
class Deployment:
    """A whole deployment, as people reach it."""

    url: str
    plain_url: str
    database: str
    replicas: tuple[Replica, Replica]
    folder: Path
    roles: Path


@contextmanager
def running_deployment(
    nginx: str, folder: Path, database: str, roles: Callable[[Path], Path]
) -> Iterator[Deployment]:
    """Run provider, two replicas on one database, and nginx before them."""
    port, plain, *ports = (free_port() for _ in range(4))
    origin = f"https://{HOST}:{port}"
    listed = roles(folder / "roles.toml")
    with ExitStack() as stack:
        provider = stack.enter_context(running_provider(folder))
        secrets = write_secrets(folder, origin, provider)
        first, second = (
            stack.enter_context(running_replica(folder, secrets, database, one, listed))
            for one in ports
        )
        main = write_nginx(folder, port, plain, ports)
        command = [nginx, "-c", str(main), "-p", str(folder)]
        stack.enter_context(running(command, f"{origin}/_stcore/health", folder / "nginx.log"))
        yield Deployment(
            origin, f"http://{HOST}:{plain}", database, (first, second), folder, listed
        )
