"""serve: where the reading room listens, and to whom."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from sourcebook.cli import sourcebook
from sourcebook.cli.serve import address, listen, names
from sourcebook.errors import MachineError
from sourcebook.web.guard import ANY, LOOPBACK


@pytest.fixture
def taken() -> Iterator[int]:
    """Return a port that somebody else listens on."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def test_port_in_use(example_archive: Path, taken: int) -> None:
    """A port in use is one sentence with a way out, and exit code 6."""
    result = CliRunner().invoke(sourcebook, ["serve", str(example_archive), "--port", str(taken)])
    assert (result.exit_code, result.stderr) == (6, f"sourcebook: Port {taken} is in use.\nChoose another: --port {taken + 1}.\n")


@pytest.mark.parametrize("host", ["192.0.2.1", "no.such.host.invalid"])
def test_host_that_is_not_ours(host: str) -> None:
    """An address this machine does not have is a sentence too."""
    with pytest.raises(MachineError, match=re.escape(host)):
        listen(host, 0)


def test_names_it_answers_to() -> None:
    """By itself it answers to this machine alone; a host that was given is added, all networks mean any name."""
    assert names("127.0.0.1") == LOOPBACK
    assert names("192.0.2.7") == LOOPBACK | {"192.0.2.7"}
    assert names("2001:db8::1") == LOOPBACK | {"[2001:db8::1]"}
    assert names("0.0.0.0") == {ANY}


def test_address_to_open() -> None:
    """What is printed can be opened in a browser."""
    assert address("127.0.0.1", 8000) == "http://127.0.0.1:8000/"
    assert address("::1", 80) == "http://[::1]:80/"
    assert address("0.0.0.0", 80) == "http://127.0.0.1:80/"


def test_serving_and_closing(example_archive: Path) -> None:
    """It says where it is, answers there, and Ctrl-C closes it without a fault."""
    command = [sys.executable, "-u", "-m", "sourcebook", "serve", str(example_archive), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ)) as served:
        assert served.stdout and served.stderr
        place = re.search(r"http://127\.0\.0\.1:\d+/", served.stdout.readline())
        assert place
        assert httpx.get(place[0]).status_code == 200
        served.send_signal(signal.SIGINT)
        assert served.wait(10) == 0
        assert "Traceback" not in served.stderr.read()
