"""The backend Django loads by name (ENGINE = "xinfang.kernel.database")."""

from typing import Any

from django.db.backends.postgresql import base

from xinfang.kernel import embedded

__all__ = ["DatabaseWrapper"]


class DatabaseWrapper(base.DatabaseWrapper):
    """Starts the server at the first connection, not when settings are read: checks need no database."""

    def get_connection_params(self) -> dict[str, Any]:
        """The parameters for psycopg; asks the launcher when the settings name no host."""
        if not self.settings_dict["HOST"]:
            found = embedded.ensure()
            self.settings_dict.update({key: found[key] for key in ("HOST", "PORT", "USER", "PASSWORD")})
        return super().get_connection_params()
