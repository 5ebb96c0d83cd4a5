"""The command line as a whole: what every verb has in common."""

from __future__ import annotations

import errno
import subprocess
import sys
from collections.abc import Callable

import click
import pytest
from click.testing import CliRunner, Result

from sourcebook import __version__, errors
from sourcebook.cli import VERBS, Verbs, sourcebook

Caller = Callable[[BaseException], Result]


def run(*args: str) -> Result:
    """Call the command line."""
    return CliRunner().invoke(sourcebook, args)


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Caller:
    """Return a call of a verb that ends in the given way."""

    def call(fault: BaseException) -> Result:
        def body() -> None:
            raise fault

        monkeypatch.setattr(Verbs, "get_command", lambda _self, _context, name: click.Command(name, callback=body))
        return run("show")

    return call


def test_help_lists_the_verbs_in_order() -> None:
    """The help of the whole names every verb with its sentence, in the order in which one meets them."""
    shown = " ".join(run("--help").output.split())
    places = [shown.index(f"{verb} {sentence}") for verb, sentence in VERBS.items()]
    assert places == sorted(places)


def test_help_loads_no_verb() -> None:
    """The help answers at once: none of the libraries that read, render or serve is loaded for it."""
    program = (
        "import sys; from sourcebook.cli import sourcebook; sourcebook.main(['--help'], standalone_mode=False);"
        "print([m for m in ('lxml', 'lark', 'edtf', 'starlette', 'jinja2', 'rich', 'citeproc', 'sqlite3') if m in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert shown.splitlines()[-1] == "[]"


def test_version() -> None:
    """--version prints the package's version."""
    assert run("--version").output == f"sourcebook {__version__}\n"


def test_a_mistyped_verb_gets_the_nearest() -> None:
    """A verb with a letter wrong is answered with the right one, exit code 2."""
    result = run("serach", "x")
    assert (result.exit_code, result.output) == (2, "sourcebook: There is no verb called 'serach'.\nDid you mean search?\n")


def test_an_unknown_verb_gets_them_all() -> None:
    """A verb that is near to none is answered with all of them."""
    result = run("frobnicate")
    assert result.exit_code == 2
    assert result.output.splitlines()[1] == f"The verbs are {', '.join(VERBS)}."


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (errors.SourcebookError("Sorry.", "Do this."), 3),
        (errors.UsageError("Sorry.", "Do this."), 2),
        (errors.SourceError("Sorry.", "Do this."), 4),
        (errors.NoArchive("Sorry.", "Do this."), 5),
        (errors.MachineError("Sorry.", "Do this."), 6),
    ],
)
def test_a_fault_is_a_sentence_a_hint_and_a_code(failing: Caller, fault: errors.SourcebookError, code: int) -> None:
    """An expected fault is shown on standard error as one sentence and a hint, with its class's exit code and no traceback."""
    result = failing(fault)
    assert (result.exit_code, result.stdout, result.stderr) == (code, "", "sourcebook: Sorry.\nDo this.\n")


def test_a_query_fault_points_at_the_spot(failing: Caller) -> None:
    """A query that does not parse is shown with a caret under the spot."""
    result = failing(errors.QueryError("A bracket is not closed.", "(bread OR tar", 0))
    assert result.exit_code == 2
    assert result.stderr == "sourcebook: A bracket is not closed.\n  (bread OR tar\n  ^\n"


def test_an_interrupt_is_one_sentence(failing: Caller) -> None:
    """Control-C ends a verb with one sentence and the shells' code for it."""
    result = failing(KeyboardInterrupt())
    assert (result.exit_code, result.stderr) == (130, "sourcebook: Stopped. What was finished before is kept.\n")


def test_a_full_disk_is_one_sentence(failing: Caller) -> None:
    """What the machine refuses is told in one sentence, with the file."""
    result = failing(OSError(errno.ENOSPC, "No space left on device", "archive.db"))
    assert (result.exit_code, result.stderr) == (6, "sourcebook: The machine refused: archive.db: no space left on device.\n")


def test_a_bug_shows_as_one(failing: Caller) -> None:
    """An error that nobody expected is not swallowed."""
    assert isinstance(failing(ZeroDivisionError()).exception, ZeroDivisionError)
    assert isinstance(failing(OSError(errno.ENOTDIR, "Not a directory")).exception, OSError)


def test_a_reader_who_left_is_no_fault() -> None:
    """Output into a pipe that is closed early ends quietly."""
    program = "import click; from sourcebook.cli import sourcebook, Verbs\n" + (
        "Verbs.get_command = lambda s, c, n: click.Command(n, callback=lambda: [click.echo('x' * 99) for _ in range(9999)])\n"
        "sourcebook.main(['show'])"
    )
    run = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert run.stdout and run.stderr
    run.stdout.readline()
    run.stdout.close()
    assert run.stderr.read() == b""
    run.stderr.close()
    run.wait()
