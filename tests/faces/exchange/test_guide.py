"""The guide to importing names every field with all the column names that are understood."""

import tomllib
from pathlib import Path

from xinfang.casework.intake.channels import CELLS
from xinfang.faces.exchange.columns import FIELDS

GUIDE = (Path(__file__).parents[3] / "docs/guides/import-a-register.md").read_text(encoding="utf-8")


def test_every_field_stands_in_the_table_with_its_names():
    for key, field in FIELDS.items():
        assert f"| `{key}` |" in GUIDE
        assert "、".join(field.synonyms) in GUIDE


def test_the_map_that_it_shows_is_a_map():
    told = tomllib.loads(GUIDE.split("```toml\n")[1].split("```")[0])
    assert told["channel"] in CELLS
    assert told["columns"].keys() <= FIELDS.keys()
