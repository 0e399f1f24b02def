"""Ask the web server on this machine how it is."""

import http.client
from urllib.parse import urlsplit

from workbench.env import env_list
from workbench.stack.plan import Plan


def probe(plan: Plan, path: str) -> int:
    """Return the status of an answer, 0 when there is none.

    Asks under a host name that the site accepts, whatever address it listens on.
    """
    address = urlsplit(plan.address)
    connection = http.client.HTTPConnection(
        str(address.hostname), int(address.port or 80), timeout=10
    )
    accepted = env_list("ALLOWED_HOSTS", ["127.0.0.1"])[0]
    host = accepted.lstrip(".").replace("*", "localhost")
    try:
        connection.request("GET", path, headers={"Host": host})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()
