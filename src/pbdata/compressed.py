"""What reading a compressed file raises where it is broken, whatever packed it."""

import zlib
from lzma import LZMAError
from zipfile import BadZipFile

BROKEN = (BadZipFile, zlib.error, LZMAError, EOFError, OSError, RuntimeError, ValueError)
"""A password is told by ``RuntimeError``; a method of compression that Python does not know by ``NotImplementedError``, which is one;
a place before the beginning of the file, and names in no encoding, by ``ValueError``."""
