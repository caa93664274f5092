#!/usr/bin/env python3
"""Write the characters that tell traditional from simplified text, as YAML, to standard output.

    scripts/evidence.py > src/pbdata/normalization/evidence.yaml

A character is evidence of traditional text (hant) when OpenCC's t2s changes it and no simplified text uses it: it is
outside GB 2312, not one of the few that 通用规范汉字表 (2013) took back into use or that names keep, and no variant of its
simplified form in an official name (濛阳镇). It is evidence of simplified text
(hans) when OpenCC's s2t changes it and t2s does not, GB 2312 has it and Big5 has not.
"""

from pathlib import Path

import opencc
import yaml

# In 通用规范汉字表 or in names, outside GB 2312, and changed by t2s all the same.
TAKEN_BACK = frozenset("瞭昇摺甯祇剋麽崑陞紬")
# Left by t2s and converted by the project's overlay.
ADDED = "牠"
NAMES = Path(__file__).parents[1] / "src" / "pbdata" / "normalization" / "official_names.yaml"

# So many characters a line.
LINE = 50


def in_charset(character: str, charset: str) -> bool:
    try:
        character.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def main() -> None:
    han = [chr(point) for point in range(0x4E00, 0xA000)]
    t2s = opencc.OpenCC("t2s.json", False).convert("".join(han))
    s2t = opencc.OpenCC("s2t.json", False).convert("".join(han))
    to_hant = opencc.OpenCC("s2t.json", False).convert(t2s)
    official = set("".join(yaml.safe_load(NAMES.read_text("utf-8")).values()))
    kept = TAKEN_BACK | {a for a, back in zip(han, to_hant, strict=True) if a != back and a in official}
    hant = [a for a, b in zip(han, t2s, strict=True) if a != b and not in_charset(a, "gb2312") and a not in kept]
    hant = sorted([*hant, *ADDED])
    settled = {a for a, b in zip(han, t2s, strict=True) if a == b}
    hans = [
        a
        for a, b in zip(han, s2t, strict=True)
        if a != b and a in settled and in_charset(a, "gb2312") and not in_charset(a, "big5")
    ]
    print(
        "# Characters that only traditional (hant) or only simplified (hans) text uses. Written by scripts/evidence.py."
    )
    for name, characters in (("hans", hans), ("hant", hant)):
        print(f"{name}:", *("".join(characters[i : i + LINE]) for i in range(0, len(characters), LINE)), sep="\n  - ")


if __name__ == "__main__":
    main()
