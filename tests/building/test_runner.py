"""A build gives a validated package or an error, and in the second case the last package is what it was."""

import errno
import os
import re
import shutil
import signal
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pbdata.building import shards
from pbdata.building.runner import Summary, build, recover
from pbdata.building.standing import STANDING
from pbdata.building.store import SHARDS
from pbdata.captures.store.adding import add
from pbdata.corpus import failures
from pbdata.corpus.process import process_capture
from pbdata.errors import BuildError, ManifestError
from pbdata.locking import BusyError, lock
from pbdata.model.capture import Capture
from pbdata.package import writer
from pbdata.package.reading import open_package
from pbdata.validation import judge
from pbdata.validation.report.findings import Problem, Report
from tests import ROOT

HEAD = "collections:\n  - {id: seed, title: T}\nsightings: []\n"

# Builds with Parquet and sends itself SIGKILL when the first capture is done.
KILLED_AT_WORK = """
import os, signal, sys
from pathlib import Path
from pbdata.building.runner import build

build(Path(sys.argv[1]), parquet=True, progress=lambda done, total: os.kill(os.getpid(), signal.SIGKILL))
"""

# Builds with Parquet up to the switch, and forks there: the n-th child goes on and sends itself SIGKILL before its n-th
# rename, until one comes to its end. What each child leaves is moved into a folder of its number.
KILLED_AT_RENAMES = """
import os, shutil, signal, sys
from pathlib import Path
from pbdata.building import runner
sys.path.insert(0, sys.argv[3])
from tests.building.killing import kill_before

ends, switch = Path(sys.argv[2]), runner.switch

def switch_killed(root):
    shutil.copytree(root, ends / "staged")
    n, status = 0, signal.SIGKILL
    while status == signal.SIGKILL:
        n += 1
        child = os.fork()
        if child == 0:
            kill_before(n, ("rename", "replace"))
            switch(root)
            os._exit(0)
        status = os.waitpid(child, 0)[1]
        assert status in (0, signal.SIGKILL), status
        shutil.move(root, ends / str(n))
        shutil.copytree(ends / "staged", root)
    shutil.rmtree(ends / "staged")
    os._exit(0)

runner.switch = switch_killed
runner.build(Path(sys.argv[1]), parquet=True)
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of two captures with its package built."""
    root = tmp_path_factory.mktemp("template")
    (root / "data/raw").mkdir(parents=True)
    shutil.copyfile(ROOT / "data/dataset.yaml", root / "data/dataset.yaml")
    (root / "data/raw/manifest.yaml").write_text(HEAD, "utf-8")
    add(root, sorted((ROOT / "data/raw").glob("00[34]_*.txt")), collection="seed")
    build(root)
    return root


@pytest.fixture
def root(template: Path, tmp_path: Path) -> Path:
    """A copy of the corpus that a test may change, without what a build keeps for the next."""
    return shutil.copytree(template, tmp_path / "corpus", ignore=shutil.ignore_patterns(".pbdata"))


@pytest.fixture
def annotated(root: Path) -> Path:
    """The corpus with the annotation of the dataset, which is of three more articles too."""
    shutil.copytree(ROOT / "data/annotation", root / "data/annotation")
    return root


def test_annotation_is_measured_on_the_articles_that_are_there(annotated: Path) -> None:
    """The table counts two articles, and a warning names each of the others."""
    summary = build(annotated)
    rows = open_package(annotated).frame("reliability")
    assert set(rows["n_articles"]) == {2}
    assert summary.rows["reliability"] == len(rows) > 0
    warnings = [warning for warning in summary.warnings if "was annotated and is not in the package" in warning]
    assert len(warnings) == 3


def test_a_corpus_without_annotation_has_an_empty_table(root: Path) -> None:
    """Nothing is said of how reliable it is."""
    assert open_package(root).frame("reliability").height == 0


def test_an_annotated_line_whose_words_are_gone_stops_the_build(annotated: Path) -> None:
    """The line is named, without its words, and the last package stays."""
    before = package(annotated)
    place = annotated / "data/annotation/facts/dates.jsonl"
    place.write_text(place.read_text("utf-8").replace('"surface": "', '"surface": "没有'), "utf-8")
    with pytest.raises(
        ManifestError, match=r"dates.jsonl:\d+: `surface` does not stand \d times in the text of a"
    ) as caught:
        build(annotated)
    assert "没有" not in str(caught.value)
    assert package(annotated) == before


def package(root: Path) -> dict[str, bytes]:
    """Every file of the package in place."""
    found = [root / "datapackage.yaml", root / "datapackage.json"]
    found += [path for folder in ("tables", "pages", "parquet") for path in (root / "data" / folder).rglob("*")]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found if path.is_file()}


def add_bytes(root: Path, name: str, data: bytes) -> None:
    """Add a capture with these bytes."""
    path = root.parent / name
    path.write_bytes(data)
    add(root, [path], collection="seed")


def release_again(root: Path) -> None:
    """Change what people wrote, so that the next package differs from the last."""
    dataset = root / "data/dataset.yaml"
    dataset.write_text(
        re.sub('^version: ".*"', 'version: "99.0.0"', dataset.read_text("utf-8"), flags=re.MULTILINE), "utf-8"
    )


def test_a_build_leaves_a_valid_package(template: Path) -> None:
    """What a build put in place passes the judge, with the captures where they lie."""
    report = judge.validate(template)
    assert list(report.errors) == []


def test_a_build_leaves_nothing_but_the_package(template: Path) -> None:
    """Beside inputs and package there are only the lock and what is kept, and no second copy of a page that is its own text."""
    (kept,) = (path.relative_to(template).as_posix() for path in (template / SHARDS).rglob("*.zip"))
    inputs = {"data/dataset.yaml", ".pbdata/lock", STANDING, kept} | {
        path.relative_to(template).as_posix() for path in (template / "data/raw").iterdir()
    }
    found = {path.relative_to(template).as_posix() for path in template.rglob("*") if path.is_file()}
    assert found - inputs == set(package(template))


def test_the_summary_counts_what_was_built(root: Path) -> None:
    """Captures by status, articles, lines and rows are those of the tables."""
    add_bytes(root, "empty.txt", b"")
    summary = build(root)
    built = open_package(root)
    lines = built.frame("lines")
    assert summary == Summary(
        captures={"processed": 2, "rejected": 1},
        articles=2,
        lines_kept=int(lines["kept"].sum()),
        lines_removed=int((~lines["kept"]).sum()),
        rows={name: built.frame(name).height for name in built.resources},
        rejected=summary.rejected,
        warnings=summary.warnings,
        left_out={},
    )
    assert [path for path, _ in summary.rejected] == ["data/raw/empty.txt"]


MATCH = "球队主场获胜\n2024年5月5日 来源：青山日报\n昨晚的联赛中，青山队主场二比一取胜，球队赛后向看台上的球迷致谢，门票收入捐给学校。下一轮，球队将去客场迎战湖东队，主教练说，全队会休整两天。"


def ask_for(root: Path, topic: str) -> None:
    """Name a topic in data/dataset.yaml."""
    with (root / "data/dataset.yaml").open("a", encoding="utf-8") as dataset:
        dataset.write(f"\ntopic: {topic}\n")


def test_a_dataset_of_a_topic_takes_its_articles_alone(root: Path) -> None:
    """What is off topic is a rejected capture with its points, what is on topic tells why; all else is as without a topic."""
    before = package(root)
    add_bytes(root, "match.txt", MATCH.encode())
    ask_for(root, "party-building")
    summary = build(root)
    assert (summary.captures, summary.off_topic) == ({"processed": 2, "rejected": 1}, 1)
    reasons = dict(open_package(root).frame("captures").select("path", "reason").iter_rows())
    assert reasons.pop("data/raw/match.txt").startswith("off topic: party-building has -")
    assert all(reason.startswith("on topic: party-building has ") for reason in reasons.values())
    assert "data/raw/match.txt" in set(open_package(root).frame("retrievals")["path"])
    after = package(root)
    assert {name for name in before if name.startswith("data/tables/") and before[name] != after[name]} == {
        f"data/tables/{name}.csv" for name in ("captures", "lines", "retrievals")
    }


def test_rules_of_the_dataset_that_changed_judge_anew(root: Path) -> None:
    """What is kept of a build is not taken for other rules."""
    rules = root / "data/topics/sport.yaml"
    rules.parent.mkdir()
    good = "name: sport\ntitle: 体育 / Sport\nthreshold: 3\nin_title: 3\nat_most: 3\nfull_length: 400\n"
    rules.write_text(f"{good}for:\n  - {{name: sport, title: 体育 / Sport, points: 1, terms: [象棋]}}\n", "utf-8")
    add_bytes(root, "match.txt", MATCH.encode())
    ask_for(root, "sport")
    assert build(root).articles == 0
    rules.write_text(rules.read_text("utf-8").replace("象棋", "球队"), "utf-8")
    assert build(root).articles == 1


def test_a_topic_without_rules_stops_the_build(root: Path) -> None:
    """The error names the file that is missing, and the last package stays."""
    before = package(root)
    ask_for(root, "trees")
    with pytest.raises(ManifestError, match=r"data/topics/trees\.yaml: there are no rules of the topic trees"):
        build(root)
    assert package(root) == before


def test_progress_is_told_after_each_capture(root: Path) -> None:
    """The callback gets the number done and the number of all."""
    told: list[tuple[int, int]] = []
    build(root, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_a_build_again_changes_no_byte(root: Path) -> None:
    """The same inputs give the same package."""
    before = package(root)
    build(root)
    assert package(root) == before


def test_a_capture_that_gives_nothing_is_a_row_with_its_reason(root: Path) -> None:
    """Nothing is lost: what cannot be processed is listed as rejected, and the build goes on."""
    given = {
        "empty": b"",
        "binary": bytes(range(256)) * 8,
        "undecodable": b"\x81\xff\xfe\x80" * 500,
        "no article": "首页\n新闻\n关于我们\n".encode(),
    }
    for reason, data in given.items():
        add_bytes(root, f"{reason.replace(' ', '-')}.txt", data)
    summary = build(root)
    assert summary.captures == {"processed": 2, "rejected": len(given)}
    rows = open_package(root).frame("captures").rows_by_key("path", named=True, unique=True)
    for reason, data in given.items():
        row = rows[f"data/raw/{reason.replace(' ', '-')}.txt"]
        assert (row["status"], row["sha256"]) == ("rejected", sha256(data).hexdigest())
        assert row["reason"].startswith(reason)
    assert judge.validate(root).valid


def test_a_capture_that_was_seen_twice_is_one_row(root: Path) -> None:
    """The same bytes are one capture with two retrievals."""
    add_bytes(root, "again.txt", next((root / "data/raw").glob("003_*")).read_bytes())
    summary = build(root)
    assert (summary.rows["captures"], summary.rows["retrievals"]) == (2, 3)


def test_a_failure_on_one_capture_is_its_reason(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where processing itself fails, the capture is rejected with the error, on one line, and the build goes on."""

    def fragile(capture: Capture, *given: Any) -> Any:
        if "003_" in (capture.path or ""):
            raise ZeroDivisionError("first\nsecond")
        return process_capture(capture, *given)

    monkeypatch.setattr(failures, "process_capture", fragile)
    summary = build(root)
    assert [reason for _, reason in summary.rejected] == ["error: ZeroDivisionError: first second"]
    assert summary.articles == 1
    assert judge.validate(root).valid


def test_a_changed_capture_stops_the_build(root: Path) -> None:
    """A file whose bytes are not those listed is named with its line in the manifest, and the package stays."""
    before = package(root)
    page = next((root / "data/raw").glob("003_*"))
    page.write_bytes(page.read_bytes() + b" ")
    found = sha256(page.read_bytes()).hexdigest()
    with pytest.raises(ManifestError, match=rf"manifest.yaml:\d+:\d+: data/raw/{page.name} has sha256 {found}, not "):
        build(root)
    assert package(root) == before


def test_a_missing_capture_stops_the_build(root: Path) -> None:
    """A file that is listed and not there is named with its line, and the package stays."""
    before = package(root)
    page = next((root / "data/raw").glob("003_*"))
    page.unlink()
    with pytest.raises(ManifestError, match=rf"manifest.yaml:\d+:\d+: there is no file data/raw/{page.name}"):
        build(root)
    assert package(root) == before


def test_a_capture_behind_a_link_stops_the_build(root: Path) -> None:
    """A link that leads out of data/raw is not followed."""
    page = next((root / "data/raw").glob("003_*"))
    page.rename(root.parent / "elsewhere")
    page.symlink_to(root.parent / "elsewhere")
    with pytest.raises(ManifestError, match="is a link out of data/raw"):
        build(root)


@pytest.mark.parametrize("name", ["news[2020]", "a*b", "what?"])
def test_a_folder_may_have_any_name(root: Path, name: str) -> None:
    """Signs that stand for many names in a shell are signs of one name here, with Parquet as well."""
    odd = root.rename(root.parent / name)
    summary = build(odd, parquet=True)
    assert pl.read_parquet(odd / "data/parquet/articles.parquet", glob=False).height == summary.articles == 2


def test_a_file_that_changes_while_it_is_read_stops_the_build(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named, and the package stays."""
    before = package(root)
    monkeypatch.setattr("pbdata.captures.reading.CaptureReader.read", lambda *_: "别的话".encode())
    with pytest.raises(ManifestError, match="00._.*: this file was changed while it was read"):
        build(root)
    assert package(root) == before


def test_many_faults_are_listed_up_to_ten(root: Path) -> None:
    """A manifest that fits nothing any more gives a short message."""
    for number in range(12):
        add_bytes(root, f"{number}.txt", str(number).encode())
        (root / f"data/raw/{number}.txt").unlink()
    with pytest.raises(ManifestError) as error:
        build(root)
    lines = str(error.value).splitlines()
    assert (len(lines), lines[-1]) == (11, "... and 2 more.")


def test_a_file_that_is_not_listed_is_a_warning(root: Path) -> None:
    """A page that lies in data/raw and in no manifest is not forgotten in silence."""
    (root / "data/raw/stray.txt").write_text("x", "utf-8")
    (root / "data/raw/.hidden").write_text("x", "utf-8")
    warnings = [warning for warning in build(root).warnings if "not in the manifest" in warning]
    assert len(warnings) == 1
    assert warnings[0].startswith("data/raw/stray.txt: this file is not in the manifest. List it with `pbdata add")


@pytest.mark.slow
def test_parquet_comes_on_request_and_goes_without_it(root: Path) -> None:
    """A build without Parquet removes the last one's, which would no longer fit."""
    build(root, parquet=True)
    assert (root / "data/parquet/datapackage.yaml").exists()
    assert judge.validate(root).valid
    build(root)
    assert not (root / "data/parquet").exists()


def test_warnings_of_the_judge_reach_the_summary(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is odd and not wrong is told, and does not stop the build."""
    report = Report(warnings=(Problem("texts", 1, "text", "odd", "it is odd. Look at it."),))
    monkeypatch.setattr(shards, "judge_tables", lambda *_: report)
    assert build(root).warnings == ("texts: text: it is odd. Look at it.",)


def test_a_package_that_is_not_valid_is_not_put_in_place(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new package is judged before the switch; its faults are told, and the last one stays."""
    before = package(root)
    release_again(root)
    report = Report(errors=(Problem(None, None, None, "replay", "the replay differs"),))
    monkeypatch.setattr(shards, "judge_tables", lambda *_: report)
    with pytest.raises(
        BuildError, match="the new package is not valid, and the last one stays(.|\n)*the replay differs"
    ):
        build(root)
    assert package(root) == before
    assert not (root / ".pbdata/staging").exists()


@pytest.mark.parametrize(
    ("code", "advice"), [(errno.ENOSPC, "Free some space"), (errno.EACCES, "writable"), (errno.EROFS, "writable")]
)
def test_what_the_system_refuses_leaves_the_package(
    root: Path, monkeypatch: pytest.MonkeyPatch, code: int, advice: str
) -> None:
    """A full disk or a folder that may not be written gives a clear error, and the staging goes."""
    before = package(root)
    release_again(root)

    def refusing(path: Path, data: bytes) -> None:
        raise OSError(code, os.strerror(code), str(path))

    monkeypatch.setattr(writer, "_write", refusing)
    with pytest.raises(BuildError, match=rf"{os.strerror(code)}\. .*{advice}.* The last package is untouched\."):
        build(root)
    assert package(root) == before
    assert not (root / ".pbdata/staging").exists()


def test_a_disk_that_is_full_leaves_the_package(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's own error for a full disk is told as one: where there is such a device, from writing to it."""
    before = package(root)

    def refusing(path: Path, data: bytes) -> None:
        if Path("/dev/full").exists():
            Path("/dev/full").write_bytes(data)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(writer, "_write", refusing)
    with pytest.raises(BuildError, match="No space left on device. Free some space"):
        build(root)
    assert package(root) == before


def test_a_limit_on_the_size_of_files_leaves_the_package(root: Path) -> None:
    """Where the system itself stops the writing half-way, the last package and no staging is left."""
    before = package(root)
    code = (
        "import resource, sys, pathlib\nfrom pbdata.building.runner import build\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000))\nbuild(pathlib.Path(sys.argv[1]))\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(root)], capture_output=True, text=True)
    assert "BuildError" in done.stderr and "File too large. Free some space" in done.stderr
    assert package(root) == before
    assert not (root / ".pbdata/staging").exists()


def test_a_folder_that_cannot_be_written_is_named(root: Path) -> None:
    """Where the workshop cannot be made, the build says so before it works for nothing."""
    before = package(root)
    (root / ".pbdata").write_text("a file in the way", "utf-8")
    with pytest.raises(BuildError, match=r"\.pbdata.*Nothing can be written here"):
        build(root)
    assert package(root) == before


def test_two_builds_do_not_meet(root: Path) -> None:
    """While another process builds here, a build ends at once with a clear error."""
    with lock(root), pytest.raises(BusyError, match="another pbdata is building or adding here"):
        build(root)


def test_a_folder_that_is_no_corpus_is_left_as_it_is(tmp_path: Path) -> None:
    """A build in the wrong folder says what is missing and leaves no trace."""
    with pytest.raises(ManifestError, match="dataset.yaml: there is no such file"):
        build(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_build_killed_at_any_rename_leaves_a_whole_and_valid_package(root: Path, tmp_path: Path) -> None:
    """After SIGKILL before each rename of the switch, the next command finds the old package or the new one."""
    old = package(root)
    release_again(root)
    finished = shutil.copytree(root, tmp_path / "finished")
    build(finished, parquet=True)
    new = package(finished)
    (tmp_path / "ends").mkdir()
    command = [sys.executable, "-c", KILLED_AT_RENAMES, str(root), str(tmp_path / "ends"), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    *killed, last = sorted((tmp_path / "ends").iterdir(), key=lambda place: int(place.name))
    assert package(last) == new
    for place in killed:
        recover(place)
        assert package(place) in (old, new), f"killed before rename {place.name}"
    are_new = [package(place) == new for place in killed]
    assert are_new == sorted(are_new)
    assert set(are_new) == {False, True}
    assert all(judge.validate(killed[are_new.index(end)]).valid for end in (False, True))


def test_a_build_killed_at_work_leaves_the_last_package(root: Path) -> None:
    """After SIGKILL while captures are processed, the package is the old one, and the next build is like any other."""
    old = package(root)
    release_again(root)
    done = subprocess.run([sys.executable, "-c", KILLED_AT_WORK, str(root)], capture_output=True, text=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert (root / ".pbdata/staging").exists()
    assert package(root) == old
    build(root)
    assert package(root) != old
    assert judge.validate(root).valid
