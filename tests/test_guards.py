"""The rules of the house that a machine can see."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import sourcebook
from sourcebook.cli import VERBS, main
from sourcebook.cli import sourcebook as group

PROJECT = Path(__file__).parents[1]
SOURCE = PROJECT / "src" / "sourcebook"
TREES = {path: ast.parse(path.read_text("utf-8")) for path in sorted(SOURCE.rglob("*.py"))}
#: From the bottom up: a part imports what stands before it, and its own files.
LAYERS = (
    "errors", "model", "dates", "files", "config", "names", "read", "describe", "works", "compare", "ledger", "store", "archive",
    "making", "processes", "mapping", "build", "echoes", "parallels", "kinship", "relating", "check", "publish", "statements",
    "web", "cli",
)  # fmt: skip


def module(path: Path) -> str:
    """Return the dotted name of a source file."""
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def part(name: str) -> str:
    """Return the part a module belongs to: the word after `sourcebook.`."""
    return name.removeprefix("sourcebook").removeprefix(".").split(".")[0] if name.startswith("sourcebook") else ""


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and absolute name of everything a file imports."""
    package = module(path).split(".") if path.name == "__init__.py" else module(path).split(".")[:-1]
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = [*package[: len(package) - node.level + 1], node.module] if node.level else [node.module]
            whole = ".".join(filter(None, base))
            yield from ((node.lineno, f"{whole}.{alias.name}") for alias in node.names)


def place(path: Path, line: int, words: str) -> str:
    """Return a fault as one reads it in a terminal."""
    return f"{path.relative_to(PROJECT)}:{line}: {words}"


def project_files() -> list[Path]:
    """Return every file of the project: what git holds or would hold, so neither environments nor caches."""
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=PROJECT, capture_output=True, check=True
    )
    return [PROJECT / name for name in names.stdout.decode().split("\0") if name and (PROJECT / name).is_file()]


def test_imports_go_downwards() -> None:
    """A part imports only what stands below it in the design, never what stands above."""
    upwards = [
        place(path, line, f"{part(module(path))} imports {name}")
        for path in TREES
        if (here := part(module(path))) in LAYERS
        for line, name in imported(path)
        if (there := part(name)) in LAYERS and LAYERS.index(there) > LAYERS.index(here)
    ]
    assert upwards == []


def test_every_part_has_its_place() -> None:
    """A new part is put into the list of layers, or the guard above would not see it."""
    parts = {part(module(path)) for path in TREES} - {"", "__main__"}
    assert parts <= set(LAYERS), parts - set(LAYERS)


def test_modules_import_alone() -> None:
    """Every module can be the first one imported, so no circle hides behind a lucky order."""
    program = (
        "import importlib, sys\n"
        "for name in sys.argv[1:]:\n"
        "    for loaded in [m for m in sys.modules if m.split('.')[0] == 'sourcebook']: del sys.modules[loaded]\n"
        "    importlib.import_module(name)\n"
        "print(len(sys.argv) - 1)\n"
    )
    names = [module(path) for path in TREES]
    run = subprocess.run([sys.executable, "-c", program, *names], capture_output=True, text=True, cwd=PROJECT)
    assert run.returncode == 0, run.stderr
    assert run.stdout == f"{len(names)}\n"


def test_imports_stand_on_top() -> None:
    """Nothing is imported inside a function, but for an extra that may not be installed."""
    inside = [
        place(path, node.lineno, ast.unparse(node))
        for path, tree in TREES.items()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        and not any(isinstance(handler.type, ast.Name) and handler.type.id == "ImportError" for handler in handlers(function))
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []


def handlers(function: ast.FunctionDef) -> Iterator[ast.ExceptHandler]:
    """Yield the `except` clauses of a function."""
    return (node for node in ast.walk(function) if isinstance(node, ast.ExceptHandler))


def test_only_the_command_line_prints_and_exits() -> None:
    """Below cli/ nothing prints, exits or touches the standard streams."""
    pattern = re.compile(r"\bprint\(|\bsys\.(exit|stdout|stderr|stdin)\b|\bclick\b")
    loud = [
        place(path, line, ast.unparse(node))
        for path, tree in TREES.items()
        if part(module(path)) != "cli"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call | ast.Attribute) and (line := node.lineno) and pattern.match(ast.unparse(node))
    ]
    assert loud == []


MUTABLE = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
MAKERS = {"list", "dict", "set", "defaultdict", "Counter", "OrderedDict", "deque"}
CHANGES = {
    "add", "append", "clear", "discard", "extend", "insert", "pop", "popitem", "remove", "reverse", "setdefault", "sort", "update",
}  # fmt: skip
CONSTANT = re.compile(r"_?[A-Z][A-Z0-9_]*")


def containers(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """Yield name and value of what a file binds to a container that could be changed."""
    for node in tree.body:
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        made = isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in MAKERS
        if value is not None and (made or isinstance(value, MUTABLE)):
            yield ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target), value


def test_no_module_level_state() -> None:
    """What a file binds to a list, dict or set is a constant by its name, filled from the start, and nothing is rebound."""
    bound = [
        place(path, value.lineno, name)
        for path, tree in TREES.items()
        for name, value in containers(tree)
        if (name != "__all__" and not CONSTANT.fullmatch(name)) or ast.unparse(value) in {"[]", "{}", "set()", "list()", "dict()"}
    ]
    rebound = [
        place(path, n.lineno, ast.unparse(n)) for path, tree in TREES.items() for n in ast.walk(tree) if isinstance(n, ast.Global)
    ]
    assert bound + rebound == []


def changed(node: ast.AST) -> ast.expr | None:
    """Return what a node changes in place, if it changes anything."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGES:
        return node.func.value
    if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
        return node.value
    return node.target if isinstance(node, ast.AugAssign) else None


def test_constants_are_never_changed() -> None:
    """No code changes a constant in place, its own file's or another's."""
    changes = [
        place(path, node.lineno, ast.unparse(node))
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if (target := changed(node)) is not None and CONSTANT.fullmatch(ast.unparse(target).split(".")[-1])
    ]
    assert changes == []


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    """Yield every function of a file."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def lines(function: ast.FunctionDef) -> int:
    """Return the lines of a function without its docstring."""
    end = function.end_lineno or function.lineno
    has_words = ast.get_docstring(function, clean=False) is not None
    return end - function.lineno + 1 - ((function.body[0].end_lineno or 0) - function.body[0].lineno + 1 if has_words else 0)


def test_files_are_short() -> None:
    """A file of ours is read in one go: 400 lines at most."""
    long = {
        str(path.relative_to(PROJECT)): n for path in project_files() if path.suffix in {".py", ".sh"} and (n := count(path)) > 400
    }
    assert long == {}


def count(path: Path) -> int:
    """Return the number of lines of a file."""
    return len(path.read_text("utf-8").splitlines())


def test_functions_are_short() -> None:
    """Functions have a few lines each: half of them at most 6, nine in ten at most 25, none over 60."""
    sizes = sorted(
        (lines(function), place(path, function.lineno, function.name))
        for path, tree in TREES.items()
        for function in functions(tree)
    )
    lengths = [n for n, _ in sizes]
    assert statistics.median(lengths) <= 6
    assert statistics.quantiles(lengths, n=10)[-1] <= 25
    assert [where for n, where in sizes if n > 60] == []


def public(tree: ast.Module, owner: str = "") -> Iterator[tuple[int, str, ast.AST]]:
    """Yield what a file shows to others: itself, its classes, functions and methods without a leading underscore."""
    yield 1, owner or "the file", tree
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            if isinstance(node, ast.ClassDef):
                yield from public(node, node.name)
            else:
                yield node.lineno, node.name, node


def test_everything_public_says_what_it_is() -> None:
    """Every file, class and function that others may use has a docstring."""
    silent = [
        place(path, line, name)
        for path, tree in TREES.items()
        for line, name, node in public(tree)
        if not ast.get_docstring(node) and not is_overload(node)
    ]
    assert silent == []


def test_every_test_states_its_behaviour() -> None:
    """Every test file and every test has a docstring."""
    trees = {path: ast.parse(path.read_text("utf-8")) for path in sorted((PROJECT / "tests").glob("test_*.py"))}
    silent = [place(path, 1, "the file") for path, tree in trees.items() if not ast.get_docstring(tree)]
    silent += [
        place(path, function.lineno, function.name)
        for path, tree in trees.items()
        for function in functions(tree)
        if function.name.startswith("test_") and not ast.get_docstring(function)
    ]
    assert silent == []


def is_overload(node: ast.AST) -> bool:
    """Tell whether a function only repeats another's name: an overload, or a property's setter."""
    return any(ast.unparse(d) == "overload" or ast.unparse(d).endswith(".setter") for d in getattr(node, "decorator_list", ()))


#: Named for another package's sake: Ibis must not have the newest of the first; it wants the second, and PySpark the third, unsaid.
NOT_OURS = {"sqlglot", "packaging", "pandas"}


def test_dependencies_are_those_used() -> None:
    """What pyproject.toml asks for at run time, extras included, is what the code imports, or reads data from by name; no more
    and no less.
    """
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [words for name, extra in project["optional-dependencies"].items() if name != "dev" for words in extra]
    asked = {plain(re.split(r"[<>=!~ \[;]", words)[0]) for words in [*project["dependencies"], *extras]} - NOT_OURS
    carriers = {name: plain(packages[0]) for name, packages in importlib.metadata.packages_distributions().items()}
    names = {name.split(".")[0] for path in TREES for _, name in imported(path)} - set(sys.stdlib_module_names) - {"sourcebook"}
    words = {node.value for tree in TREES.values() for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert {carriers.get(name, name) for name in names} | {
        carriers.get(word) for word in words if carriers.get(word) in asked
    } == asked


def plain(name: str) -> str:
    """Return a package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


FOREIGN = re.compile(
    r"pypi\.(org|python)|pythonhosted|npmjs\.(org|com)|debian\.org|index-url|find-links"  # registries and mirrors
    r"|(?<![\w.~*}/-])/(work|tmp|root|home|Users)/[\w.]"  # a folder of one machine
)


def test_files_name_no_registry_and_no_machine() -> None:
    """No file names a package registry's host or a folder of the machine it was written on."""
    this = Path(__file__)
    named = [
        place(path, n, line.strip()[:100])
        for path in project_files()
        if path != this and path.suffix not in {".png", ".jpg", ".ico", ".woff2", ".gz"}
        for n, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
        if FOREIGN.search(line)
    ]
    assert named == []


def test_changelog_begins_with_this_version() -> None:
    """The newest entry of the changelog is about the version the package says it is, and so is the citation file."""
    newest = re.search(r"^## (\S+)", (PROJECT / "CHANGELOG.md").read_text("utf-8"), re.M)
    cited = re.search(r"^version: (\S+)", (PROJECT / "CITATION.cff").read_text("utf-8"), re.M)
    assert newest and cited
    assert newest[1] == cited[1] == sourcebook.__version__


def test_reference_is_fresh() -> None:
    """docs/reference.md is what `make docs` would write now."""
    run = subprocess.run([sys.executable, PROJECT / "scripts" / "reference.py", "--check"], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(verb: str) -> None:
    """Each verb answers --help, and its first sentence is the one that the list of verbs shows."""
    shown = CliRunner().invoke(group, [verb, "--help"])
    assert shown.exit_code == 0, shown.output
    command = group.get_command(click.Context(group), verb)
    assert command and (command.help or "").partition("\n\n")[0].replace("\n", " ") == VERBS[verb]


def test_entry_point_is_main() -> None:
    """The package installs one command, and it is the command line's main."""
    scripts = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    assert scripts == {"sourcebook": f"{main.__module__}:{main.__name__}"}
