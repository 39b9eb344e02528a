"""The stand-ins other tests rely on keep their word: fresh databases, an empty Redis, no process left behind."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import redis

from tests.services import PostgreSQL, Running, eventually, free_port, is_alive, listens


def dsn(url: str) -> str:
    return url.replace("+psycopg", "")


def test_a_fresh_postgres_database_is_empty_and_speaks_utf8(postgres_url: str) -> None:
    with psycopg.connect(dsn(postgres_url)) as connection:
        count = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
        encoding = connection.execute("SHOW server_encoding").fetchone()
        version = connection.execute("SHOW server_version_num").fetchone()
    assert count == (0,)
    assert encoding == ("UTF8",)
    assert version and int(version[0]) >= 150000


def test_two_databases_made_from_one_template_do_not_meet(postgres: PostgreSQL) -> None:
    filled: list[str] = []

    def fill(url: str) -> None:
        filled.append(url)
        with psycopg.connect(dsn(url)) as connection:
            connection.execute("CREATE TABLE ticket (label text)")

    first, second = (postgres.create(postgres.template("one_table", fill)) for _ in range(2))
    with psycopg.connect(dsn(postgres.url(first))) as connection:
        connection.execute("INSERT INTO ticket VALUES ('H001')")
    with psycopg.connect(dsn(postgres.url(second))) as connection:
        assert connection.execute("SELECT count(*) FROM ticket").fetchone() == (0,)
    assert len(filled) == 1
    postgres.drop(first)
    postgres.drop(second)


def test_redis_is_empty_for_each_test(redis_url: str) -> None:
    with redis.Redis.from_url(redis_url) as client:
        assert client.dbsize() == 0
        client.set("left", "behind")


def test_redis_is_empty_for_the_next_test_too(redis_url: str) -> None:
    with redis.Redis.from_url(redis_url) as client:
        assert client.dbsize() == 0


def test_a_running_program_is_waited_for_and_its_words_kept(tmp_path: Path) -> None:
    port = free_port()
    with Running([sys.executable, "-m", "http.server", str(port)], log=tmp_path / "log", cwd=tmp_path) as program:
        program.wait_for_url(f"http://127.0.0.1:{port}/")
        assert program.wait_for(r"GET (\S+)")[1] == "/"
        assert listens(port)
    assert not listens(port)


def test_stopping_kills_a_program_that_will_not_end_and_its_children(tmp_path: Path) -> None:
    stubborn = "import subprocess, signal, sys; signal.signal(signal.SIGTERM, signal.SIG_IGN);" + (
        "child = subprocess.Popen(['sleep', '600']); print('child', child.pid, flush=True); child.wait()"
    )
    with Running([sys.executable, "-c", stubborn], log=tmp_path / "log") as program:
        child = int(program.wait_for(r"child (\d+)")[1])
        assert program.stop(within_s=0.3) == -signal.SIGKILL
    eventually(lambda: not is_alive(child), 5, "the child ends with its parent")


def test_a_test_run_killed_at_once_leaves_no_program_behind(tmp_path: Path) -> None:
    run = (
        "import sys; from pathlib import Path; from tests.services import Running; import time;"
        "program = Running(['sleep', '600'], log=Path(sys.argv[1])); print(program.pid, flush=True); time.sleep(600)"
    )
    parent = subprocess.Popen([sys.executable, "-c", run, tmp_path / "log"], stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    child = int(parent.stdout.readline())
    time.sleep(0.2)  # let setpriv reach its exec
    parent.kill()
    parent.wait()
    parent.stdout.close()
    eventually(lambda: not is_alive(child), 5, "the program dies with the test run")


def test_free_ports_stay_below_those_of_outgoing_connections() -> None:
    lowest = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    assert all(free_port() < lowest for _ in range(5))
