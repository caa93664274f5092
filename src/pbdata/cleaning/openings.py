"""The opening by which a newspaper or agency signs a report: 中新网青山3月22日电（张三 李四）; words in rules/openings.yaml."""

import re
from functools import cache

from pbdata.datafiles import read_data

# How much of a line may hold the beginning of an opening, and words of which every opening holds one.
OPENING_READ = 48
_SIGNS = ("报道", "报导", "记者", "通讯员", "消息", "电", "讯", "专访", "特稿")


def find_opening(text: str, start: int, stop: int) -> tuple[int, int] | None:
    """Return the range of the opening of a line of normalized text, without the spaces around it; ``None`` if it has none."""
    read = text[start : min(stop, start + OPENING_READ)]
    if not any(map(read.__contains__, _SIGNS)):
        return None
    in_brackets, plain = _patterns()
    patterns = in_brackets if read.lstrip()[0] in "（(【[〔" else plain
    match = next(filter(None, (pattern.match(text, start, stop) for pattern in patterns)), None)
    if match is None or match.end() >= stop:
        return None
    words = match[0]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    """Return the patterns of openings that begin with a bracket, and of those that do not."""
    lexicon = opening_words()
    own, verbs, reports = ("|".join(lexicon[key]) for key in ("own", "verbs", "reports"))
    agency = rf"(?!据.{{0,20}}消息)(?:据)?《?(?:{own}|[\u4e00-\u9fff]{{1,8}}?(?:{'|'.join(lexicon['endings'])}))》?"
    reporters = r"(?:记者|通讯员|特派员|特约记者)[^（）()〔〕【】\[\]。：:]{2,50}"
    wire = rf"""\s*[（(【\[〔]?\s*
        (?:[\u4e00-\u9fff]{{2,10}}(?:网|报|在线|新闻|台)[\u4e00-\u9fff]{{0,6}}\s+(?={own}))?
        {agency}
        [\u4e00-\u9fffA-Za-z]{{0,8}}?                                             # place
        \s*(?:(?:19|20)?\d\d年)?(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?                   # date
        \s*(?:(?:{verbs})(?![\u4e00-\u9fff]{{0,1}}[台力器子影话网脑缆])|(?<=日)(?:报道|报导)(?=[：:，,]))
        (?:[/／]?据[\u4e00-\u9fff]{{2,10}}?(?:报道|报导|消息))?
        \s*[)）】\]〕]?
        (?:\s*[（(【\[〔][^（）()]{{2,60}}[)）】\]〕]|(?:(?<=\s)|\s+)(?:[\u4e00-\u9fff]{{0,6}}{reporters}?)(?:报道|报导|摄影报道)?\s*[：:\s])?
        \s*[，,：:]?\s*
        """
    in_brackets = (
        # （记者 张三 报道）, 〔記者張三／台北報導〕, （中央社記者張三台北6日電）, [本報記者張三南灣專訊]
        rf"\s*[（(〔【\[]\s*[^（）()〔〕【】\[\]。]{{0,10}}{reporters}[)）〕】\]]\s*",
        # 【特讯】, 〔专访〕
        rf"\s*[【\[〔]\s*[\u4e00-\u9fff\d]{{0,20}}(?:{reports}|专访)\s*[】\]〕]\s*(?:[（(][^（）()]{{2,40}}[)）]\s*)?",
        # 【本报综合报道】
        rf"\s*[【（(\[〔]\s*(?:{own}|综合)[^】）)\]〕，。]{{0,10}}(?:{reports})\s*[】）)\]〕]\s*",
    )
    plain = (
        # 青山科技讯 北京时间…, 青山讯（记者 张三）
        r"\s*[\u4e00-\u9fffA-Za-z0-9\-—]{2,16}(?<![通资腾简音视短问喜])讯(?=[\s（(【：:])(?:\s*[（(【\[〔][^（）()]{2,60}[)）】\]〕])?[：:]?\s*",
        # 青山新闻记者 张三 报道
        rf"\s*(?:{agency})?记者\s*[^，。：:（(]{{2,20}}?\s*(?:报道|报导)(?:[：:]|\s|(?=\S))",
        # 张三／台中报导
        r"\s*(?:记者)?[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4})*\s*[\\／/∕◎]\s*[\u4e00-\u9fff]{2,6}(?:报道|报导)[：:]?\s*",
    )
    agencies = re.compile(wire, re.VERBOSE)
    return (agencies, *map(re.compile, in_brackets)), (agencies, *map(re.compile, plain))


@cache
def opening_words() -> dict[str, list[str]]:
    """Read rules/openings.yaml."""
    words: dict[str, list[str]] = read_data(__package__, "rules/openings.yaml")
    return words
