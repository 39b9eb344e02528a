"""Real services for tests: PostgreSQL, Redis, nginx and our own programs, each on a free port and gone afterwards."""

import contextlib
import os
import pwd
import random
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import psycopg
import pytest

from tests.sizes import IS_SOAK

ROOT = Path(__file__).parent.parent
LOOPBACK = "127.0.0.1"


WORKERS = 8
"""As many workers of a run have ports of their own."""
_given: set[int] = set()


def free_port() -> int:
    """A TCP port nobody listens on.

    Taken below the range from which Linux numbers outgoing connections (32768 up), so that between this look and the
    program's own bind no connection of another test can take it by accident. Each worker of a run has ports of its own,
    and gives none twice: a program may take seconds from this look to its bind.
    """
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:]) % WORKERS
    for _ in range(200):
        port = random.randrange(15000 + worker, 32000, WORKERS)
        if port in _given:
            continue
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind((LOOPBACK, port))
                _given.add(port)
                return port
    raise RuntimeError("no free port between 15000 and 31999")


def answers(url: str, status: int = 200) -> bool:
    """Whether `url` answers with `status` right now."""
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return answer.status == status
    except OSError:
        return False


def listens(port: int) -> bool:
    """Whether something accepts connections on this port of the loopback."""
    with contextlib.suppress(OSError), socket.create_connection((LOOPBACK, port), timeout=1):
        return True
    return False


def is_alive(pid: int) -> bool:
    """Whether this process does anything still; in a container nobody may take the dead ones' bodies away."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def eventually(truth: Callable[[], object], within_s: float = 10, what: str = "") -> None:
    """Waits until `truth()` holds; fails the test with `what` when it does not in time."""
    until = time.monotonic() + within_s
    while not truth():
        if time.monotonic() > until:
            pytest.fail(f"not within {within_s} s: {what or truth}")
        time.sleep(0.02)


class Running:
    """One program of a test: started in its own process group, its output kept in a file, ended for certain.

    The kernel is asked to kill the program when the test process dies (`setpriv --pdeathsig`), so that even a test run
    ended with kill -9 leaves nothing behind. To the kernel the parent is a thread: start programs from one that stays.
    """

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        log: Path,
        env: Mapping[str, str] | None = None,
        cwd: Path = ROOT,
        user: str | None = None,
        dies_by: str = "KILL",
    ) -> None:
        self.command = [str(part) for part in command]
        self.log = log
        identity = ["--reuid", user, "--regid", user_group(user), "--clear-groups"] if user else []
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                ["/usr/bin/setpriv", "--pdeathsig", dies_by, *identity, "--", *self.command],
                cwd=cwd,
                env={**os.environ, "PYTHONUNBUFFERED": "1", **(env or {})},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def __enter__(self) -> "Running":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def pid(self) -> int:
        return self.process.pid

    def output(self) -> str:
        """All it has said so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def wait_until(self, ready: Callable[[], object], within_s: float = 20) -> "Running":
        """Waits until `ready()` holds; fails with the program's own words when it ends or takes too long."""
        until = time.monotonic() + within_s
        while not ready():
            ended = self.process.poll()
            if ended is not None or time.monotonic() > until:
                state = f"ended with {ended}" if ended is not None else f"was not ready in {within_s} s"
                pytest.fail(f"{' '.join(self.command)} {state}:\n{self.output()[-4000:]}")
            time.sleep(0.02)
        return self

    def wait_for(self, pattern: str, within_s: float = 20) -> re.Match[str]:
        """Waits for a line of its output; gives the match back."""
        self.wait_until(lambda: re.search(pattern, self.output()), within_s)
        found = re.search(pattern, self.output())
        assert found
        return found

    def wait_for_url(self, url: str, within_s: float = 20) -> "Running":
        return self.wait_until(lambda: answers(url), within_s)

    def stop(self, by: signal.Signals = signal.SIGTERM, within_s: float = 10) -> int:
        """Asks it to end, then makes it; gives its exit code back (negative: the signal that ended it)."""
        if self.process.poll() is None:
            self.process.send_signal(by)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(within_s)
        return self.kill()

    def kill(self) -> int:
        """kill -9 to it and to all it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        return self.process.wait(10)


def user_group(user: str) -> str:
    return str(pwd.getpwnam(user).pw_gid)


def required(program: str, package: str, *folders: str) -> str:
    """The path of a program the tests need; `./run test` installs it, so its absence is a failure, not a skip."""
    path = shutil.which(program, path=os.pathsep.join([*folders, os.environ.get("PATH", ""), "/usr/sbin"]))
    if path is None:
        pytest.fail(f"{program} is missing (Debian package {package}): ./run test installs it")
    return path


class PostgreSQL:
    """A cluster of one test process, on a Unix socket in its own folder; refuses to be root, so it runs as nobody."""

    def __init__(self, folder: Path) -> None:
        newest = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
        programs = [str(path) for path in newest[::-1]]
        as_root = os.geteuid() == 0
        self.folder = folder
        self._count = 0
        self._templates: set[str] = set()
        if as_root:
            shutil.chown(folder, "nobody", "nogroup")
        subprocess.run(
            [
                *(["/usr/bin/setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups"] if as_root else []),
                *[required("initdb", "postgresql", *programs), "--no-sync", "--auth", "trust", "--username", "moiso"],
                *["--encoding", "UTF8", "--locale", "C.UTF-8", "--pgdata", str(folder / "data")],
            ],
            check=True,
            cwd="/",
            capture_output=True,
        )
        # Nothing here outlives the test run, so nothing is worth waiting for the disk; SIGQUIT = leave at once.
        settings = ["listen_addresses=", f"unix_socket_directories={folder}", "fsync=off", "full_page_writes=off"]
        settings += ["synchronous_commit=off", "max_connections=200", "shared_buffers=64MB"]
        # A proof that writes a hundred thousand tickets needs the vacuum of every real hall; the short tests do not.
        settings += ["autovacuum_naptime=5s" if IS_SOAK else "autovacuum=off"]
        (folder / "log").touch()
        self.server = Running(
            [required("postgres", "postgresql", *programs), "-D", folder / "data"]
            + [part for setting in settings for part in ("-c", setting)],
            log=folder / "log",
            cwd=Path("/"),
            user="nobody" if as_root else None,
            dies_by="QUIT",
        )
        self.server.wait_until(self._is_ready)

    def _is_ready(self) -> bool:
        with contextlib.suppress(psycopg.OperationalError), self._connect():
            return True
        return False

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(host=str(self.folder), user="moiso", dbname="postgres", autocommit=True)

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://moiso@/{database}?host={self.folder}"

    def create(self, template: str = "template1") -> str:
        """A new database (a copy of `template`): its name."""
        self._count += 1
        name = f"hall_{self._count}"
        with self._connect() as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
        return name

    def drop(self, database: str) -> None:
        with self._connect() as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)'.encode())

    def template(self, name: str, fill: Callable[[str], None]) -> str:
        """A database to copy from, filled by `fill(url)` the first time its name is asked for.

        `fill` must close all its connections: PostgreSQL copies only a database nobody is connected to.
        """
        if name not in self._templates:
            with self._connect() as connection:
                connection.execute(f'CREATE DATABASE "{name}"'.encode())
            fill(self.url(name))
            self._templates.add(name)
        return name

    def stop(self) -> None:
        self.server.stop(signal.SIGQUIT)


def start_redis(folder: Path) -> tuple[Running, str]:
    """A Redis server that keeps nothing on disk, and its URL."""
    port = free_port()
    server = Running(
        [
            *[required("redis-server", "redis-server"), "--port", str(port), "--bind", LOOPBACK],
            *["--save", "", "--appendonly", "no", "--dir", str(folder)],
        ],
        log=folder / "redis.log",
    )
    server.wait_until(lambda: listens(port))
    return server, f"redis://{LOOPBACK}:{port}/0"


def nginx_site(folder: Path, listen: int, workers: Sequence[int]) -> Path:
    """The site file of deploy/ made ready to try: other ports, everything else as it is shipped."""
    site = (ROOT / "deploy/nginx/moiso.conf").read_text(encoding="utf-8")
    site = re.sub(r"listen\s+80\b[^;]*;", f"listen {LOOPBACK}:{listen};", site)
    site = re.sub(r"listen\s+\[::\]:80\b[^;]*;", "", site)
    servers = [line for line in site.splitlines() if re.match(r"\s*server\s+127\.0\.0\.1:\d+", line)]
    assert len(servers) == len(workers), "the site file names as many workers as the test starts"
    for line, port in zip(servers, workers, strict=True):
        site = site.replace(line, re.sub(r"127\.0\.0\.1:\d+", f"{LOOPBACK}:{port}", line))
    (folder / "moiso.conf").write_text(site, encoding="utf-8")
    user = "user root;" if os.geteuid() == 0 else ""  # its workers must reach the test's own folder
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ("proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(
        f"{user} worker_processes 1; pid {folder}/nginx.pid; error_log stderr warn; daemon off;\n"
        "events { worker_connections 4096; }\n"
        f"http {{ access_log off; client_body_temp_path {folder}/body;\n{temporary} include {folder}/moiso.conf; }}\n",
        encoding="utf-8",
    )
    return folder / "nginx.conf"


def start_nginx(folder: Path, workers: Sequence[int]) -> tuple[Running, str]:
    """nginx with the shipped site file in front of these worker ports, and its URL."""
    port = free_port()
    config = nginx_site(folder, port, workers)
    server = Running(
        [required("nginx", "nginx-light"), "-p", folder, "-e", "stderr", "-c", config], log=folder / "nginx.log"
    )
    server.wait_until(lambda: listens(port))
    return server, f"http://{LOOPBACK}:{port}"


def temporary_folder(purpose: str) -> Path:
    """A folder another user can reach and whose path is short enough for a Unix socket; pytest's own is neither."""
    folder = Path(tempfile.mkdtemp(prefix=f"moiso-{purpose}-", dir="/tmp"))
    folder.chmod(0o755)
    return folder


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgreSQL]:
    """The PostgreSQL cluster of this test process, started the first time a test asks for it."""
    folder = temporary_folder("postgres")
    try:
        cluster = PostgreSQL(folder)
        yield cluster
        cluster.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres: PostgreSQL) -> Iterator[str]:
    """The URL of a fresh, empty database, gone after the test."""
    database = postgres.create()
    yield postgres.url(database)
    postgres.drop(database)


@pytest.fixture(scope="session")
def redis_server() -> Iterator[str]:
    folder = temporary_folder("redis")
    server, url = start_redis(folder)
    yield url
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def redis_url(redis_server: str) -> str:
    """The URL of an empty Redis database."""
    import redis

    with redis.Redis.from_url(redis_server) as client:
        client.flushall()
    return redis_server
