"""The administrators' commands: what they do, and what they say when they will not."""

import socket
from typing import Any

import pytest
import typer
from django.db import connection
from typer.testing import CliRunner, Result

from xinfang.faces.cli import command
from xinfang.faces.cli.findings import findings
from xinfang.faces.cli.serving import refuse_taken_port
from xinfang.kernel.audit.models import AuditEntry
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.models import User


def run(*words: str) -> Result:
    app = typer.Typer()
    command.offer(app)
    return CliRunner().invoke(app, list(words))


@pytest.mark.django_db
def test_the_first_administrator_comes_with_the_district() -> None:
    result = run("createadmin", "chief", "--district", "云溪区")
    assert result.exit_code == 0
    user = User.objects.get(username="chief")
    assert user.postings.get().role == "admin"
    assert user.check_password(result.stdout.strip().rpartition("：")[2])


@pytest.mark.django_db
def test_the_password_is_not_in_the_audit() -> None:
    password = run("createadmin", "chief", "--district", "云溪区").stdout.strip().rpartition("：")[2]
    rows = [f"{row.before}{row.after}{row.subject}" for row in AuditEntry.objects.all()]
    assert len(rows) == 4
    assert not any(password in row for row in rows)


@pytest.mark.django_db
def test_without_a_district_it_says_what_to_add_and_writes_nothing() -> None:
    result = run("createadmin", "chief")
    assert isinstance(result.exception, Refusal)
    assert "--district" in str(result.exception)
    assert not User.objects.exists()


def test_a_taken_port_is_refused_in_a_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Refusal, match=f"127.0.0.1:{port}"):
            refuse_taken_port(f"127.0.0.1:{port}")


@pytest.mark.parametrize("bind", ["8000", "127.0.0.1", "127.0.0.1:port", "127.0.0.1:70000"])
def test_an_address_without_host_or_port_is_refused(bind: str) -> None:
    with pytest.raises(Refusal, match="8000"):
        refuse_taken_port(bind)


def test_secrets_are_not_shown(settings: Any) -> None:
    from xinfang.project.settings.environment import Asked

    settings.XINFANG_ENVIRONMENT = {
        "XINFANG_SECRET_KEY": Asked("very-secret", given=True, secret=True),
        "XINFANG_OFFICE": Asked("云溪区信访局", given=True),
    }
    shown = run("config", "show").stdout
    assert "very-secret" not in shown
    assert "云溪区信访局" in shown
    assert "XINFANG_HOME" in shown


@pytest.mark.django_db
def test_check_says_what_to_do_about_an_unencrypted_address(settings: Any) -> None:
    settings.XINFANG_PUBLIC_ADDRESS = "http://petitions.example"
    bad = [finding.sentence for finding in findings() if not finding.well]
    assert any("http://petitions.example" in sentence and "https" in sentence for sentence in bad)


@pytest.mark.django_db
def test_check_sees_a_missing_migration() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'casework'")
    assert any("xinfang migrate" in finding.sentence for finding in findings() if not finding.well)


@pytest.mark.parametrize(
    "name", ["serve", "worker", "tick", "demo", "migrate", "createadmin", "check", "config"]
)
def test_every_command_has_help(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert len(result.stdout) > 100


@pytest.mark.django_db
def test_check_names_a_target_that_no_rule_knows(settings: Any) -> None:
    settings.XINFANG_TARGETS = frozenset({"tier_county", "letter_open", "tier_contry"})
    bad = [finding.sentence for finding in findings() if not finding.well]
    assert any("letter_open tier_contry" in sentence and "tier_county" in sentence for sentence in bad)


@pytest.mark.django_db
def test_check_says_that_a_place_has_no_terms_of_its_own(settings: Any) -> None:
    settings.XINFANG_PLACE = "四川"
    assert any("四川" in finding.sentence and "山东" in finding.sentence for finding in findings())
