"""The site that printed the page: its name, its domain and its licence numbers."""

import re
from collections.abc import Iterator, Sequence

from pbdata.extraction.values import HeadLine, Value

_NAME = r"[\u4e00-\u9fffA-Za-z0-9·]{2,16}"
# In the order in which they are believed.
_SITE_NAMES = (
    ("own-source-notice", re.compile(rf"凡本[网站报]注明[^“]{{0,12}}“\s*(?:来源|稿源)\s*[：:]\s*({_NAME})\s*[”)）]")),
    (
        "welcome",
        re.compile(
            r"欢迎(?:登录|登陆|访问|光临|您访问|您来到|来到)\s*([\u4e00-\u9fffA-Za-z0-9·]{2,14}?)(?=[!！，,。\s]|$|网站)"
        ),
    ),
    (
        "breadcrumb-site",
        re.compile(rf"^(?:您?的?(?:当前|现在)?的?位置\s*[：:]?\s*)?({_NAME}?(?:网|在线|之窗|信息港|门户))\s*[>»›]"),
    ),
    ("name-and-address", re.compile(rf"^({_NAME})\s+(?:https?://)?(?:www\.)[a-z0-9.\-]+/?$")),
    (
        "masthead",
        re.compile(
            r"^([\u4e00-\u9fff]{2,10}(?:新闻网|日报网|在线|信息港|之窗|党建网|先锋网|政府网|门户网站|人民政府|数字报|电子报|网))(?:\s+[A-Za-z .]+)?$"
        ),
    ),
    ("copyright", re.compile(r"版权所有\s*[：:]\s*([\u4e00-\u9fffA-Za-z0-9·]{2,20})")),
    ("copyright", re.compile(rf"({_NAME})\s*版权所有")),
    (
        "copyright",
        re.compile(r"(?i:copyright)\s*(?:©|\(c\)|（c）)?\s*(?:\d{4}\s*(?:-\s*\d{4})?)?\s*([\u4e00-\u9fff]{2,16})"),
    ),
)
_DOMAIN = re.compile(
    r"(?<![\w@.\-])(?:https?://)?((?:[a-z0-9][a-z0-9\-]*\.)+(?:com\.cn|gov\.cn|org\.cn|net\.cn|com\.tw|com\.hk|com|cn|net|org|gov|tv|cc|info|hk|tw|mo))(?![\w\-]|\.[a-z])",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"(?:^|\.)(?:miit\.gov\.cn|beian\.gov\.cn|12377\.cn|cyberpolice\.cn|12321\.cn|qq\.com|163\.com|126\.com|sina\.com|weibo\.com|baidu\.com)$",
    re.IGNORECASE,
)
_NUMBERS = (
    ("icp_number", re.compile(r"[\u4e00-\u9fff]ICP(?:备|证)\s*(?:字)?\s*(?:第)?\s*[A-Z]?\d{6,10}号?(?:-\d+)?")),
    ("news_licence", re.compile(r"互联网新闻信息服务许可证(?:编?号)?\s*[：:]?\s*(\d{6,14}|\d+-\d+-\d+)")),
    ("police_number", re.compile(r"[\u4e00-\u9fff]公网安备\s*\d{11,16}号?")),
)


def read_site(text: str, lines: Sequence[HeadLine]) -> Iterator[Value]:
    """Yield ``site_name``, ``site_domain`` and the licence numbers that the page prints about its own site."""
    about = [x for x in lines if x.label in ("nav", "footer", "rights", "ad")]
    yield from _name(text, about)
    for line in about:
        domain = next((m for m in _DOMAIN.finditer(text, line.start, line.stop) if not _OTHERS.search(m[1])), None)
        if domain:
            yield Value("site_domain", *domain.span(1), "printed-address")
            break
    for field, pattern in _NUMBERS:
        for line in about:
            number = pattern.search(text, line.start, line.stop)
            if number:
                yield Value(field, *number.span(1 if number.re.groups else 0), "licence-number")
                break


def _name(text: str, lines: Sequence[HeadLine]) -> Iterator[Value]:
    for rule, pattern in _SITE_NAMES:
        for line in lines:
            name = pattern.search(text[line.start : line.stop])
            if name:
                yield Value("site_name", line.start + name.start(1), line.start + name.end(1), rule)
                return
