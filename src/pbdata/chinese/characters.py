"""The Han character: the one class of it, for patterns and for single characters.

The ranges are those of Unicode 15.1 (CJK Unified Ideographs with Extensions A to I, and the compatibility ideographs).
"""

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufad9\U00020000-\U000323af"
"""What stands between the brackets of a character class: ``re.compile(f"[{HAN}]{{2,4}}")``."""


def is_han(character: str) -> bool:
    """Whether one character is a Han character; 〇 is a digit, and none. Of nothing, ``""``, it is not."""
    return (
        "\u4e00" <= character <= "\u9fff"
        or "\u3400" <= character <= "\u4dbf"
        or "\uf900" <= character <= "\ufad9"
        or "\U00020000" <= character <= "\U000323af"
    )
