"""A real PostgreSQL server on loopback, from the Debian package, for the length of a test run."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWNER = "postgres"  # PostgreSQL refuses to run as root


class PostgresMissing(Exception):
    """The Debian package postgresql is not installed; ``make test`` installs it."""


def binaries() -> Path:
    """Return the newest /usr/lib/postgresql/*/bin, or raise PostgresMissing."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if not found:
        raise PostgresMissing("No PostgreSQL server here: apt-get install postgresql")
    return found[-1].parent


@contextmanager
def server() -> Iterator[str]:
    """Run a server in a temporary folder and yield its address, without a database name."""
    folder = Path(tempfile.mkdtemp(prefix="atlas-postgres-"))
    try:
        if os.geteuid() == 0:
            owner = pwd.getpwnam(OWNER)
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        port = _free_port()
        _initialise(folder / "data")
        _control(folder, "start", "-w", "-l", str(folder / "log"), "-o", _options(folder, port))
        try:
            yield f"postgresql://{OWNER}@127.0.0.1:{port}"
        finally:
            _control(folder, "stop", "-m", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _options(folder: Path, port: int) -> str:
    # A test server may lose its data in a power cut, so it need not wait for the disk.
    lasting = "fsync=off synchronous_commit=off full_page_writes=off autovacuum=off"
    log = "wal_level=minimal max_wal_senders=0 max_wal_size=256MB"
    settings = " ".join(f"-c {each}" for each in f"{lasting} {log}".split())
    return f"-p {port} -h 127.0.0.1 -k {folder} {settings}"


def _initialise(data: Path) -> None:
    _run("initdb", "-D", str(data), "-U", OWNER, "-A", "trust", "-E", "UTF8", "--no-sync")


def _control(folder: Path, *words: str) -> None:
    _run("pg_ctl", "-D", str(folder / "data"), *words)


def _run(program: str, *words: str) -> None:
    command = [str(binaries() / program), *words]
    user = OWNER if os.geteuid() == 0 else None
    done = subprocess.run(
        command,
        user=user,
        group=user,
        extra_groups=[] if user else None,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,  # pg_ctl's server keeps a pipe open for ever
        stderr=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
        check=False,
    )
    if done.returncode:
        said = (done.stderr or b"").decode(errors="replace")
        raise RuntimeError(f"{program} {words} ended with {done.returncode}: {said}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
