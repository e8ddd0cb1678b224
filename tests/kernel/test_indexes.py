"""No index that another does the work of: each costs every row that comes in, thousands in an import."""

from __future__ import annotations

import pytest
from django.db import connection

# The tables that every registered petition writes.
TABLES = [
    "casework_petition",
    "casework_matter",
    "casework_raising",
    "casework_participant",
    "casework_timelineentry",
    "casework_clock",
    "registers_person",
    "registers_contactpoint",
    "registers_iddocument",
    "kernel_auditentry",
]
PLAIN = """
    SELECT i.indrelid::regclass::text, i.indexrelid::regclass::text, i.indkey::int2[], i.indisunique,
           i.indoption::text, i.indclass::text
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
    WHERE i.indpred IS NULL AND i.indexprs IS NULL AND a.amname = 'btree'
      AND i.indrelid::regclass::text = ANY (%s)
"""


@pytest.mark.django_db
def test_no_index_is_the_beginning_of_another():
    with connection.cursor() as cursor:
        cursor.execute(PLAIN, [TABLES])
        found = cursor.fetchall()
    assert {row[0] for row in found} == set(TABLES)
    covered = [
        f"{name} by {other}"
        for table, name, columns, unique, _options, classes in found
        for where, other, longer, _unique, _others, kinds in found
        if where == table and other != name and not unique and longer[: len(columns)] == columns
        and kinds.split()[: len(columns)] == classes.split()
    ]  # fmt: skip
    assert covered == []
