"""The Han character: the one class of it, for patterns and for single characters.

The ranges are those of Unicode 15.1 (CJK Unified Ideographs with Extensions A to I, and the compatibility ideographs).
"""

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufad9\U00020000-\U000323af"
"""What stands between the brackets of a character class: ``re.compile(f"[{HAN}]{{2,4}}")``."""

_BLOCKS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAD9), (0x20000, 0x323AF))


def is_han(character: str) -> bool:
    """Whether one character is a Han character; 〇 is a digit, and none."""
    code = ord(character)
    return any(first <= code <= last for first, last in _BLOCKS)
