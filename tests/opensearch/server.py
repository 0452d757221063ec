"""Start a real OpenSearch for tests: fetched by Maven once, one Java process on loopback."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
LIB, TARGET = HERE / "lib", HERE / "target"
START_S = 90


class ServerError(Exception):
    """The server did not come up; the message ends with its log."""


def missing() -> str:
    """Say what is missing to run it; empty when nothing is."""
    lacking = [name for name in ("java", "javac", "mvn") if not shutil.which(name)]
    return f"{' and '.join(lacking)} not found; install a JDK 17 and Maven" if lacking else ""


def prepare() -> None:
    """Fetch the jars and compile the launcher, unless that was done for this pom and this launcher.

    Raises:
        ServerError: Maven or javac failed.
    """
    wanted = (HERE / "pom.xml").read_text() + (HERE / "Launcher.java").read_text()
    done = TARGET / "prepared.txt"
    if done.is_file() and done.read_text() == wanted:
        return
    shutil.rmtree(LIB, ignore_errors=True)
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir()
    _run(["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), "dependency:copy-dependencies",
          f"-DoutputDirectory={LIB}"])  # fmt: skip
    for plugin in LIB.glob("*.zip"):
        with zipfile.ZipFile(plugin) as archive:
            for name in archive.namelist():
                if name.endswith(".jar") and "/" not in name and not (LIB / name).exists():
                    archive.extract(name, LIB)
    _run(["javac", "-nowarn", "-cp", f"{LIB}/*", "-d", str(TARGET), str(HERE / "Launcher.java")])
    done.write_text(wanted)


def _run(command: list[str]) -> None:
    ended = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    if ended.returncode:
        raise ServerError(f"{command[0]} failed: {(ended.stdout + ended.stderr)[-2000:]}")


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Run a server with its files in a folder; gives its address.

    Raises:
        ServerError: It did not come up in time.
    """
    prepare()
    http, transport = _free_port(), _free_port()
    log = folder / "server.log"
    folder.mkdir(parents=True, exist_ok=True)
    command = ["java", "-Xmx768m", "-cp", f"{TARGET}:{LIB}/*", "Launcher", str(folder / "node"), str(http),
               str(transport)]  # fmt: skip
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, cwd=folder)
    address = f"http://127.0.0.1:{http}"
    try:
        _wait(address, process, log)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/_cluster/health", timeout=2) as answer:
                if json.load(answer)["status"] in {"green", "yellow"}:
                    return
        except (OSError, ValueError, urllib.error.URLError):
            time.sleep(0.3)
    raise ServerError(f"OpenSearch did not start: {log.read_text(errors='replace')[-3000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
