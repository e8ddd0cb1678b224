"""PostgreSQL and only PostgreSQL: a server by DATABASE_URL, otherwise the embedded one."""

import os
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from xinfang.project.settings.environment import secret

__all__ = ["databases"]


def databases() -> dict[str, Any]:
    """Django's DATABASES. An empty HOST tells our backend to start the embedded server."""
    url = secret("DATABASE_URL", os.environ.get("DATABASE_URL", ""))
    found = {key: str(value) for key, value in conninfo_to_dict(url).items()} if url else {}
    options = {key: value for key, value in found.items() if key.startswith("ssl")}
    return {
        "default": {
            "ENGINE": "xinfang.kernel.database",
            "NAME": found.get("dbname", "xinfang"),
            "USER": found.get("user", ""),
            "PASSWORD": found.get("password", ""),
            "HOST": found.get("host", "127.0.0.1" if url else ""),
            "PORT": found.get("port", ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": options,
        }
    }
