"""The errors that a caller can act on. Each message says what is wrong and what to do."""


class PbdataError(Exception):
    """Anything that pbdata refuses to do. The command line prints its message and exits with 2."""


class ManifestError(PbdataError):
    """``data/raw/manifest.yaml`` or ``data/dataset.yaml`` cannot be used as it stands."""


class SettingsError(PbdataError):
    """A setting names something that there is not, or that is not installed."""


class PackageError(PbdataError):
    """A data package cannot be opened or read."""


class BuildError(PbdataError):
    """A build could not be completed; the last package is still in place."""


class CitationError(PbdataError):
    """The package's metadata do not say what a citation needs."""


class ReleaseError(PbdataError):
    """A release cannot be made, or is not what it should be."""


class AccessError(PbdataError):
    """A published version cannot be found, fetched or trusted."""
