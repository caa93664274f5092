"""The same article is told, however it was captured."""

from hashlib import sha256

import pytest

from pbdata.corpus.copies import copies
from pbdata.corpus.process import process_capture
from pbdata.model.capture import Capture
from pbdata.package.tables import LETTERS
from tests.corpus.tabled import tables_of

TEXT = (
    "石桥镇党员干部下村办实事\n\n近日，石桥镇组织党员干部下村办实事，修路三公里，群众纷纷叫好。镇党委书记说，今年还要再修五公里，让群众出门不再难走。\n"
    "目前，全镇已有三十名党员干部参加，走访群众一百二十户，收集意见五十余条，已经办结四十余条，其余各条正在办理之中。\n"
)
MIRROR = (
    "石橋鎮黨員幹部下村辦實事\n\n近日,石橋鎮組織黨員幹部下村辦實事,修路三公里,群衆紛紛叫好。鎮黨委書記說,今年還要再修五公里,讓群衆出門不再難走。\n"
    "目前,全鎮已有三十名黨員幹部參加,走訪群衆一百二十戶,收集意見五十餘條,已經辦結四十餘條,其餘各條正在辦理之中。\n"
)
OTHER = TEXT.replace("三公里", "六公里")


def article_id(data: bytes) -> str:
    return f"a{sha256(data).hexdigest()[:16]}"


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        (TEXT.encode(), TEXT.encode("gb18030"), True),
        (TEXT.encode(), MIRROR.encode(), True),
        (TEXT.encode(), TEXT.replace("，", ", ").encode(), True),
        (TEXT.encode(), OTHER.encode(), False),
    ],
    ids=["another encoding", "the other script", "other marks", "another text"],
)
def test_the_same_text_is_told_by_its_letters(first: bytes, second: bytes, is_same: bool) -> None:
    """The first by path is the one that the others are the same as, in whatever order they come."""
    pages = [process_capture(Capture(data, path, "text/plain")) for data, path in ((second, "b"), (first, "a"))]
    assert copies(tables_of(pages)[LETTERS]) == ({article_id(second): article_id(first)} if is_same else {})


def test_a_text_of_a_few_words_is_no_copy() -> None:
    """Short texts are alike by chance."""
    pages = [
        process_capture(Capture(f"党建活动\n\n全镇党员下村。\n{' ' * n}".encode(), str(n), "text/plain"))
        for n in (0, 1)
    ]
    assert copies(tables_of(pages)[LETTERS]) == {}
