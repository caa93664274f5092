"""What a run of numerals looks like in a text."""

import re

import pytest

from pbdata.chinese.number_runs import RUN


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("12，345名", "12，345"),
        ("3 000余户", "3 000"),
        ("3 0000户", "3"),
        ("2021，100名", "2021"),
        ("80余万元", "80余万"),
        ("4.6个亿。", "4.6个亿"),
        ("10个亿元村", "10"),
        ("1千2百亿", "1千2百亿"),
        ("2千零15人", "2千零15"),
        ("3兆瓦", "3"),
        ("5千米", "5"),
        ("三 亿 五千万", "三 亿 五千万"),
    ],
)
def test_the_run_that_begins_a_text(text: str, run: str) -> None:
    """It holds groups, scales and approximators, and no part of a unit."""
    match = re.match(RUN, text)
    assert match is not None
    assert match[0] == run


@pytest.mark.parametrize("text", ["零部件", "千瓦", "兆赫", "百分点", "陆续", "拾荒"])
def test_a_word_that_begins_with_a_numeral_is_no_run(text: str) -> None:
    """零部件 counts nothing."""
    assert re.match(RUN, text) is None
