"""What frictionless, the independent judge, says of a package."""

from pathlib import Path

from pbdata.errors import BuildError


def frictionless_errors(root: Path) -> list[str]:
    """What frictionless finds wrong with the package in ``root``, in sentences. Raises ``BuildError`` where it is missing."""
    try:
        import frictionless
    except ImportError:
        raise BuildError('frictionless is not installed. Install it: pip install "pbdata[frictionless]".') from None

    report = frictionless.validate(str(root / "datapackage.json"))
    return [" ".join(str(cell) for cell in row if cell) for row in report.flatten(["name", "type", "message"])]
