"""Names that stand without marks."""

from pbdata.facts.programmes.unmarked import unquoted_names


def test_names_without_marks() -> None:
    """Shapes that only names have; a count of things beside a head noun is none."""
    text = "实施村干部学历提升计划，开展四帮四促活动，按联村联户、为民富民行动部署，开展两次活动。"
    assert [name.name for name in unquoted_names(text)] == ["四帮四促", "联村联户、为民富民", "村干部学历提升计划"]
