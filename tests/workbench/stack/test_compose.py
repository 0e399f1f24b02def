"""What compose does on its first start makes the same roles as the launcher."""

import os
import subprocess
from pathlib import Path

import psycopg
import pytest

from workbench.stack.binaries import find_pg_bin
from workbench.stack.layout import layout_of, make_folders
from workbench.stack.postgres import Postgres
from workbench.stack.roles import EXTENSIONS

SCRIPT = Path(__file__).parents[3] / "deploy" / "postgres" / "10-corroborate.sh"


@pytest.fixture
def bare_server(tmp_path):
    layout = layout_of(tmp_path / "data")
    make_folders(layout)
    server = Postgres(layout, find_pg_bin(), fsync=False)
    server.start()
    yield server
    server.stop()


def test_the_first_start_makes_roles_database_and_extensions(bare_server, tmp_path):
    script = tmp_path / "init.sh"
    script.write_text(SCRIPT.read_text().replace("/run/secrets", str(tmp_path)))
    for name in ("owner_password", "app_password"):
        (tmp_path / name).write_text("it's secret\n")
    env = {
        "PATH": f"{bare_server.bin}{os.pathsep}{os.environ['PATH']}",
        "PGHOST": str(bare_server.layout.run),
        "POSTGRES_USER": "postgres",
    }
    subprocess.run(
        ["/bin/bash", script], env=env, check=True, stdout=subprocess.DEVNULL
    )
    url = bare_server.url("corroborate_app", "corroborate")
    with psycopg.connect(url, autocommit=True) as connection:
        rows = connection.execute("SELECT extname FROM pg_extension").fetchall()
        owner = connection.execute(
            "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = %s",
            ["corroborate"],
        ).fetchone()
    assert set(EXTENSIONS) <= {row[0] for row in rows}
    assert owner == ("corroborate_owner",)
