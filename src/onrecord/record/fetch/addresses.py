"""Which addresses on the network may be connected to: public ones only.

A page or a redirect that names a machine inside the user's own network would otherwise make us read from it.
"""

import ipaddress
import socket

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")  # all that has been given out for hosts
_DOCUMENTATION_V6 = ipaddress.IPv6Network("3fff::/20")  # older Pythons hold it for global
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")  # networks that have IPv6 only reach IPv4 through it


class NotPublicError(Exception):
    """A host that leads, or also leads, to an address that is not public."""

    def __init__(self, host: str, address: str) -> None:
        self.host = host
        self.address = address
        name = address if host == address else f"{host} is {address}, which"
        super().__init__(f"{name} is not a public address")


def is_public(text: str) -> bool:
    """Whether an address is public: not private, loopback, link-local, shared, reserved, multicast or made of one."""
    try:
        address: Address = ipaddress.ip_address(text.split("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return _is_public_v4(address)
    if address in _TRANSLATED:
        return _is_public_v4(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    carried = address.ipv4_mapped or address.sixtofour
    if carried is not None and not _is_public_v4(carried):
        return False
    if address.ipv4_mapped is not None:
        return True
    return address in _GLOBAL_V6 and address not in _DOCUMENTATION_V6 and address.is_global


def resolve(host: str, port: int) -> list[str]:
    """Every address of a host, in the system's order, each once. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def resolve_public(host: str, port: int) -> list[str]:
    """The same for a host all of whose addresses are public.

    Raises NotPublicError when one is not, so that a name cannot mix a public address with a private one and wait for
    luck. Raises OSError when the name leads nowhere.
    """
    addresses = resolve(host, port)
    for address in addresses:
        if not is_public(address):
            raise NotPublicError(host, address)
    return addresses


def _is_public_v4(address: ipaddress.IPv4Address) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved)
