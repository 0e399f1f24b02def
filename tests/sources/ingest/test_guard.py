"""Literal addresses: the public ones pass, everything else is refused."""

import socket

import pytest

from sources.errors import BadUrl, DeadHost, RefusedAddress
from sources.ingest.guard import check_url, is_public, resolve
from sources.text.wordlists import words

REFUSED = words(
    """
0.0.0.0 0.0.0.1 0.255.255.255 10.0.0.0 10.0.0.1 10.255.255.255 100.64.0.0 100.64.0.1
100.100.100.200 100.127.255.255 127.0.0.0 127.0.0.1 127.1.2.3 127.255.255.255
169.254.0.0 169.254.169.254 169.254.170.2 169.254.255.255 172.16.0.0 172.16.0.1
172.20.10.1 172.31.255.255 192.0.0.0 192.0.0.8 192.0.0.10 192.0.0.170 192.0.0.192
192.0.0.255 192.0.2.1 192.31.196.1 192.52.193.1 192.88.99.1 192.168.0.0 192.168.0.1
192.168.255.255 192.175.48.1 198.18.0.0 198.19.255.255 198.51.100.7 203.0.113.9
224.0.0.1 224.0.0.251 232.1.1.1 239.255.255.250 240.0.0.1 250.1.1.1 255.255.255.255
168.63.129.16
:: ::1 ::2 ::7f00:1 ::127.0.0.1 ::10.0.0.1 ::8.8.8.8 ::169.254.169.254
::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:10.1.2.3 ::ffff:169.254.169.254 ::ffff:0.0.0.0
::ffff:192.168.1.1 ::ffff:100.64.0.1 ::ffff:168.63.129.16 ::ffff:224.0.0.1
::ffff:0:127.0.0.1 ::ffff:0:8.8.8.8
64:ff9b::7f00:1 64:ff9b::127.0.0.1 64:ff9b::a9fe:a9fe 64:ff9b::10.0.0.1
64:ff9b::192.168.0.1 64:ff9b::168.63.129.16 64:ff9b:1::1 64:ff9b:1::8.8.8.8
64:ff9b:1:ffff::10.0.0.1
100::1 100::ffff 100:0:0:1::1
2001::1 2001:0:7f00:1::1 2001:0:a00:1::8 2001:0:808:808::f5ff:fffe 2001:1::1 2001:2::1
2001:3::1 2001:4:112::1 2001:10::1 2001:20::1 2001:1ff:ffff::1 2001:db8::1
2001:db8:85a3::8a2e:370:7334
2002:7f00:1:: 2002:7f00:1::1 2002:a00:1:: 2002:a9fe:a9fe:: 2002:c0a8:101::1
2002:a83f:8110:: 2002:6440:1:: 2002:e000:1::
2620:4f:8000::1 3fff::1 3fff:fff::1 4000::1 5f00::1 6000::1 8000::1 a000::1 e000::1
fc00::1 fc12:3456::1 fd00::1 fd00:ec2::254 fdff:ffff::1 fe00::1 fe80::1 fe80::a9fe:a9fe
febf::1 fec0::1 fec0:0:0:ffff::1 feff::1 ff00::1 ff02::1 ff02::fb ff05::2 ff0e::1
2a00:1450::5efe:7f00:1 2a00:1450::200:5efe:a9fe:a9fe fe80::5efe:10.0.0.1
fe80::1%eth0 2a00:1450::1%1
"""
)

PUBLIC = words(
    """
1.1.1.1 8.8.8.8 9.9.9.9 11.0.0.1 93.184.216.34 100.63.255.255 100.128.0.1 126.255.255.255
128.0.0.1 151.101.1.69 168.63.129.15 168.63.129.17 169.253.255.255 169.255.0.1
172.15.255.255 172.32.0.1 185.60.216.35 191.255.255.255 192.0.1.1 192.0.3.1
192.167.255.255 192.169.0.1 198.17.255.255 198.20.0.1 203.0.112.255 203.0.114.1
223.255.255.255 2001:200::1 2001:4860:4860::8888 2001:67c:2e8::1 2003::1 2606:4700::1111
2620:fe::fe 2a00:1450:4001::65 2a03:2880::1 2400:cb00::1 2c0f:f248::1 2002:808:808::1
64:ff9b::8.8.8.8 64:ff9b::101:101 ::ffff:8.8.8.8 ::ffff:1.1.1.1
"""
)

NO_ADDRESS = [
    "",
    "localhost",
    "127.1",
    "0x7f.0.0.1",
    "0177.0.0.1",
    "1.2.3.4.5",
    "[::1]",
]


@pytest.mark.parametrize("address", REFUSED)
def test_addresses_that_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address):
    assert is_public(address)


@pytest.mark.parametrize("name", NO_ADDRESS)
def test_what_is_no_literal_is_not_public(name):
    assert not is_public(name)


def test_there_are_vectors_enough():
    assert len(set(REFUSED)) >= 120


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "0x7f.1",
        "2852039166",
        "0",
        "::1",
        "::ffff:127.0.0.1",
        "64:ff9b::a9fe:a9fe",
    ],
)
def test_odd_spellings_end_in_the_same_check(host):
    with pytest.raises(RefusedAddress):
        resolve(host, 80, 5)


def answers(*addresses):
    return [(2, 1, 6, "", (address, 80)) for address in addresses]


def test_one_bad_answer_refuses_the_host(monkeypatch):
    known = answers("93.184.216.34", "10.0.0.5")
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: known)
    with pytest.raises(RefusedAddress):
        resolve("two.example", 80, 5)


def test_good_answers_come_back_once_each(monkeypatch):
    known = answers("93.184.216.34", "93.184.216.34", "1.1.1.1")
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: known)
    assert resolve("two.example", 80, 5) == ["93.184.216.34", "1.1.1.1"]


def test_an_unknown_name_is_a_dead_host(monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(DeadHost):
        resolve("no.example", 80, 5)


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("http://n.example", "http://n.example"),
        ("  https://N.Example/a?b=c#d ", "https://n.example/a?b=c"),
        ("http://n.example:80/", "http://n.example/"),
        ("https://münchen.example/ü", "https://xn--mnchen-3ya.example/%C3%BC"),
    ],
)
def test_addresses_get_their_normal_form(url, normal):
    assert check_url(url) == normal


@pytest.mark.parametrize(
    "url",
    [
        "",
        "n.example/a",
        "//n.example/a",
        "ftp://n.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "gopher://n.example/",
        "http://",
        "http:///a",
        "http://user@n.example/",
        "http://user:pw@n.example/",
        "http://127.0.0.1\\@n.example/",
        "http://n.example/a b",
        "http://n.example/\x00",
        "http://n.example/\r\nHost: x",
        "http://a..b/",
        "http://n.example:99999/",
        "http://n.example:x/",
        "http://[::1/",
        "http://①②⑦.⓪.⓪.①/",
        "https://n.example/" + "a" * 2000,
    ],
)
def test_bad_addresses_are_refused(url):
    with pytest.raises(BadUrl):
        check_url(url)
