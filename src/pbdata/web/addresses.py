"""Addresses on the web: how a server is asked for them, and to whose machine they lead."""

import ipaddress
import re
from enum import Enum
from urllib.parse import quote, urlsplit, urlunsplit

SCHEMES = ("http", "https")

_SAFE = "/%:@!$&'()*+,;=~-._"
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LONGEST = 8000
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Zone(Enum):
    """Whose machine an address leads to."""

    PUBLIC = "the internet"
    MACHINE = "this machine"
    NETWORK = "a network of one's own"


ANYWHERE = frozenset(Zone)


def is_address(text: str) -> bool:
    """Whether a text is an address of http or https."""
    return text.lower().startswith(tuple(f"{scheme}://" for scheme in SCHEMES))


def encoded(address: str) -> str:
    """The address as a server is asked for it: spaces and letters beyond ASCII in percents, no fragment, nothing that ends a line.

    Raises ``ValueError`` with a reason where it is none that can be asked for.
    """
    if _CONTROL.search(address):
        raise ValueError("the address holds a control character")
    if len(address) > _LONGEST:
        raise ValueError(f"the address has more than {_LONGEST} characters")
    parts = urlsplit(address)
    if parts.scheme not in SCHEMES:
        raise ValueError("it is not an address of http or https")
    if not parts.hostname:
        raise ValueError("the address names no server")
    if "@" in parts.netloc:
        raise ValueError("the address holds a name or a password, which are not sent")
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    if " " in host or parts.port == 0:
        raise ValueError("the address names no server")
    return urlunsplit((parts.scheme, host, quote(parts.path, _SAFE), quote(parts.query, _SAFE + "?"), ""))


def host_of(address: str) -> str:
    """The server that an address names; empty where it names none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def zone(number: str) -> Zone:
    """Whose machine an IP address leads to. Addresses of version 4 within those of version 6 count as themselves."""
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        ip = inner or ip
    if ip.is_loopback:
        return Zone.MACHINE
    return Zone.PUBLIC if ip.is_global and not ip.is_multicast else Zone.NETWORK


def stated_zone(host: str) -> Zone | None:
    """The zone of a host that is written out as an IP address or as ``localhost``; ``None`` for any other name."""
    if host.lower().rstrip(".") == "localhost":
        return Zone.MACHINE
    try:
        return zone(host)
    except ValueError:
        return None
