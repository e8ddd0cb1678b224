"""Looking at a page changes nothing but the audit and the session, whoever looks."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from tests.addresses import addresses

from xinfang.registers.staff.roles import ROLES

WRITING = re.compile(
    r"\b(?:insert\s+into|update|delete\s+from|truncate(?:\s+table)?|copy)\s+\"?(\w+)", re.IGNORECASE
)
MAY = {
    "kernel_auditentry": "who read what is told",
    "django_session": "the session goes on with each page",
    "xinfang_cache": "tries are counted for a minute",
}


def written(sql: str) -> set[str]:
    """The tables that a statement writes; a locking SELECT ends with the word UPDATE and writes none."""
    return set(WRITING.findall(re.sub(r"\bfor (no key )?update\b.*", "", sql, flags=re.IGNORECASE)))


@contextmanager
def watched() -> Iterator[set[str]]:
    tables: set[str] = set()

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        tables.update(written(str(sql)))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield tables


def test_a_page_that_is_looked_at_writes_nothing(client, sample, district, posted):
    found = {}
    for role in ("", *ROLES):
        if role:
            client.force_login(posted(role, district.root, f"reader {role}"))
        answered = 0
        for name, path in addresses(sample).items():
            with watched() as tables:
                answer = client.get(path)
                if answer.streaming:
                    b"".join(answer)
            answered += answer.status_code == 200
            if tables - MAY.keys():
                found[role, name] = tables - MAY.keys()
        assert answered, role
    assert found == {}


def test_the_guard_sees_a_planted_write(db):
    with watched() as tables, connection.cursor() as cursor:
        cursor.execute("UPDATE registers_unit SET name = name")
        cursor.execute("SELECT 1")
    assert tables == {"registers_unit"}
    assert written('INSERT INTO "casework_matter" ("id") VALUES (1)') == {"casework_matter"}
    assert written('SELECT "x" FROM "casework_matter" ORDER BY "x" FOR UPDATE') == set()
