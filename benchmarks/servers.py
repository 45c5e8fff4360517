"""Servers under measurement: processes of our own on loopback, ended by their own id."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START_LIMIT = 300  # a large database is migrated first


def free_port() -> int:
    """Return a port of loopback that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def atlas(home: Path) -> Iterator[str]:
    """Serve the atlas from a data folder; yield its address."""
    port = free_port()
    environment = os.environ | {"ATLAS_HOME": str(home), "PORT": str(port)}
    command = [sys.executable, str(ROOT / "app.py")]
    with _running(command, ROOT, environment, f"http://127.0.0.1:{port}", "/healthz") as address:
        yield address


@contextlib.contextmanager
def floor() -> Iterator[str]:
    """Serve the stock floor from an empty folder, so that none of our settings apply."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(ROOT / "benchmarks" / "floor_app.py", folder)
        command = [sys.executable, "-m", "streamlit", "run", "floor_app.py"]
        command += ["--server.headless=true", f"--server.port={port}"]
        command += ["--browser.gatherUsageStats=false", "--server.address=127.0.0.1"]
        address = f"http://127.0.0.1:{port}"
        with _running(command, Path(folder), dict(os.environ), address, "/_stcore/health"):
            yield address


@contextlib.contextmanager
def _running(
    command: list[str], folder: Path, environment: dict[str, str], address: str, health: str
) -> Iterator[str]:
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(address + health, process)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_LIMIT
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=2) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)
    raise RuntimeError(f"{url} did not answer within {START_LIMIT} s")


def home_with_starter(folder: Path) -> Path:
    """Set up a data folder with the starter release."""
    environment = os.environ | {"ATLAS_HOME": str(folder)}
    subprocess.run(
        [sys.executable, "-m", "atlas", "init"],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
    )
    return folder
