"""Agreement by table and column, and what is to be settled. Cases: cases/agreement/codings.yaml."""

from pathlib import Path

from pbdata.agreement.comparing import ENOUGH_PAGES, Agreement, compare, disagreements
from pbdata.agreement.units import Judged, judged_pages
from tests.agreement.coders import codings


def by_column(agreements: list[Agreement]) -> dict[tuple[str, str], Agreement]:
    return {(one.table, one.column): one for one in agreements}


def test_each_column_has_the_measures_of_its_level(tmp_path: Path) -> None:
    """Labels have kappa and nominal alpha, numbers interval alpha, rows F1."""
    found = by_column(compare(judged_pages(codings(tmp_path, "li", "wang"))))
    labels, values, rows = found["lines", "label"], found["figures", "value"], found["figures", "row"]
    assert (labels.level, labels.n_units, labels.agreement.value) == ("nominal", 5, 0.8)
    # Chance: nav 2 · 2, title 1 · 0, heading 0 · 1, body 2 · 2 of 25; (0.8 - 0.32) / 0.68.
    assert labels.kappa.value == 0.706
    assert (values.level, values.n_units, values.kappa.value) == ("interval", 2, None)
    assert values.alpha.value is not None and values.alpha.value > 0.99
    assert (rows.level, rows.f1.value, rows.alpha.value) == ("units", 0.8, None)


def test_more_coders_have_alpha_and_no_kappa(tmp_path: Path) -> None:
    """Three coders, who did not code the same lines, are compared by alpha."""
    found = by_column(compare(judged_pages(codings(tmp_path, "li", "wang", "zhao"))))
    labels = found["lines", "label"]
    assert (labels.coders, labels.n_units, labels.n_pages) == (("li", "wang", "zhao"), 8, 2)
    assert labels.kappa.value is None and labels.alpha.value is not None
    assert [one.coders for one in labels.confusions] == [("li", "wang"), ("li", "zhao"), ("wang", "zhao")]


def test_a_confusion_matrix_counts_what_both_said(tmp_path: Path) -> None:
    """Its rows are the first coder's labels, its columns the second's, in the order of the list of labels."""
    (confusion,) = by_column(compare(judged_pages(codings(tmp_path, "li", "wang"))))["lines", "label"].confusions
    assert confusion.values == ("nav", "title", "body", "heading")
    assert confusion.counts == ((2, 0, 0, 0), (0, 0, 0, 1), (0, 0, 2, 0), (0, 0, 0, 0))


def test_free_values_have_no_matrix(tmp_path: Path) -> None:
    """Titles are no closed list."""
    assert by_column(compare(judged_pages(codings(tmp_path, "li", "wang"))))["articles", "title"].confusions == ()


def test_disagreements_are_in_the_order_of_the_pages(tmp_path: Path) -> None:
    """Each is told once: that a line leaves the text follows from its label."""
    found = disagreements(judged_pages(codings(tmp_path, "li", "wang", "zhao")))
    assert [(one.page[-1], one.table, one.column, one.start) for one in found] == [
        ("1", "lines", "label", 2),
        ("1", "articles", "title", 10),
        ("1", "figures", "measure", 20),
        ("1", "figures", "value", 30),
        ("1", "figures", "row", 40),
        ("2", "lines", "label", 1),
    ]


def test_intervals_come_from_pages_where_there_are_enough() -> None:
    """Lines of one page hang together; of few pages nothing can be drawn but lines."""

    def judged(n_pages: int) -> list[Judged]:
        return [
            Judged(
                "lines", "label", f"c{page}", "lines", line, line + 1, None, {"a": "nav", "b": "nav" if line else "ad"}
            )
            for page in range(n_pages)
            for line in range(3)
        ]

    assert compare(judged(ENOUGH_PAGES))[0].drawn == "pages"
    assert compare(judged(ENOUGH_PAGES - 1))[0].drawn == "units"
