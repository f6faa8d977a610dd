"""Which internet addresses the server may ask on behalf of the desk: public ones alone."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

#: IPv6 networks whose addresses carry one of IPv4 in their last 32 bits: what counts is that one.
_CARRIERS = (ip_network("::ffff:0:0/96"), ip_network("64:ff9b::/96"))

#: What `ipaddress` calls global in some versions of Python, and no web page is served from.
_ODD = tuple(
    map(
        ip_network,
        (
            "192.88.99.0/24",  # relays of 6to4
            "64:ff9b:1::/48",  # NAT64 within a network
            "2001::/23",  # Teredo and other tunnels
            "2002::/16",  # 6to4: any IPv4 address, wrapped
            "3fff::/20",  # for documentation
            "fec0::/10",  # private, of old
        ),
    )
)
_IPV6_OF_THE_WEB = ip_network("2000::/3")


def may_be_asked(address: str, *, allowed: Iterable[Network] = ()) -> bool:
    """Is this IP address (in figures) public, or in a network that is allowed all the same?

    Private, loopback, link-local, multicast, reserved and documentation addresses are not, nor an
    IPv6 address that stands for such a one of IPv4. What is no address is not.
    """
    try:
        found = _meant(ip_address(address))
    except ValueError:
        return False
    return any(found in network for network in allowed) or _is_public(found)


def _meant(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for, or else the address itself."""
    if any(address in network for network in _CARRIERS):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def _is_public(address: Address) -> bool:
    if isinstance(address, IPv6Address) and address not in _IPV6_OF_THE_WEB:
        return False
    is_odd = address.is_multicast or address.is_reserved or any(address in net for net in _ODD)
    return address.is_global and not is_odd
