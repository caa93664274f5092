"""What reading a compressed file raises where it is broken, whatever packed it."""

import zlib
from lzma import LZMAError
from zipfile import BadZipFile

BROKEN = (BadZipFile, zlib.error, LZMAError, EOFError, OSError, RuntimeError, ValueError)
"""``RuntimeError`` stands for a password, and as ``NotImplementedError`` for a compression that Python has not; ``ValueError`` for a
place outside of the file, and for names in no encoding."""
