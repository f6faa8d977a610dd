"""Public addresses may be asked, all others may not, however they are written."""

from ipaddress import ip_network

import pytest

from app.domain.reach import may_be_asked

PUBLIC = ("93.184.216.34", "1.1.1.1", "2606:4700::1111", "64:ff9b::5db8:d822", "::ffff:1.1.1.1")
OTHERS = """
0.0.0.0 10.0.0.1 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255
192.0.0.1 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1
239.255.255.250 240.0.0.1 255.255.255.255
:: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 64:ff9b::7f00:1
64:ff9b::a00:1 64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1::1 2002:5db8:d822::1 3fff::1
fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1 4000::1
localhost 127.1 0x7f.1 2130706433 1.1.1.1.1
""".split()


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_public_may_be_asked(address: str) -> None:
    assert may_be_asked(address)


@pytest.mark.parametrize("address", [*OTHERS, ""])
def test_what_is_not_public_may_not(address: str) -> None:
    assert not may_be_asked(address)


def test_a_network_can_be_allowed_all_the_same() -> None:
    allowed = (ip_network("10.1.0.0/16"),)
    assert may_be_asked("10.1.2.3", allowed=allowed)
    assert may_be_asked("::ffff:10.1.2.3", allowed=allowed)
    assert not may_be_asked("10.2.0.1", allowed=allowed)
    assert not may_be_asked("::1", allowed=allowed)
