"""The patterns of dates, and what a year with the words behind it means. Numbers may be digits or Han numerals."""

import re

from pbdata.chinese.calendar import festivals, safe_date
from pbdata.chinese.numerals import HALF_WIDTH, evaluate

_N = "0-9０-９〇○零一二三四五六七八九十"
_YEAR = r"(?:1[89]|20)[0-9]{2}|[一二][九〇○零八][〇○零一二三四五六七八九]{2}"
_MONTH = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_DAY = r"3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]"
_TO = r"\s?(?:至|到|[-—–－~～]{1,2})\s?"
_FEASTS = "元旦|春节|清明|端午|中秋|国庆节|国庆|三八|五一|五四|六一|七·?一|八一|十一|劳动节|建党节|建军节"
_INNER = (
    rf"(?P<m>{_MONTH})月份?(?!街|婆|饼)(?:(?P<d>{_DAY})[日号]|(?P<part>上旬|中旬|下旬|初|底|末))?"
    rf"(?:{_TO}(?:(?P<m2>{_MONTH})月份?)?(?:(?P<d2>{_DAY})[日号])?(?<=[月份日号]))?"
    rf"|(?P<m1>{_MONTH}){_TO}(?P<m3>{_MONTH})月份?"
    rf"|(?P<half>上半年|下半年)|第?(?P<quarter>[一二三四1-4])季度|(?P<edge>年初|年底|年末|年中|初|底|末|岁末|伊始)"
    rf"|(?P<season>[春夏秋冬])(?:季|天)?(?![节游运耕收季])|[“‘](?P<feast>{_FEASTS})[”’]|(?P<feast2>{_FEASTS})(?=节|期间|前|之|来|当|假|到|、|，)"
)
_TAIL = rf"(?:的)?(?:{_INNER})?"
ABSOLUTE = re.compile(
    rf"(?:(?P<y>{_YEAR})(?:年(?P<rest>度)?(?:{_TO}(?P<y2>{_YEAR})年|(?!代|间的|级|龄){_TAIL})|{_TO}(?P<y3>{_YEAR})年(?:度)?)"
    rf"|(?P<iy>(?:19|20)[0-9]{{2}})(?P<mark>[-./])(?P<im>{_MONTH})(?P=mark)(?P<id>{_DAY})(?![0-9.-]))"
)
PARTIAL = re.compile(rf"(?![0-9]月(?:多|余|子))(?:{_INNER})")
DAYS = re.compile(rf"(?P<d>{_DAY})[日](?:{_TO}(?P<d2>{_DAY})日)?(?![报子常益夜程记照前内游均耳本里语期])")
DECADE = re.compile(r"(?P<c>1[89]|20)?(?P<n>[0-9]0|[一二三四五六七八九]十)年代")
SPAN = re.compile(
    r"(?:前|后)?(?P<n>[0-9]{1,2}|[一二两三四五六七八九十几]+|数)?(?:个)?(?P<u>年|月|天|日|周|期|段时间|些年)(?:多|余)?(?:来|以来|间|里)?"
)
# The numbers that a date begins with, whole, in front of what may follow them.
NUMERIC = re.compile(f"[{_N}](?<![{_N}]{{2}})[{_N}]*+(?=[年月日号./至到—–－~～季”’节期前当假规时末以来之初·-])")
WORDS = re.compile(
    r"[今去昨明前后当同次翌本上下年月近民春清端中国元岁日][年天日月周个半几来初底末内国季冬春夏秋晨晚两三数节秋午明庆旦前些期五十一六]"
)
TAILED = re.compile(_TAIL)
MINGUO = re.compile(rf"民国(?P<n>[0-9]{{1,3}}|[一二三四五六七八九十百]+|元)年{_TAIL}")
QUARTER = re.compile(r"(?P<quarter>[一二三四1-4])季度")
SEASONS = {"春": ("03", "05"), "夏": ("06", "08"), "秋": ("09", "11"), "冬": ("12", "02")}


def meaning_of(year: int, match: re.Match[str]) -> tuple[str | None, str]:
    """Return value and granularity of a year with the words behind it, which a pattern with ``TAIL`` matched."""
    parts = match.groupdict()
    if parts["m"]:
        month = number_of(parts["m"])
        first, granularity = f"{year:04}-{month:02}", "month"
        if parts["d"]:
            day = number_of(parts["d"])
            if safe_date(year, month, day) is None:
                return None, "day"
            first, granularity = f"{first}-{day:02}", "day"
        if parts["m2"] or parts["d2"]:
            second_month = number_of(parts["m2"]) if parts["m2"] else month
            second_year = year + (second_month < month)
            second = f"{second_year:04}-{second_month:02}" + (f"-{number_of(parts['d2']):02}" if parts["d2"] else "")
            return f"{first}/{second}", "interval"
        return first, granularity
    if parts["m1"]:
        first_month, last_month = number_of(parts["m1"]), number_of(parts["m3"])
        return f"{year:04}-{first_month:02}/{year + (last_month < first_month):04}-{last_month:02}", "interval"
    if parts["half"]:
        return (f"{year:04}-01/{year:04}-06" if parts["half"][0] == "上" else f"{year:04}-07/{year:04}-12"), "interval"
    if parts["quarter"]:
        return quarter_of(year, number_of(parts["quarter"])), "interval"
    if parts["edge"]:
        edge = parts["edge"]
        month = 1 if edge in ("年初", "初", "伊始") else 6 if edge == "年中" else 12
        return f"{year:04}-{month:02}", "month"
    if parts["season"]:
        first, last = SEASONS[parts["season"]]
        return f"{year:04}-{first}/{year + (last < first):04}-{last}", "interval"
    feast = parts["feast"] or parts["feast2"]
    if feast:
        return feast_of(feast, year), "day"
    return f"{year:04}", "year"


def number_of(words: str) -> int:
    """Return the whole number that digits or Han numerals write; 0 where they write none."""
    words = words.translate(HALF_WIDTH)
    if words.isascii():
        return int(words)
    worth = evaluate(words)
    return int(worth.value) if worth is not None else 0


def quarter_of(year: int, quarter: int) -> str:
    """Return the months of a quarter as an ISO interval."""
    return f"{year:04}-{quarter * 3 - 2:02}/{year:04}-{quarter * 3:02}"


def feast_of(name: str, year: int) -> str | None:
    """Return the ISO day of a festival in a year, or ``None`` where the calendar does not say."""
    words = festivals()
    day = words.fixed.get(name) or words.moving.get(name, {}).get(year)
    return f"{year:04}-{day}" if day else None
