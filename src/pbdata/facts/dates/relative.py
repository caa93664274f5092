"""Dates that begin with a word: 今年, 去年10月, 昨日, 年底, 近几年, 同年, 春节, 民国49年."""

from pbdata.chinese.calendar import day_before, festivals, month_before
from pbdata.chinese.numerals import HAN_DIGITS, evaluate
from pbdata.facts.dates.context import Context, FoundDate
from pbdata.facts.dates.grammar import MINGUO, SEASONS, SPAN, TAILED, meaning_of, number_of

_YEARS = {"今年": 0, "去年": -1, "前年": -2, "明年": 1, "后年": 2, "本年": 0, "上年": -1}
_DAYS_AGO = {
    "今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "昨晚": 1, "前天": 2, "前日": 2, "明天": -1, "明日": -1, "后天": -2, "今晨": 0, "今晚": 0,
}  # fmt: skip
_AFTER_FEAST = ("节", "期间", "前", "后", "当天", "假期", "来临", "到来", "之际", "、", "长假")
# In front of 年底 and the like these make another word, or count years.
_NOT_EDGE = frozenset("0123456789每多几半十百" + HAN_DIGITS)
# 今天 alone may be 'nowadays'; with one of these behind it, it is a day.
_MONTHS = ("月底", "月初", "月末", "本月", "上月", "下月", "当月")
_MOON = ("亮", "球", "光", "色", "饼", "圆")
_NOWADAYS = ("今天", "今日", "明天", "明日")
_OF_DAY = (
    "上午", "下午", "早", "晚", "凌晨", "中午", "清晨", "，", "从", "在", "正式", "召开", "举行", "启动", "起", "（", "是", "获悉", "公布",
)  # fmt: skip


def read_word(context: Context, start: int, word: str) -> FoundDate | None:
    """Return the date that begins with a word of two characters at a place, or ``None`` if there is none."""
    text = context.text
    before = text[start - 1 : start]
    if (
        word in _YEARS
        and not (word == "前年" and before in ("提", "空"))
        and not text.startswith(("轻", "幼", "级", "龄"), start + 2)
    ):
        return _year(context, start, word)
    if (
        word in ("同年", "次年", "翌年", "当年")
        and before not in ("相", "共", "协", "每")
        and not text.startswith("轻", start + 2)
    ):
        return _other_year(context, start, word)
    if word in _DAYS_AGO:
        return _days_ago(context, start, word)
    if word in ("年初", "年底", "年末", "岁末", "年中", "年内") and (not before or before not in _NOT_EDGE):
        return _edge(context, start, word)
    if (word in _MONTHS and not text.startswith(_MOON, start + 2)) or (
        word in ("上个", "下个") and text.startswith("月", start + 2)
    ):
        return _of_month(context, start, word)
    if word in ("上半", "下半") and text.startswith("年", start + 2):
        return _half(context, start, word)
    if word[0] == "近":
        return _recent(context, start)
    if word in ("前几", "前些") and text.startswith("年", start + 2) and before not in _NOT_EDGE:
        return FoundDate(start, start + 3, None, "year", None, None, "recent")
    if word in ("日前", "前不") and before not in ("今", "目", "生"):
        return _since(context, start, start + 2, "day", "recent") if word == "日前" else None
    if word in ("今冬", "今春", "今夏", "今秋", "去冬", "去秋", "去夏", "去春"):
        return _season(context, start, word)
    if word == "民国":
        return _minguo(context, start)
    for length in (3, 2):
        name = text[start : start + length]
        if name in festivals().moving or (name in festivals().fixed and name not in festivals().numeric):
            if not name.endswith("节") and not text.startswith(_AFTER_FEAST, start + length):
                return None
            return context.festival(name, start, start + length + text.startswith("节", start + length))
    return None


def _year(context: Context, start: int, word: str) -> FoundDate | None:
    match = TAILED.match(context.text, start + 2)
    stop = match.end() if match else start + 2
    if match and context.text[start + 2 : stop] == "的":
        stop = start + 2
    stop += word == "本年" and context.text.startswith("度", stop)
    if context.anchor is None:
        granularity = (
            "year"
            if stop == start + 2
            else "day"
            if match and (match["d"] or match["feast"] or match["feast2"])
            else "month"
        )
        return FoundDate(start, stop, None, granularity, None, None, "relative-year")
    year = context.anchor.year + _YEARS[word]
    value, granularity = meaning_of(year, match) if match and stop > start + 2 else (f"{year:04}", "year")
    return context.published(start, stop, value, granularity, "relative-year")


def _other_year(context: Context, start: int, word: str) -> FoundDate | None:
    near = context.before(start, "。\n")
    match = TAILED.match(context.text, start + 2)
    stop = match.end() if match and context.text[start + 2 : match.end()] != "的" else start + 2
    if near is None:
        return None if word == "当年" else FoundDate(start, stop, None, "year", None, None, "other-year")
    year = near.year + (word in ("次年", "翌年"))
    value, granularity = meaning_of(year, match) if match and stop > start + 2 else (f"{year:04}", "year")
    return FoundDate(start, stop, value, granularity, near.iso(), "context", "other-year")


def _days_ago(context: Context, start: int, word: str) -> FoundDate | None:
    """今天 in speech, and as 'nowadays', is no day that the publication gives."""
    text = context.text
    if word in _NOWADAYS and (
        _in_speech(text, start) or context.text[start - 1 : start] == "至" or not text.startswith(_OF_DAY, start + 2)
    ):
        return FoundDate(start, start + 2, None, "day", None, None, "relative-day")
    value = day_before(context.anchor, _DAYS_AGO[word]) if context.anchor else None
    return context.published(start, start + 2, value, "day", "relative-day")


def _edge(context: Context, start: int, word: str) -> FoundDate:
    near = context.before(start, "。\n")
    known = near or context.anchor
    if known is None:
        return FoundDate(start, start + 2, None, "month", None, None, "edge-of-year")
    if word == "年内":
        return context.published(start, start + 2, str(known.year), "year", "edge-of-year")
    month = {"年初": 1, "年中": 6}.get(word, 12)
    method = "context" if near else "published"
    return FoundDate(start, start + 2, f"{known.year:04}-{month:02}", "month", known.iso(), method, "edge-of-year")


def _of_month(context: Context, start: int, word: str) -> FoundDate:
    stop = start + 2 + (word in ("上个", "下个"))
    stop += word[1] == "月" and context.text.startswith(("底", "初", "末"), stop)
    back = {"上月": 1, "上个": 1, "下月": -1, "下个": -1}.get(word, 0)
    known = month_before(context.anchor, back) if context.anchor else None
    return context.published(start, stop, f"{known[0]:04}-{known[1]:02}" if known else None, "month", "relative-month")


def _half(context: Context, start: int, word: str) -> FoundDate:
    year = context.anchor.year if context.anchor else None
    months = ("01", "06") if word == "上半" else ("07", "12")
    value = f"{year:04}-{months[0]}/{year:04}-{months[1]}" if year else None
    return context.published(start, start + 3, value, "interval", "half-year")


def _recent(context: Context, start: int) -> FoundDate | None:
    """近几年 ends with the publication and begins nobody says when; 近三年 begins three years before it."""
    text = context.text
    if text[start - 1 : start] in ("附", "临", "邻", "就", "将", "接", "靠", "贴"):
        return None
    match = SPAN.match(text, start + 1)
    if match is None:
        return None
    begin = start - (text[start - 1 : start] == "最")
    number, unit = match["n"], match["u"]
    granularity = "year" if unit in ("年", "些年") else "day"
    if unit in ("日", "期", "段时间", "些年") or number is None or number in "几数":
        return _since(context, begin, match.end(), granularity, "recent")
    if unit != "年" or context.anchor is None:
        return None
    worth = evaluate(number)
    if worth is None or not isinstance(worth.value, int):
        return None
    value = f"{context.anchor.year - worth.value:04}/{context.anchor.year:04}"
    return context.published(begin, match.end(), value, "interval", "recent")


def _since(context: Context, start: int, stop: int, granularity: str, rule: str) -> FoundDate:
    anchor = context.anchor
    value = None if anchor is None else f"../{anchor.year:04}" if granularity == "year" else f"../{anchor.iso()}"
    return context.published(start, stop, value, granularity if value is None else "interval", rule)


def _season(context: Context, start: int, word: str) -> FoundDate:
    first, last = SEASONS[word[1]]
    year = context.anchor.year - (word[0] == "去") if context.anchor else None
    value = f"{year:04}-{first}/{year + (last < first):04}-{last}" if year else None
    return context.published(start, start + 2, value, "interval", "season")


def _minguo(context: Context, start: int) -> FoundDate | None:
    """Year 1 of the Republic is 1912."""
    match = MINGUO.match(context.text, start)
    if match is None:
        return None
    number = 1 if match["n"] == "元" else number_of(match["n"])
    value, granularity = meaning_of(1911 + number, match)
    return FoundDate(start, match.end(), value, granularity, None, "printed", "republican-year")


def _in_speech(text: str, at: int) -> bool:
    return text.rfind("“", max(0, at - 200), at) > text.rfind("”", max(0, at - 200), at)
