"""The dates that an article names: absolute, partial, relative, Republican years, intervals, festivals, five-year plans.

What is printed stays as printed (``surface``); ``value`` is what it means, with the anchor and the method that gave it:
``printed`` (the words say all), ``published`` (counted from the publication date) or ``context`` (from a date that stands
before it in the same sentence or paragraph). Without an anchor there is no value.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pbdata.extraction.calendar import Anchor, anchor_of, day_before, festivals, month_before, safe_date, year_of
from pbdata.extraction.mentions import Namer, fields_of
from pbdata.extraction.numerals import HALF_WIDTH, evaluate
from pbdata.facts import Date
from pbdata.model import Article

_N = "0-9０-９〇○零一二三四五六七八九十"
_YEAR = r"(?:1[89]|20)[0-9]{2}|[一二][九〇○零八][〇○零一二三四五六七八九]{2}"
_MONTH = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_DAY = r"3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]"
_TO = r"\s?(?:至|到|[-—–－~～]{1,2})\s?"
_FEASTS = "元旦|春节|清明|端午|中秋|国庆节|国庆|三八|五一|五四|六一|七·?一|八一|十一|劳动节|建党节|建军节"
_INNER = (
    rf"(?P<m>{_MONTH})月份?(?:(?P<d>{_DAY})[日号]|(?P<part>上旬|中旬|下旬|初|底|末))?"
    rf"(?:{_TO}(?:(?P<m2>{_MONTH})月份?)?(?:(?P<d2>{_DAY})[日号])?(?<=[月份日号]))?"
    rf"|(?P<m1>{_MONTH}){_TO}(?P<m3>{_MONTH})月份?"
    rf"|(?P<half>上半年|下半年)|第?(?P<quarter>[一二三四1-4])季度|(?P<edge>年初|年底|年末|年中|初|底|末|岁末|伊始)"
    rf"|(?P<season>[春夏秋冬])(?:季|天)?(?![节游运耕收季])|[“‘](?P<feast>{_FEASTS})[”’]|(?P<feast2>{_FEASTS})(?=节|期间|前|之|来|当|假|到|、|，)"
)
_TAIL = rf"(?:的)?(?:{_INNER})?"
_ABSOLUTE = re.compile(
    rf"(?:(?P<y>{_YEAR})(?:年(?P<rest>度)?(?:{_TO}(?P<y2>{_YEAR})年|(?!代|间的|级|龄){_TAIL})|{_TO}(?P<y3>{_YEAR})年(?:度)?)"
    rf"|(?P<iy>(?:19|20)[0-9]{{2}})(?P<mark>[-./])(?P<im>{_MONTH})(?P=mark)(?P<id>{_DAY})(?![0-9.-]))"
)
_PARTIAL = re.compile(rf"(?![0-9]月(?:多|余|子))(?:{_INNER})")
_DAYS = re.compile(rf"(?P<d>{_DAY})[日](?:{_TO}(?P<d2>{_DAY})日)?(?![报子常益夜程记照前内游均耳本里语期])")
_DECADE = re.compile(r"(?P<c>1[89]|20)?(?P<n>[0-9]0|[一二三四五六七八九]十)年代")
_SPAN = re.compile(rf"(?:前|后)?(?P<n>[0-9]{{1,2}}|[一二两三四五六七八九十几]+|数)?(?:个)?(?P<u>年|月|天|日|周|期|段时间|些年)(?:多|余)?(?:来|以来|间|里)?")
_NUMERIC = re.compile(rf"[{_N}]+(?=[年月日./至到-]|[-—–－~～][{_N}]|季度|[”’节期前当假]|[·][一二三四五六七八九])")
_WORDS = re.compile(r"[今去昨明前后当同次翌本上下年月近民春清端中国元岁日][年天日月周个半几来初底末内国季冬春夏秋晨晚两三数节秋午明庆旦前些期五十一六]")
_YEARS = {"今年": 0, "去年": -1, "前年": -2, "明年": 1, "后年": 2, "本年": 0, "上年": -1}
_DAYS_AGO = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "昨晚": 1, "前天": 2, "前日": 2, "明天": -1, "明日": -1, "后天": -2, "今晨": 0, "今晚": 0}
_SEASONS = {"春": ("03", "05"), "夏": ("06", "08"), "秋": ("09", "11"), "冬": ("12", "02")}
_TAILED = re.compile(_TAIL)
_MINGUO = re.compile(rf"民国(?P<n>[0-9]{{1,3}}|[一二三四五六七八九十百]+|元)年{_TAIL}")
_FUTURE = ("将", "拟", "计划", "预计", "定于", "前", "力争", "确保", "截止")


_AFTER_FEAST = ("节", "期间", "前", "后", "当天", "假期", "来临", "到来", "之际", "、", "长假")
_NOT_EDGE = frozenset("每多几两数半" + _N.replace("-", "") + "一二三四五六七八九十百")
_LONGEST_CONTEXT = 1000
_NOWADAYS = ("今天", "今日", "明天", "明日")
_OF_DAY = ("上午", "下午", "早", "晚", "凌晨", "中午", "，", "从", "在", "正式", "召开", "举行", "启动", "起", "（", "清晨", "是", "获悉", "公布")


class FoundDate(NamedTuple):
    """Words of a text that name a time; the fields are the columns of ``dates`` with the same names."""

    start: int
    stop: int
    value: str | None
    granularity: str
    anchor: str | None
    anchor_method: str | None
    rule: str


def detect_dates(article: Article) -> tuple[Date, ...]:
    """Return the dates in title, subtitle and text, counted from the article's publication date where they need one."""
    anchor = anchor_of(article.published)
    name = Namer("d", article.article_id)
    return tuple(
        Date(
            name(field, words[one.start : one.stop]), field, one.start, one.stop, words[one.start : one.stop], one.value,
            one.granularity, one.anchor, one.anchor_method, "rules", one.rule,
        )
        for field, words in fields_of(article)
        for one in read_dates(words, anchor)
    )  # fmt: skip


def read_dates(text: str, anchor: Anchor | None) -> Iterator[FoundDate]:
    """Yield what names a time in a text, in order, without overlap; ``anchor`` is when it was published."""
    return _Reader(text, anchor).read()


class _Reader:
    """Reads one field from left to right; remembers the last date for those that need a context."""

    def __init__(self, text: str, anchor: Anchor | None) -> None:
        self._text = text
        self._anchor = anchor
        self._last: tuple[int, Anchor] | None = None

    def read(self) -> Iterator[FoundDate]:
        """Yield what names a time, in order, without overlap."""
        text = self._text
        places = [(m.start(), m.end(), True) for m in _WORDS.finditer(text)]
        places += [(m.start(), m.end(), False) for m in _NUMERIC.finditer(text)]
        places.sort()
        at = 0
        for start, stop, is_word in places:
            if start < at:
                if stop <= at or is_word:
                    continue
                start = at
            found = self._word(start, text[start:stop]) if is_word else self._numeric(start)
            if found is not None:
                self._remember(found)
                yield found
                at = found.stop

    def _remember(self, found: FoundDate) -> None:
        value = found.value
        if value and value[0] != ".":
            known = anchor_of(value.partition("/")[0])
            if known is not None:
                self._last = (found.start, known)

    def _context(self, at: int, within: str) -> Anchor | None:
        """The last date before a place, if it stands in the same sentence (``。``) or paragraph (line end)."""
        if self._last is None:
            return None
        start, known = self._last
        if at - start > _LONGEST_CONTEXT:
            return None
        return None if any(mark in self._text[start:at] for mark in within) else known

    # What begins with a number.

    def _numeric(self, start: int) -> FoundDate | None:
        text = self._text
        if match := _ABSOLUTE.match(text, start):
            return self._absolute(match)
        if match := _DECADE.match(text, start):
            return self._decade(match)
        if feast := self._feast(start):
            return feast
        if start and text[start - 1] in "第.·点":
            return None
        match = _PARTIAL.match(text, start)
        if match and match.end() > start and (match["m"] or match["m1"]):
            return self._month(match)
        if (match := _DAYS.match(text, start)) and (start == 0 or text[start - 1] not in "每第的了天"):
            return self._day(match)
        if match := _QUARTER.match(text, start):
            return self._quarter(match)
        return None

    def _absolute(self, match: re.Match[str]) -> FoundDate:
        start, stop = match.span()
        if match["iy"]:
            value = f"{match['iy']}-{int(match['im']):02}-{int(match['id']):02}"
            return FoundDate(start, stop, value, "day", None, "printed", "absolute")
        year = _number(match["y"])
        other = match["y2"] or match["y3"]
        if other:
            return FoundDate(start, stop, f"{year:04}/{_number(other):04}", "interval", None, "printed", "interval")
        value, granularity = self._tail(year, match)
        return FoundDate(start, stop, value, granularity, None, "printed", "absolute")

    def _tail(self, year: int, match: re.Match[str]) -> tuple[str | None, str]:
        """What a year and the words behind it mean."""
        parts = match.groupdict()
        if parts["m"]:
            month = _number(parts["m"])
            first, granularity = f"{year:04}-{month:02}", "month"
            if parts["d"]:
                day = _number(parts["d"])
                if safe_date(year, month, day) is None:
                    return None, "day"
                first, granularity = f"{first}-{day:02}", "day"
            if parts["m2"] or parts["d2"]:
                second_month = _number(parts["m2"]) if parts["m2"] else month
                second_year = year + (second_month < month)
                second = f"{second_year:04}-{second_month:02}" + (f"-{_number(parts['d2']):02}" if parts["d2"] else "")
                return f"{first}/{second}", "interval"
            return first, granularity
        if parts["m1"]:
            first_month, last_month = _number(parts["m1"]), _number(parts["m3"])
            return f"{year:04}-{first_month:02}/{year + (last_month < first_month):04}-{last_month:02}", "interval"
        if parts["half"]:
            return (f"{year:04}-01/{year:04}-06" if parts["half"][0] == "上" else f"{year:04}-07/{year:04}-12"), "interval"
        if parts["quarter"]:
            return _quarter_of(year, _number(parts["quarter"])), "interval"
        if parts["edge"]:
            edge = parts["edge"]
            month = 1 if edge in ("年初", "初", "伊始") else 6 if edge == "年中" else 12
            return f"{year:04}-{month:02}", "month"
        if parts["season"]:
            first, last = _SEASONS[parts["season"]]
            return f"{year:04}-{first}/{year + (last < first):04}-{last}", "interval"
        feast = parts["feast"] or parts["feast2"]
        if feast:
            return _feast_of(feast, year), "day"
        return f"{year:04}", "year"

    def _decade(self, match: re.Match[str]) -> FoundDate | None:
        start, stop = match.span()
        before = self._text[max(0, start - 4) : start]
        if match["c"]:
            century = int(match["c"]) * 100
        elif before.endswith(("上世纪", "20世纪", "二十世纪")):
            start -= 4 if before.endswith(("20世纪",)) else 3
            century = 1900
        elif before.endswith("19世纪"):
            start, century = start - 4, 1800
        else:
            century = 1900
        first = century + _number(match["n"])
        method = "printed" if start < match.start() or match["c"] else "context"
        return FoundDate(start, stop, f"{first}/{first + 9}", "interval", None, method, "decade")

    def _feast(self, start: int) -> FoundDate | None:
        """七一, “十一”, 十三五: numbers that name a day or a plan, in quotation marks or in front of a telling word."""
        text = self._text
        words = festivals()
        for length in (3, 2):
            name = text[start : start + length]
            stop = start + length
            quoted = text[start - 1 : start] in ("“", "‘") and text[stop : stop + 1] in ("”", "’")
            if name in words.plans and len(name) == length:
                if (length == 3 or quoted) and (quoted or text.startswith(words.plan_before, stop)):
                    return FoundDate(start - quoted, stop + quoted, words.plans[name], "interval", None, "printed", "plan")
            if name in words.numeric and (quoted or text.startswith(words.numeric_before, stop)):
                if text[start - 1 : start] == "第" or text.startswith(("路", "中学", "村", "学校", "小学", "广场", "运动", "精神", "奖", "工程"), stop + quoted):
                    return None
                return self._feast_day(name, start - quoted, stop + quoted)
        return None

    def _feast_day(self, name: str, start: int, stop: int) -> FoundDate:
        context = self._context(start, "。\n")
        known = context or self._anchor
        if known is None:
            return FoundDate(start, stop, None, "day", None, None, "festival")
        value = _feast_of(name, known.year)
        if context is None and value is not None and self._anchor is not None:
            year = year_of(self._anchor, int(value[5:7]), int(value[8:10]), self._ahead(start, stop))
            value = _feast_of(name, year)
        if value is None:
            return FoundDate(start, stop, None, "day", None, None, "festival")
        return FoundDate(start, stop, value, "day", known.iso(), "context" if context else "published", "festival")

    def _ahead(self, start: int, stop: int) -> bool:
        text = self._text
        return text.startswith(_FUTURE, stop) or any(word in text[max(0, start - 6) : start] for word in _FUTURE)

    def _month(self, match: re.Match[str]) -> FoundDate:
        """9月26日, 1月至8月: the year is that of a date before it in the sentence, or follows from the publication."""
        start, stop = match.span()
        context = self._context(start, "。！？\n")
        month = _number(match["m"] or match["m1"])
        day = _number(match["d"]) if match["d"] else None
        if context is not None:
            year, anchor, method = context.year, context.iso(), "context"
        elif self._anchor is not None:
            year, anchor, method = year_of(self._anchor, month, day, self._ahead(start, stop)), self._anchor.iso(), "published"
        else:
            granularity = "interval" if match["m2"] or match["d2"] or match["m1"] else "day" if day else "month"
            return FoundDate(start, stop, None, granularity, None, None, "partial")
        value, granularity = self._tail(year, match)
        if value is None:
            return FoundDate(start, stop, None, granularity, None, None, "partial")
        return FoundDate(start, stop, value, granularity, anchor, method, "partial")

    def _day(self, match: re.Match[str]) -> FoundDate | None:
        """26日: in the month of a date before it in the paragraph, or the last such day before the publication."""
        start, stop = match.span()
        day = _number(match["d"])
        granularity = "interval" if match["d2"] else "day"
        context = self._context(start, "\n")
        anchor = self._anchor
        if context is not None and context.month is not None:
            year, month, known, method = context.year, context.month, context.iso(), "context"
        elif anchor is not None and anchor.month is not None and anchor.day is not None:
            back = month_before(anchor, 0 if day <= anchor.day or self._ahead(start, stop) else 1)
            year, month = back or (anchor.year, anchor.month)
            known, method = anchor.iso(), "published"
        else:
            return FoundDate(start, stop, None, granularity, None, None, "day-of-month")
        if safe_date(year, month, day) is None:
            return FoundDate(start, stop, None, granularity, None, None, "day-of-month")
        value = f"{year:04}-{month:02}-{day:02}"
        if match["d2"]:
            value = f"{value}/{year:04}-{month:02}-{_number(match['d2']):02}"
        return FoundDate(start, stop, value, granularity, known, method, "day-of-month")

    def _quarter(self, match: re.Match[str]) -> FoundDate:
        start, stop = match.span()
        if self._anchor is None:
            return FoundDate(start, stop, None, "interval", None, None, "quarter")
        value = _quarter_of(self._anchor.year, _number(match["quarter"]))
        return FoundDate(start, stop, value, "interval", self._anchor.iso(), "published", "quarter")

    # What begins with a word.

    def _word(self, start: int, word: str) -> FoundDate | None:
        text = self._text
        before = text[start - 1 : start]
        if word in _YEARS and not (word == "前年" and before in "提空") and not text.startswith(("轻", "幼", "级", "龄"), start + 2):
            return self._year(start, word)
        if word in ("同年", "次年", "翌年", "当年") and before not in ("相", "共", "协", "每") and not text.startswith("轻", start + 2):
            return self._other_year(start, word)
        if word in _DAYS_AGO:
            return self._days_ago(start, word)
        if word in ("年初", "年底", "年末", "岁末", "年中", "年内") and (not before or before not in _NOT_EDGE):
            return self._edge(start, word)
        if word in ("月底", "月初", "月末", "本月", "上月", "下月", "当月") or (word in ("上个", "下个") and text.startswith("月", start + 2)):
            return self._of_month(start, word)
        if word in ("上半", "下半") and text.startswith("年", start + 2):
            return self._half(start, word)
        if word[0] == "近":
            return self._recent(start)
        if word in ("前几", "前些") and text.startswith("年", start + 2) and before not in _NOT_EDGE:
            return FoundDate(start, start + 3, None, "year", None, None, "recent")
        if word in ("日前", "前不") and before not in ("今", "目", "生"):
            return self._since(start, start + 2, "day", "recent") if word == "日前" else None
        if word in ("今冬", "今春", "今夏", "今秋", "去冬", "去秋", "去夏", "去春"):
            return self._season(start, word)
        if word == "民国":
            return self._minguo(start)
        for length in (3, 2):
            name = text[start : start + length]
            if name in festivals().moving or (name in festivals().fixed and name not in festivals().numeric):
                if not name.endswith("节") and not text.startswith(_AFTER_FEAST, start + length):
                    return None
                return self._feast_day(name, start, start + length + text.startswith("节", start + length))
        return None

    def _published(self, start: int, stop: int, value: str | None, granularity: str, rule: str) -> FoundDate:
        """A value that the publication date gives, or none without it."""
        if self._anchor is None or value is None:
            return FoundDate(start, stop, None, granularity, None, None, rule)
        return FoundDate(start, stop, value, granularity, self._anchor.iso(), "published", rule)

    def _year(self, start: int, word: str) -> FoundDate | None:
        match = _TAILED.match(self._text, start + 2)
        stop = match.end() if match else start + 2
        if match and self._text[start + 2 : stop] == "的":
            stop = start + 2
        stop += word == "本年" and self._text.startswith("度", stop)
        if self._anchor is None:
            granularity = "year" if stop == start + 2 else "day" if match and (match["d"] or match["feast"] or match["feast2"]) else "month"
            return FoundDate(start, stop, None, granularity, None, None, "relative-year")
        year = self._anchor.year + _YEARS[word]
        value, granularity = self._tail(year, match) if match and stop > start + 2 else (f"{year:04}", "year")
        return self._published(start, stop, value, granularity, "relative-year")

    def _other_year(self, start: int, word: str) -> FoundDate | None:
        context = self._context(start, "。\n")
        match = _TAILED.match(self._text, start + 2)
        stop = match.end() if match and self._text[start + 2 : match.end()] != "的" else start + 2
        if context is None:
            return None if word == "当年" else FoundDate(start, stop, None, "year", None, None, "other-year")
        year = context.year + (word in ("次年", "翌年"))
        value, granularity = self._tail(year, match) if match and stop > start + 2 else (f"{year:04}", "year")
        return FoundDate(start, stop, value, granularity, context.iso(), "context", "other-year")

    def _days_ago(self, start: int, word: str) -> FoundDate | None:
        """今天 in speech, and as 'nowadays', is no day that the publication gives."""
        text = self._text
        if word in _NOWADAYS and (_in_speech(text, start) or not text.startswith(_OF_DAY, start + 2)):
            return FoundDate(start, start + 2, None, "day", None, None, "relative-day")
        value = day_before(self._anchor, _DAYS_AGO[word]) if self._anchor else None
        return self._published(start, start + 2, value, "day", "relative-day")

    def _edge(self, start: int, word: str) -> FoundDate:
        context = self._context(start, "。\n")
        known = context or self._anchor
        if known is None:
            return FoundDate(start, start + 2, None, "month", None, None, "edge-of-year")
        if word == "年内":
            return self._published(start, start + 2, str(known.year), "year", "edge-of-year")
        month = {"年初": 1, "年中": 6}.get(word, 12)
        method = "context" if context else "published"
        return FoundDate(start, start + 2, f"{known.year:04}-{month:02}", "month", known.iso(), method, "edge-of-year")

    def _of_month(self, start: int, word: str) -> FoundDate:
        stop = start + 2 + (word in ("上个", "下个"))
        back = {"上月": 1, "上个": 1, "下月": -1, "下个": -1}.get(word, 0)
        known = month_before(self._anchor, back) if self._anchor else None
        return self._published(start, stop, f"{known[0]:04}-{known[1]:02}" if known else None, "month", "relative-month")

    def _half(self, start: int, word: str) -> FoundDate:
        year = self._anchor.year if self._anchor else None
        months = ("01", "06") if word == "上半" else ("07", "12")
        value = f"{year:04}-{months[0]}/{year:04}-{months[1]}" if year else None
        return self._published(start, start + 3, value, "interval", "half-year")

    def _recent(self, start: int) -> FoundDate | None:
        """近几年 ends with the publication and begins nobody says when; 近三年 begins three years before it."""
        text = self._text
        if text[start - 1 : start] in ("附", "临", "邻", "就", "将", "接", "靠", "贴"):
            return None
        match = _SPAN.match(text, start + 1)
        if match is None:
            return None
        begin = start - (text[start - 1 : start] == "最")
        number, unit = match["n"], match["u"]
        granularity = "year" if unit in ("年", "些年") else "day"
        if unit in ("日", "期", "段时间", "些年") or number is None or number in "几数":
            return self._since(begin, match.end(), granularity, "recent")
        if unit != "年" or self._anchor is None:
            return None
        worth = evaluate(number)
        if worth is None or not isinstance(worth.value, int):
            return None
        value = f"{self._anchor.year - worth.value:04}/{self._anchor.year:04}"
        return self._published(begin, match.end(), value, "interval", "recent")

    def _since(self, start: int, stop: int, granularity: str, rule: str) -> FoundDate:
        anchor = self._anchor
        value = None if anchor is None else f"../{anchor.year:04}" if granularity == "year" else f"../{anchor.iso()}"
        return self._published(start, stop, value, granularity if value is None else "interval", rule)

    def _season(self, start: int, word: str) -> FoundDate:
        first, last = _SEASONS[word[1]]
        year = self._anchor.year - (word[0] == "去") if self._anchor else None
        value = f"{year:04}-{first}/{year + (last < first):04}-{last}" if year else None
        return self._published(start, start + 2, value, "interval", "season")

    def _minguo(self, start: int) -> FoundDate | None:
        """Year 1 of the Republic is 1912."""
        match = _MINGUO.match(self._text, start)
        if match is None:
            return None
        number = 1 if match["n"] == "元" else _number(match["n"])
        value, granularity = self._tail(1911 + number, match)
        return FoundDate(start, match.end(), value, granularity, None, "printed", "republican-year")


_QUARTER = re.compile(r"(?P<quarter>[一二三四1-4])季度")


def _number(words: str) -> int:
    words = words.translate(HALF_WIDTH)
    if words.isascii():
        return int(words)
    worth = evaluate(words)
    return int(worth.value) if worth is not None else 0


def _quarter_of(year: int, quarter: int) -> str:
    return f"{year:04}-{quarter * 3 - 2:02}/{year:04}-{quarter * 3:02}"


def _feast_of(name: str, year: int) -> str | None:
    words = festivals()
    day = words.fixed.get(name) or words.moving.get(name, {}).get(year)
    return f"{year:04}-{day}" if day else None


def _in_speech(text: str, at: int) -> bool:
    return text.rfind("“", max(0, at - 200), at) > text.rfind("”", max(0, at - 200), at)
