#!/usr/bin/env python3
"""Lay the pages of the documentation site into build/docs, for mkdocs to build from (`make docs`).

They are the documents in docs/, some of the root's, and what is made of the code: the commands, the public names, the
citations, and the tutorial, which is run. A link out of the site loses its target and keeps its words.

Example: scripts/site.py
"""

import argparse
import posixpath
import re
import shutil
from pathlib import Path

import pbdata
from pbdata.cli.reference import reference

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "build" / "docs"
FROM_ROOT = {"CHANGELOG.md": "changelog.md", "CONTRIBUTING.md": "contributing.md", "RIGHTS.md": "rights.md"}
READMES = {"README.md": "index.md", "README.zh-CN.md": "index.md"}
SECTIONS = {"#how-to-cite": "cite.md", "#如何引用": "cite.md"}
"""Sections of the READMEs that are pages of the site."""
MADE = ("commands.md", "commands.zh.md", "tutorial.md", "tutorial.zh.md")
"""The pages that are made whole of the code."""
_LINK = re.compile(r"(?<!!)\[([^\]\n]+)\]\((?!https?:|mailto:|#)([^)#\s]+)(#[^)\s]*)?\)")
_CODE = re.compile(r"(```.*?```|`[^`\n]*`)", re.DOTALL)
_BRACKETS = re.compile(r"\](\s?)\[")
_CITE = re.compile(r"<!-- cite: ([a-z0-9-]+) -->")
_API = "<!-- api -->"
_QUOTED = {"apa", "chicago", "gbt7714"}


def main() -> None:
    """Write all pages anew."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    shutil.rmtree(TARGET, ignore_errors=True)
    shutil.copytree(ROOT / "docs", TARGET, ignore=shutil.ignore_patterns("*.md", "*.ipynb", "__pycache__"))
    for path, text in (documents() | commands() | tutorial(TARGET)).items():
        (TARGET / path).parent.mkdir(parents=True, exist_ok=True)
        (TARGET / path).write_text(text, "utf-8")
    print(f"wrote {TARGET.relative_to(ROOT)}")


def documents() -> dict[str, str]:
    """The documents that lie in the repository, by their place in the site."""
    docs = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md")}
    placed = {name: _place(name) for name in sorted(docs)} | FROM_ROOT
    return {place: _filled(_within(name, (ROOT / name).read_text("utf-8"), placed)) for name, place in placed.items()}


def commands() -> dict[str, str]:
    """The page of the commands, in both languages."""
    return {"commands.md": reference("en"), "commands.zh.md": reference("zh")}


def tutorial(folder: Path) -> dict[str, str]:
    """The tutorial after a run of it, in both languages; its pictures go into a folder. Raises what a cell raises."""
    import nbformat
    from nbclient import NotebookClient
    from nbconvert import MarkdownExporter

    notebook = nbformat.read(ROOT / "docs" / "tutorial.ipynb", as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(ROOT)}}).execute()
    pages = {}
    for language, place in (("en", "tutorial.md"), ("zh", "tutorial.zh.md")):
        own = nbformat.from_dict(notebook)
        own.cells = [cell for cell in notebook.cells if cell.metadata.get("lang", language) == language]
        text, resources = MarkdownExporter().from_notebook_node(own)
        for name, data in resources["outputs"].items():
            (folder / "images" / f"tutorial-{name}").write_bytes(data)
            text = text.replace(f"({name})", f"(images/tutorial-{name})")
        pages[place] = text
    return pages


def _place(name: str) -> str:
    return name.removeprefix("docs/").replace(".zh-CN.md", ".zh.md")


def _within(name: str, text: str, placed: dict[str, str]) -> str:
    """A document whose links lead to pages of the site, or nowhere."""
    here = posixpath.dirname(placed[name])

    def led(found: re.Match[str]) -> str:
        words, anchor = found[1], found[3] or ""
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), found[2]))
        page = (READMES | placed).get(target)
        if target in READMES and anchor in SECTIONS:
            page, anchor = SECTIONS[anchor], ""
        if page:
            # The page of one language stands for both: the reader's is found when the site is built.
            return f"[{words}]({posixpath.relpath(page.replace('.zh.md', '.md'), here or '.')}{anchor})"
        stays = target.removeprefix("docs/") in MADE or (target.startswith("docs/") and (ROOT / target).is_file())
        return found[0] if stays else words

    # Brackets behind brackets are words of pages here, never a reference of Markdown.
    return "".join(
        part if part.startswith("`") else _BRACKETS.sub(r"]\1\\[", _LINK.sub(led, part)) for part in _CODE.split(text)
    )


def _filled(text: str) -> str:
    """A document with its citations, and with the public names, whose docstrings the site shows."""
    descriptor = pbdata.open_package(ROOT).descriptor
    text = _CITE.sub(lambda found: _citation(pbdata.cite(descriptor, found[1]), found[1]), text)
    names = [name for name in pbdata.__all__ if not name.startswith("_")]
    return text.replace(_API, "\n\n".join(f"::: {pbdata._HOME[name]}.{name}" for name in names))


def _citation(words: str, style: str) -> str:
    return f"> {words}" if style in _QUOTED else f"```text\n{words}\n```"


if __name__ == "__main__":
    main()
