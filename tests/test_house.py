"""The rules of the house: what may import what, what must be explained, and that the documents tell the truth."""

import ast
import re
import tomllib
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
import yaml

from pbdata.citation.dataset import cite
from scripts.site import MADE
from tests import ROOT

PACKAGE = ROOT / "src" / "pbdata"
HOUSE = (
    "errors", "showing", "collecting", "keeping", "datafiles", "patterns", "checked_yaml", "forms", "locking", "disk", "compressed", "held", "web", "model", "chinese", "captures", "normalization", "cleaning", "metadata", "facts",
    "corpus", "package", "agreement", "citation", "validation", "corrections", "starting", "building", "release", "access", "searching",
    "explorer", "review", "cli",
)  # fmt: skip
READMES = ("README.md", "README.zh-CN.md")


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def imported(module: str, source: str) -> set[str]:
    """The modules of pbdata that a module imports anywhere in its source, the package root left out."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: a relative import. Write the whole name."
            names.add(node.module or "")
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return {name for name in names if name in MODULES and name not in ("pbdata", module)}


def test_every_part_has_its_place_in_the_house() -> None:
    """A module or folder directly below pbdata stands in the order of the house."""
    assert {name.split(".")[1] for name in MODULES if name != "pbdata"} <= set(HOUSE)


def backward(module: str, source: str) -> list[str]:
    """The imports of a module that run against the order of the house."""
    floor = HOUSE.index(module.split(".")[1])
    return [name for name in sorted(imported(module, source)) if HOUSE.index(name.split(".")[1]) > floor]


@pytest.mark.parametrize("module", [name for name in MODULES if name != "pbdata"])
def test_a_module_imports_nothing_from_a_later_part(module: str) -> None:
    """Imports run one way, in the order of the house."""
    assert backward(module, MODULES[module].read_text(encoding="utf-8")) == []


def test_the_judge_of_imports_sees_a_backward_import() -> None:
    """An import against the order is found, even inside a function."""
    assert backward("pbdata.errors", "def f():\n    from pbdata.locking import lock") == ["pbdata.locking"]


def test_no_modules_import_each_other() -> None:
    """There is no circle of imports, within a part either."""
    graph = {name: imported(name, path.read_text(encoding="utf-8")) for name, path in MODULES.items()}
    TopologicalSorter(graph).prepare()


def test_no_module_is_called_utils() -> None:
    """A module is named after its idea."""
    nameless = {"utils", "util", "helpers", "misc", "common"}
    assert [name for name in MODULES if nameless & set(name.split("."))] == []


def public(tree: ast.Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """The public functions and classes of a module, and the public methods of these classes."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    found = [node for node in tree.body if isinstance(node, kinds) and not node.name.startswith("_")]
    for node in [node for node in found if isinstance(node, ast.ClassDef)]:
        found += [inner for inner in node.body if isinstance(inner, kinds) and not inner.name.startswith("_")]
    return found


@pytest.mark.parametrize("module", MODULES)
def test_everything_public_has_a_docstring(module: str) -> None:
    """A module and each public function, class and method in it says what it is."""
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), f"{module} has no docstring"
    assert [f"{node.name}, line {node.lineno}" for node in public(tree) if not ast.get_docstring(node)] == []


def required() -> list[str]:
    """The names of what pyproject.toml asks for, to run and to develop."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = [project["project"]["dependencies"], *project.get("dependency-groups", {}).values()]
    groups += project["project"].get("optional-dependencies", {}).values()
    return sorted({re.split(r"[^A-Za-z0-9._-]", line)[0] for group in groups for line in group})


def test_every_dependency_is_explained() -> None:
    """docs/dependencies.md has a row for each dependency of pyproject.toml, and for nothing else."""
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^\| `([^`]+)` \| \S", text, flags=re.MULTILINE)) == sorted(required())


LOCKS = ("requirements.lock", "docs/requirements.lock")


def test_every_dependency_is_locked() -> None:
    """A lock pins each dependency of pyproject.toml: docs/requirements.lock what only the site needs."""
    lock = "".join((ROOT / name).read_text(encoding="utf-8") for name in LOCKS)
    pinned = set(re.findall(r"^([a-z0-9._-]+)==", lock, flags=re.MULTILINE))
    assert {name.lower() for name in required()} <= pinned


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_a_hash(name: str) -> None:
    """Each pin of a lock is followed by the hash of what may be installed."""
    lock = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-z0-9._-]+==)", lock, flags=re.MULTILINE)[1:]
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_place(name: str) -> None:
    """A lock holds no address, no index and no path, so that it installs from anywhere."""
    lock = (ROOT / name).read_text(encoding="utf-8")
    assert re.findall(r"https?:|file:|index-url|find-links|(?:^|\s)/\S+", lock) == []


def commands() -> list[str]:
    """The names of the commands that ``pbdata --help`` lists."""
    from typer.main import get_command

    from pbdata.cli import app

    return sorted(get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_names_every_command(readme: str) -> None:
    """The table of commands in each README lists the commands that there are, and no other."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert sorted(re.findall(r"^\| `pbdata ([a-z]+)", text, flags=re.MULTILINE)) == commands()


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_names_every_table(readme: str) -> None:
    """The table of tables in each README lists the resources of the package, in their order."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    descriptor = yaml.safe_load((ROOT / "datapackage.yaml").read_text(encoding="utf-8"))
    listed = re.findall(r"^\| `([a-z_]+)` \|", text, flags=re.MULTILINE)
    assert listed == [resource["name"] for resource in descriptor["resources"]]


def python_blocks(readme: str) -> list[str]:
    """The Python examples of a README, in their order."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    return re.findall(r"^```python\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)


def test_both_readmes_show_the_same_examples() -> None:
    """The English and the Chinese README have the same Python examples."""
    assert python_blocks("README.md") == python_blocks("README.zh-CN.md") != []


@pytest.mark.parametrize("number", range(len(python_blocks("README.md"))))
def test_an_example_of_the_readme_runs(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each Python example of the README runs in a checkout and leaves something to show in ``result``."""
    block = python_blocks("README.md")[number]
    for name in re.findall(r"^import (\w+)", block, flags=re.MULTILINE):
        pytest.importorskip(name, reason="the example is for those who have it installed")
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    exec(compile(block, f"README.md, Python example {number + 1}", "exec"), names)
    assert len(names["result"]) > 0  # type: ignore[arg-type]


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize("style", ["apa", "gbt7714"])
def test_the_readme_cites_the_package_as_the_command_does(readme: str, style: str) -> None:
    """The citations in the READMEs are those that ``pbdata cite`` prints for the committed package."""
    descriptor = yaml.safe_load((ROOT / "datapackage.yaml").read_text(encoding="utf-8"))
    assert f"> {cite(descriptor, style)}\n" in (ROOT / readme).read_text(encoding="utf-8")


LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


@pytest.mark.parametrize("document", sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]), ids=lambda p: p.name)
def test_a_link_leads_to_a_file(document: Path) -> None:
    """Each relative link of a document leads to a file of the repository, or to a page that the site makes of the code."""
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = LINK.findall(prose)
    assert [link for link in links if not (document.parent / link).exists() and link not in MADE] == []


MAX_PATTERN = 100
MAX_LINE = 120
SENTENCE_MARKS = set("。！？…")
HAN_DIGITS = set("一二三四五六七八九")


def strings(tree: ast.AST) -> Iterator[ast.Constant]:
    """The strings of a module that are no docstrings."""
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node


def long_patterns(tree: ast.AST) -> list[int]:
    """The lines of calls of ``re`` whose pattern is long and not written with VERBOSE."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    return [
        node.lineno
        for node in calls
        if isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.args
        and "VERBOSE" not in ast.dump(node)
        and sum(len(part.value) for part in strings(node.args[0])) > MAX_PATTERN
    ]


@pytest.mark.parametrize("module", MODULES)
def test_a_long_pattern_is_data_or_verbose(module: str) -> None:
    """A regular expression of more than a hundred characters stands in a rules.yaml, or is written to be read."""
    assert long_patterns(ast.parse(MODULES[module].read_text("utf-8"))) == []


def test_the_judge_of_patterns_sees_a_long_one() -> None:
    """A pattern in pieces counts as a whole, and VERBOSE excuses it."""
    code = f"import re\nre.compile(f'{'a' * 60}{{x}}{'b' * 60}')\nre.compile('{'a' * 120}', re.VERBOSE)"
    assert long_patterns(ast.parse(code)) == [2]


@pytest.mark.parametrize("module", [name for name in MODULES if name != "pbdata.chinese.sentences"])
def test_the_ends_of_sentences_are_spelled_once(module: str) -> None:
    """What ends a sentence is told by pbdata.chinese.sentences and nowhere else."""
    found = [
        node.lineno
        for node in strings(ast.parse(MODULES[module].read_text("utf-8")))
        if SENTENCE_MARKS - {"…"} <= set(node.value)
    ]
    assert found == []


@pytest.mark.parametrize("module", [name for name in MODULES if name != "pbdata.chinese.numerals"])
def test_han_numerals_are_read_once(module: str) -> None:
    """No other module maps Han digits to their values."""
    tree = ast.parse(MODULES[module].read_text("utf-8"))
    keys = [
        {key.value for key in node.keys if isinstance(key, ast.Constant)}
        for node in ast.walk(tree)
        if isinstance(node, ast.Dict)
    ]
    assert [found for found in keys if len(found & HAN_DIGITS) > 2] == []


def test_data_beside_the_code_is_loaded_once() -> None:
    """Only pbdata.datafiles reads YAML of the package itself."""
    loaders = [
        name
        for name, path in MODULES.items()
        if re.search("importlib.resources|folder_of", text := path.read_text("utf-8"))
        and re.search(r"yaml\.(?:safe_)?load", text)
    ]
    # CITATION.cff is a document that was written, and its schema is JSON.
    assert loaders == ["pbdata.datafiles", "pbdata.release.standards.cff"]


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.yaml")), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_line_of_data_can_be_read(path: Path) -> None:
    """No line of a YAML file is longer than a line of code."""
    assert [number for number, line in enumerate(path.read_text("utf-8").split("\n"), 1) if len(line) > MAX_LINE] == []


def test_every_dimension_is_in_the_order_of_need() -> None:
    """Each package of facts exports a ``find``, and it is called."""
    from pbdata.facts.detect import ORDER

    packages = {
        name
        for name, path in MODULES.items()
        if re.fullmatch(r"pbdata\.facts\.\w+", name) and path.name == "__init__.py"
    }
    assert {find.__module__ for find in ORDER if find.__name__ == "find"} == packages


def test_every_kind_of_fact_is_explained() -> None:
    """Each package of facts has tests, and a guideline in docs/facts that says what it means."""
    guides = "".join(path.read_text("utf-8") for path in (ROOT / "docs/facts").glob("*.md"))
    packages = [path.parent.name for path in sorted((PACKAGE / "facts").glob("*/__init__.py"))]
    assert [name for name in packages if not (ROOT / "tests/facts" / name).is_dir()] == []
    assert [name for name in packages if f"`{name}`" not in guides] == []
