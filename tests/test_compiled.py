"""The compiled wheel gives what the source gives: the same code, read by mypyc and the C compiler instead of the interpreter.

It is compiled without optimizing, which keeps the assertions of mypyc's own code. That takes minutes, so it is done where
``PBDATA_COMPILE`` asks for it, as ``make test-compiled`` does.
"""

import json
import os
import sys
import zipfile
from pathlib import Path

import pytest

from tests import ROOT, digests
from tests.wheels import SOURCE, build, install, python, run

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif("PBDATA_COMPILE" not in os.environ, reason="make test-compiled asks for it"),
]
AREAS = ("captures/formats", "chinese", "cleaning", "corpus", "facts", "metadata", "normalization")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compiled wheel."""
    return build(tmp_path_factory.mktemp("wheel"), PBDATA_COMPILE="0")


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new virtual environment with the compiled wheel in it."""
    return install(wheel, tmp_path_factory.mktemp("environment"))


def test_the_wheel_is_one_for_this_platform(wheel: Path) -> None:
    """Its name holds it for this Python, so that pip takes it here before the one for all, and nowhere else."""
    assert f"-cp{sys.version_info[0]}{sys.version_info[1]}-" in wheel.name
    assert not wheel.name.endswith("-any.whl")


def test_a_module_is_there_as_source_too(wheel: Path) -> None:
    """Beside machine code lies the source that it was made of, so that a traceback can be read."""
    with zipfile.ZipFile(wheel) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    sources = [path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py")]
    assert [name for name in sources if inside.get(name) != (SOURCE / name).read_bytes()] == []
    compiled = {f"{name.split('.')[0]}.py" for name in inside if name.endswith((".so", ".pyd"))} - {"pbdata__mypyc.py"}
    assert {"pbdata/corpus/process.py", "pbdata/facts/detect.py"} <= compiled <= set(sources)


def test_the_records_are_those_of_the_source(environment: Path) -> None:
    """Each capture of the dataset and each page of the tests gives the same record, which can be sent to another process."""
    command = ["-m", digests.__name__]
    compiled = json.loads(run([python(environment), *command], ROOT))
    source = json.loads(run([sys.executable, *command], ROOT, PYTHONPATH=str(SOURCE)))
    assert not compiled["lies in"].endswith(".py") and source["lies in"] == str(SOURCE / "pbdata/facts/detect.py")
    different = [name for name, digest in source["records"].items() if compiled["records"].get(name) != digest]
    assert different == []
    assert len(compiled["records"]) == len(source["records"]) > 500


def test_the_tests_pass(environment: Path) -> None:
    """What is compiled passes the tests of its parts."""
    folders = [f"tests/{area}" for area in AREAS]
    settings = ["-p", "no:cacheprovider", "--hypothesis-profile=ci"]
    assert "passed" in run(
        [
            python(environment),
            "-m",
            "pytest",
            "-o",
            "addopts=-m 'not slow and not interpreted' --import-mode=importlib",
            *settings,
            *folders,
        ],
        ROOT,
    )
