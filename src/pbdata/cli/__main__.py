"""``python -m pbdata.cli`` is the command ``pbdata``."""

from pbdata.cli import main

main()
