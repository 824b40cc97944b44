"""What every test may rely on: where the exchange tables are, and that nothing reaches the network."""

import ipaddress
import os
import socket
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def shared_dir() -> Path | None:
    """The folder of exchange tables and annotated stories (ONRECORD_SHARED, else `../shared`), or None."""
    named = os.environ.get("ONRECORD_SHARED")
    folder = Path(named) if named else Path(__file__).resolve().parents[2] / "shared"
    return folder if folder.is_dir() else None


@pytest.fixture
def shared() -> Path:
    """The folder of exchange tables; the test is skipped where there is none."""
    folder = shared_dir()
    if folder is None:
        pytest.skip("no exchange tables: set ONRECORD_SHARED or put a `shared` folder beside the repository")
    return folder


def pytest_configure() -> None:
    """Every test, and every fixture of a module, uses the packaged core record unless it says otherwise."""
    os.environ["ONRECORD_HOME"] = str(Path(tempfile.gettempdir()) / "onrecord-tests-no-record-here")


def _is_local(address: object) -> bool:
    if not isinstance(address, tuple):
        return True  # a unix socket's path
    host = str(address[0])
    if host in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that would leave the machine."""

    def guard(real: Callable[..., Any]) -> Callable[..., Any]:
        def connect(self: socket.socket, address: object, *rest: object) -> Any:
            if self.family != socket.AF_UNIX and not _is_local(address):
                raise RuntimeError(f"a test tried to reach {address!r}; tests use no network")
            return real(self, address, *rest)

        return connect

    monkeypatch.setattr(socket.socket, "connect", guard(socket.socket.connect))
    monkeypatch.setattr(socket.socket, "connect_ex", guard(socket.socket.connect_ex))
