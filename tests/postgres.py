"""A private PostgreSQL server for tests: in a folder of its own, on a socket, gone with its starter."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import psycopg
from sqlalchemy.engine import URL

REQUIRED = "CLUSTER_PLANNER_POSTGRES_REQUIRED"
PASSWORD = "s3kret-암호"
_START_S = 60.0
# Ends the server when this process is gone, however it went: the pipe on stdin closes then.
_WITH_ITS_STARTER = '"$@" </dev/null & pid=$!; cat >/dev/null; kill -INT "$pid"; wait "$pid"'


class NoPostgres(Exception):
    """No PostgreSQL can run here; the text says why."""


@dataclass
class Server:
    """A server that can be stopped, killed and started again."""

    folder: Path
    programs: Path
    durable: bool = False
    """Whether it waits for the disk, as a real one does; tests need not."""
    _starter: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    @classmethod
    def make(cls, *, durable: bool = False) -> "Server":
        """A new cluster, not yet started. Raises NoPostgres."""
        programs = _programs()
        folder = Path(tempfile.mkdtemp(prefix="pg-"))  # short: the socket's path is limited
        if _runs_as_root():
            shutil.chown(folder, *_owner())
        server = cls(folder, programs, durable)
        secret = folder / "secret"
        secret.write_text(PASSWORD, "utf-8")
        secret.chmod(0o644)
        line = [programs / "initdb", "-D", folder / "data", "-U", "planner", "-E", "UTF8"]
        line += ["--locale=C", "--auth=scram-sha-256", f"--pwfile={secret}", "--no-sync"]
        made = server._run(*line)
        if made.returncode != 0:
            server.remove()
            raise NoPostgres(f"initdb failed: {made.stderr.strip()[-300:]}")
        return server

    def start(self) -> None:
        """Start it and wait until it answers. Raises NoPostgres."""
        speed = [] if self.durable else ["-c", "fsync=off", "-c", "synchronous_commit=off"]
        line = [str(self.programs / "postgres"), "-D", str(self.folder / "data")]
        line += ["-k", str(self.folder), "-c", "listen_addresses=", "-c", "max_connections=60"]
        with (self.folder / "log").open("ab") as log:
            self._starter = subprocess.Popen(
                ["sh", "-c", _WITH_ITS_STARTER, "sh", *line, *speed],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,  # Ctrl-C of a terminal is for the tests
                **_other_user(),
            )
        self._wait(self._starter)

    def stop(self) -> None:
        """Stop it, if it runs."""
        if self._starter is not None:
            assert self._starter.stdin is not None
            self._starter.stdin.close()
            self._starter.wait()
            self._starter = None

    def kill(self) -> None:
        """Kill -9 the server and all that works for it."""
        first = psutil.Process(int((self.folder / "data/postmaster.pid").read_text().split()[0]))
        for process in (first, *first.children()):
            with suppress(psutil.NoSuchProcess):
                process.kill()
        self.stop()

    def remove(self) -> None:
        """Stop it and remove its folder."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database: str = "postgres") -> str:
        """The address of a database, with the password."""
        return URL.create(
            "postgresql",
            "planner",
            PASSWORD,
            database=database,
            query={"host": str(self.folder)},
        ).render_as_string(hide_password=False)

    @contextmanager
    def database(self) -> Iterator[str]:
        """A fresh, empty database: its address. Removed after the block."""
        name = f"t_{uuid.uuid4().hex[:12]}"
        self.execute(f"CREATE DATABASE {name}")
        try:
            yield self.url(name)
        finally:
            self.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def execute(self, order: str, database: str = "postgres") -> list[Any]:
        """Run one order outside a transaction and return its rows, if any."""
        with self.connect(database) as connection:
            found = connection.execute(order.encode())
            return found.fetchall() if found.description else []

    def connect(self, database: str) -> "psycopg.Connection[Any]":
        return psycopg.connect(
            host=str(self.folder),
            user="planner",
            password=PASSWORD,
            dbname=database,
            autocommit=True,
        )

    def _wait(self, starter: "subprocess.Popen[bytes]") -> None:
        deadline = time.monotonic() + _START_S
        while not self._answers():
            if starter.poll() is not None or time.monotonic() > deadline:
                self.stop()
                log = (self.folder / "log").read_text("utf-8", "replace")
                raise NoPostgres(f"the server does not start: {log[-300:]}")
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            self.execute("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def _run(self, *line: object) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [str(word) for word in line],
            cwd=self.folder,
            check=False,
            capture_output=True,
            text=True,
            **_other_user(),
        )


@contextmanager
def running(*, durable: bool = False) -> Iterator[Server]:
    """A server for the length of the block. Raises NoPostgres where there can be none."""
    server = Server.make(durable=durable)
    try:
        server.start()
        yield server
    finally:
        server.remove()


def _programs() -> Path:
    if sys.platform == "win32":
        raise NoPostgres("the tests start PostgreSQL on Linux and macOS only")
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    # Debian keeps the server's programs out of the way.
    kept = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(kept, key=lambda path: int(path.parts[-3]), default=None)
    if newest is None:
        raise NoPostgres("no initdb here: install postgresql to test the store on PostgreSQL too")
    return newest.parent


def _runs_as_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _owner() -> tuple[str, str]:
    """User and group that a server runs as when we are root, which PostgreSQL refuses to be."""
    import grp
    import pwd

    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            user = pwd.getpwnam(name)
            return name, grp.getgrgid(user.pw_gid).gr_name
    raise NoPostgres("PostgreSQL does not run as root, and there is no user postgres")


def _other_user() -> dict[str, Any]:
    if not _runs_as_root():
        return {}
    user, group = _owner()
    return {"user": user, "group": group, "extra_groups": []}
