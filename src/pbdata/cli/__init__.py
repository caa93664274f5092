"""The command line."""

from pbdata.cli.app import app, main

__all__ = ["app", "main"]
