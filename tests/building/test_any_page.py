"""Nothing that a page prints can make a build fail."""

from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pbdata.building.runner import build
from pbdata.captures.store.adding import add
from pbdata.validation.judge import validate
from tests import ROOT

HEAD = "collections:\n  - {id: seed, title: T}\nsightings: []\n"
SENTENCE = "全县广大党员干部深入基层走访群众，帮助解决实际困难，受到干部群众的一致好评。"

YEARS = st.sampled_from(["2014", "0000", "9999", "99999", "１４", "二〇一四", "民國一〇三", "79", "康熙三"])
NUMBERS = st.one_of(
    st.integers(-(10**30), 10**30).map(str),
    st.floats(allow_nan=True).map(str),
    st.text("0123456789０１２３４五十百千万亿兆零〇点.,，半%％‰-－+~", min_size=1, max_size=12),
)
DATES = st.one_of(
    st.tuples(YEARS, st.integers(0, 40), st.integers(0, 99)).flatmap(
        lambda parts: st.sampled_from(
            ["{}年{}月{}日", "{}-{:02}-{:02}", "{}/{}/{}", "{} 年 {} 月 {} 日", "{}.{}.{} 25:70"]
        ).map(lambda form: form.format(*parts))
    ),
    st.sampled_from(
        ["农历正月三十二", "2月30日", "前九季度", "近0年", "13月", "2014年9月31日至2月30日", "每年2月30日"]
    ),
)
WORDS = st.one_of(
    DATES,
    NUMBERS.flatmap(
        lambda number: st.sampled_from(["名党员", "户", "元", "%", "个百分点", "公里", ""]).map(number.__add__)
    ),
    st.text(max_size=12),
    st.text(st.characters(categories=["Cc", "Mn", "Cs", "Co", "Zs", "Zl", "Zp", "Cf"]), max_size=8),
    st.sampled_from(["=1+1", "+86", "-1", "@SUM(A1)", '"', "“”", "「", "‘“", "》《", "\t|", "é" * 400, "村" * 300]),
    st.sampled_from(
        [
            "“四个一”工程",
            "陈书记",
            "张卫国说：“好。”",
            "青县石桥镇西河村",
            "一百二十名干部联系三百五十户",
            "记者 李东海",
        ]
    ),
)
LINES = st.lists(st.one_of(WORDS, st.just(SENTENCE)), max_size=5).map("".join)
HEADS = st.tuples(st.sampled_from(["发布时间：", "", "时间:", "来源:新华网 "]), DATES).map("".join)
PAGES = st.tuples(HEADS, st.lists(LINES, min_size=1, max_size=8)).map(
    lambda page: ["青县干部走基层", page[0], SENTENCE * 3, *page[1], SENTENCE * 2, "责任编辑：王芳"]
)


def as_text(lines: list[str]) -> bytes:
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def as_html(lines: list[str]) -> bytes:
    shown = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return f"<html><head><title>{escape(lines[0])}</title></head><body>{shown}</body></html>".encode(
        "utf-8", "surrogatepass"
    )


@pytest.mark.slow
@settings(
    max_examples=40,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(pages=st.lists(PAGES, min_size=4, max_size=8))
def test_whatever_pages_print_the_build_ends_in_a_valid_package(pages: list[list[str]]) -> None:
    """Each capture is processed, or rejected with a reason, as text and as HTML."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "data/raw").mkdir(parents=True)
        (root / "data/raw/manifest.yaml").write_text(HEAD, "utf-8")
        (root / "data/dataset.yaml").write_bytes((ROOT / "data/dataset.yaml").read_bytes())
        files = []
        for number, lines in enumerate(pages):
            for name, data in ((f"{number}.txt", as_text(lines)), (f"{number}.html", as_html(lines))):
                (root / name).write_bytes(data)
                files.append(root / name)
        add(root, files, collection="seed")
        summary = build(root)
        assert sum(summary.captures.values()) == len({(root / f"data/raw/{path.name}").read_bytes() for path in files})
        assert summary.faults == ()
        assert all(reason for _, reason in summary.rejected)
        assert validate(root).valid
