"""One page is fetched, within bounds, from where it may be."""

import contextlib
import gzip
import threading
import time
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpcore
import pytest

from sources.errors import SourcesError
from sources.ingest.fetch import FetchLimits, fetch

PAGE = b"<!doctype html><html><body>The old dam failed.</body></html>"


class Site(BaseHTTPRequestHandler):
    """Answers by path; ``seen`` collects the requests."""

    def do_GET(self):
        self.server.seen.append((self.path, dict(self.headers)))
        name = self.path.strip("/").split("/")[0].split("?")[0]
        getattr(self, f"give_{name.replace('-', '_')}", self.give_page)()

    def answer(self, body, status=200, **headers):
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def give_page(self):
        self.answer(PAGE, Content_Type="text/html; charset=utf-8")

    def give_gzip(self):
        self.answer(gzip.compress(PAGE), Content_Encoding="gzip")

    def give_deflate(self):
        self.answer(zlib.compress(PAGE), Content_Encoding="deflate")

    def give_raw_deflate(self):
        packer = zlib.compressobj(wbits=-15)
        self.answer(packer.compress(PAGE) + packer.flush(), Content_Encoding="deflate")

    def give_brotli(self):
        self.answer(b"xx", Content_Encoding="br")

    def give_broken_gzip(self):
        self.answer(gzip.compress(PAGE)[:-12], Content_Encoding="gzip")

    def give_bomb(self):
        self.answer(gzip.compress(b"\x00" * 5_000_000), Content_Encoding="gzip")

    def give_large(self):
        self.answer(b"x" * 300_000)

    def give_endless(self):
        self.send_response(200)
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b"x" * 10_000)

    def give_drip(self):
        self.send_response(200)
        self.end_headers()
        for _ in range(40):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.1)

    def give_drip_headers(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(40):
            self.wfile.write(b"X-%d: y\r\n" % number)
            self.wfile.flush()
            time.sleep(0.1)

    def give_many_headers(self):
        self.answer(b"x", **{f"X_{n}": "y" * 1000 for n in range(80)})

    def give_hop(self):
        left = int(self.path.split("/")[2])
        self.answer(b"", 302, Location=f"/hop/{left - 1}" if left else "/page")

    def give_inside(self):
        self.answer(b"", 302, Location="http://169.254.169.254/latest/meta-data")

    def give_elsewhere(self):
        self.answer(b"", 301, Location="file:///etc/passwd")

    def give_with_password(self):
        self.answer(b"", 301, Location="http://a:b@n.example/")

    def give_gone(self):
        self.answer(b"no", 404)

    def give_noise(self):
        self.wfile.write(b"SSH-2.0-noise\r\n\r\n")

    def give_attached(self):
        self.answer(PAGE, Content_Disposition='attachment; filename="a b.pdf"')

    def log_message(self, *_):
        pass

    def handle(self):
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            super().handle()


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    server.seen = []
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    server.host = f"127.0.0.1:{server.server_port}"
    server.limits = FetchLimits(
        allow_hosts=frozenset({server.host}), total_s=10, decoded_bytes=200_000
    )
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def get(site, path, **changes):
    return fetch(f"http://{site.host}/{path}", limits=replace(site.limits, **changes))


def code_of(call):
    with pytest.raises(SourcesError) as caught:
        call()
    return caught.value.code


def test_a_page_comes_with_its_particulars(site):
    fetched = get(site, "page/dam.html?x=1")
    assert fetched.data == PAGE
    assert (fetched.media_type, fetched.charset) == ("text/html", "utf-8")
    assert fetched.final_url == f"http://{site.host}/page/dam.html?x=1"
    assert fetched.filename == "dam.html"
    assert fetched.fetched_at.tzinfo is UTC
    assert fetched.fetched_at <= datetime.now(UTC)
    ((_, headers),) = site.seen
    assert headers["Host"] == site.host
    assert "Cookie" not in headers


@pytest.mark.parametrize("path", ["gzip", "deflate", "raw-deflate"])
def test_compressed_pages_are_unpacked(site, path):
    assert get(site, path).data == PAGE


def test_redirects_are_followed_up_to_five(site):
    assert get(site, "hop/4").final_url.endswith("/page")
    assert code_of(lambda: get(site, "hop/5")) == "fetch_too_many_redirects"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("inside", "fetch_refused_address"),
        ("elsewhere", "fetch_bad_url"),
        ("with-password", "fetch_bad_url"),
        ("gone", "fetch_status"),
        ("brotli", "fetch_status"),
        ("broken-gzip", "fetch_dead_host"),
        ("noise", "fetch_dead_host"),
        ("large", "fetch_too_large"),
        ("endless", "fetch_too_large"),
        ("bomb", "fetch_too_large"),
        ("many-headers", "fetch_too_large"),
    ],
)
def test_what_goes_wrong_has_a_code(site, path, code):
    assert code_of(lambda: get(site, path)) == code


@pytest.mark.parametrize("path", ["drip", "drip-headers"])
def test_a_dripping_answer_ends_with_the_total_time(site, path):
    assert code_of(lambda: get(site, path, total_s=0.5)) == "fetch_timeout"


def test_a_local_address_is_refused_and_never_reached(site):
    host = site.host
    assert code_of(lambda: fetch(f"http://{host}/page")) == "fetch_bad_url"  # its port
    bare = f"http://127.0.0.1:80/{host}"
    assert code_of(lambda: fetch(bare)) == "fetch_refused_address"
    assert site.seen == []


def test_hosts_may_be_allowed_by_argument(site):
    assert fetch(f"http://{site.host}/page", allow_hosts=[site.host]).data == PAGE


def test_proxies_of_the_environment_are_not_heeded(site, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert get(site, "page").data == PAGE


def test_a_closed_port_is_a_dead_host(site):
    host = "127.0.0.1:1"
    assert (
        code_of(lambda: fetch(f"http://{host}/", allow_hosts=[host]))
        == "fetch_dead_host"
    )


def test_the_connection_goes_to_the_checked_address_with_the_right_name(monkeypatch):
    """A name that answers differently the second time gains nothing."""
    asked, connected = [], []

    def resolve(host, port, timeout_s):
        asked.append(host)
        return ["93.184.216.34"]

    def connect(self, host, port, **_):
        connected.append(host)
        return httpcore.MockStream([b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"])

    monkeypatch.setattr("sources.ingest.pinned.resolve", resolve)
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    assert fetch("http://n.example/a").data == b"ok"
    assert asked == ["n.example"]
    assert connected == ["93.184.216.34"]


def test_other_addresses_are_tried_when_one_is_dead(monkeypatch):
    def connect(self, host, port, **_):
        if host == "1.1.1.1":
            raise httpcore.ConnectError("refused")
        return httpcore.MockStream([b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"])

    known = ["1.1.1.1", "8.8.8.8"]
    monkeypatch.setattr("sources.ingest.pinned.resolve", lambda *_: known)
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    assert fetch("http://n.example/a").data == b"ok"
