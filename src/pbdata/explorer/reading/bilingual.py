"""Words in both languages that a page holds hundreds of times, written shortly.

The Chinese stands in the element and the English in its ``data-en``; the script of the page exchanges them when the reader changes
the language, and the style sheet shows both where no script runs.
"""

from pbdata.explorer.reading.visible import attribute, visible


def short(title: str, english: str | None = None) -> str:
    """Return a title ``中文 / English`` as HTML, or with other English words; one without the bar stays as it is."""
    zh, bar, en = title.partition(" / ")
    return f'<i data-en="{attribute(english or en)}">{visible(zh)}</i>' if bar else visible(title)
