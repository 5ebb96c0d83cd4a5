"""serve: the reading room of an archive in a browser."""

from __future__ import annotations

import errno
import socket
from pathlib import Path

import click
import uvicorn

from ..check.manual import explain
from ..errors import MachineError
from ..web.app import create_app
from ..web.guard import ANY, LOOPBACK
from .opening import opened

PORT = 8000
#: Addresses that mean every network this machine is in.
EVERYWHERE = frozenset({"0.0.0.0", "::", ""})
REASONS = {
    errno.EADDRINUSE: "Port {port} is in use.",
    errno.EACCES: "Port {port} is not for everybody on this machine.",
    errno.EADDRNOTAVAIL: "This machine has no address {host}.",
}


@click.command()
@click.argument("archive_dir", metavar="[ARCHIVE]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--port", "-p", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="Where to listen; 0: any free one."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="An address of this machine; others let others in.")
@click.option("--decide", default="", metavar="NAME", help="Let NAME decide about entries of the ledger; on this machine alone.")
def serve(archive_dir: Path | None, port: int, host: str, decide: str) -> None:
    """Open the reading room: the archive in a browser.

    ARCHIVE is the archive's folder. It is only read, and nothing leaves the machine. A new build shows as soon as it is done. With
    --decide the pages of the ledger have forms to accept, reject and correct entries, and lines are added to
    decisions/statements.jsonl; nothing else is written.
    """
    archive = opened(archive_dir)
    room = create_app(archive, names(host), explain=explain, decide=decide)
    listening = listen(host, port)
    click.echo(f"{archive.title}: {address(host, listening.getsockname()[1])}   (Ctrl-C closes it)")
    if host not in {"127.0.0.1", "localhost", "::1"}:
        click.echo("Everybody who reaches this machine can read the archive.", err=True)
    if decide:
        click.echo(f"What is decided about the ledger is written down as decided by {decide}.", err=True)
    config = uvicorn.Config(room, log_level="warning", access_log=False, server_header=False, lifespan="off")
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:  # the usual way to close it
        click.echo("\nClosed.")


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; raises MachineError in a sentence where that cannot be."""
    listening: socket.socket | None = None
    try:
        found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, place = found[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(place)
        listening.listen(128)
    except OSError as fault:
        if listening:
            listening.close()
        reason = REASONS.get(fault.errno or 0, "This machine cannot listen at {host}, port {port}.").format(host=host, port=port)
        raise MachineError(reason, f"Choose another: --port {port + 1 if 1024 <= port < 65535 else PORT}.") from fault
    return listening


def names(host: str) -> frozenset[str]:
    """Return the names the reading room answers to: this machine's own, and the one it was given."""
    if host in EVERYWHERE:
        return frozenset({ANY})
    return LOOPBACK | {f"[{host}]" if ":" in host else host.lower()}


def address(host: str, port: int) -> str:
    """Return the address to open in a browser."""
    name = "127.0.0.1" if host in EVERYWHERE else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}/"
