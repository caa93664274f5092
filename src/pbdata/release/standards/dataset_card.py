"""The dataset card of a release for Hugging Face (https://huggingface.co/docs/hub/datasets-cards): YAML, then prose."""

from typing import Any

import yaml

from pbdata.citation.dataset import cite
from pbdata.citation.work import Name
from pbdata.release.standards.content import Content, Told

# https://huggingface.co/docs/hub/datasets-cards lists the steps: up to 1K, 10K, 100K, 1M and so on.
_SIZES = ((10**3, "n<1K"), (10**4, "1K<n<10K"), (10**5, "10K<n<100K"), (10**6, "100K<n<1M"), (10**7, "1M<n<10M"))


def dataset_card(content: Content, rows: dict[str, int]) -> str:
    """Return the card. ``rows`` holds the number of rows by table; each table is a configuration that can be loaded."""
    work = content.work
    tables = [one for one in content.descriptor["resources"] if one.get("format") == "csv"]
    head: dict[str, Any] = {
        "pretty_name": work.title,
        "language": ["zh"],
        "license": content.licence["name"].lower(),
        "size_categories": [next((name for size, name in _SIZES if rows.get("articles", 0) < size), "n>10M")],
        "tags": list(work.keywords),
        "configs": [
            {
                "config_name": one["name"],
                "data_files": one["path"],
                **({"default": True} if one["name"] == "articles" else {}),
            }
            for one in tables
        ],
    }
    lines = [
        f"# {work.title}",
        work.title_zh or "",
        f"Version {work.version}, edition {content.edition}, released {content.released}.",
        content.description["en"],
        content.description.get("zh", ""),
        "## Tables",
        "\n".join(
            ["| table | rows | one row is |", "| --- | --- | --- |"]
            + [
                f"| `{one['name']}` | {rows[one['name']]} | {one['description'].split('. ')[0].strip()} |"
                for one in tables
            ]
        ),
        "## Authors",
        "\n".join(_author(name) for name in work.authors),
        "## Rights",
        content.descriptor["pbdata:rights"],
        "## Citation",
        f"```bibtex\n{cite(content.descriptor, 'bibtex')}\n```",
    ]
    front = yaml.safe_dump(head, allow_unicode=True, sort_keys=False)
    return f"---\n{front}---\n\n" + "\n\n".join(filter(None, lines)) + "\n"


def _author(name: Name) -> str:
    return "- " + ", ".join(filter(None, (name.literal, name.affiliation, name.orcid)))


def check_dataset_card(card: str) -> list[str]:
    """Return what is wrong with a card: its head must be YAML, and name the licence, the language and a table to load."""
    try:
        _, front, _ = card.split("---\n", 2)
        head = yaml.safe_load(front)
    except (ValueError, yaml.YAMLError):
        return ["dataset-card.md: it has no YAML between two lines of ---."]
    wanted = ("pretty_name", "language", "license", "configs")
    return [f"dataset-card.md: `{name}` is missing." for name in wanted if not head.get(name)]


def told_dataset_card(card: str, content: Content) -> Told:
    """What the document says, for :mod:`pbdata.release.standards.agreement`."""
    head = yaml.safe_load(card.split("---\n", 2)[1])
    stated = f"Version {content.work.version}, edition {content.edition}," in card
    return Told(content.work.version if stated else "another", head["pretty_name"], None, head["license"], None)
