"""Where the database is: a file or a server by its address, and no password in any message."""

from pathlib import Path

import pytest

from cluster_planner.errors import StoreError
from cluster_planner.store.database.address import DATABASE_VARIABLE, database_url, parsed, shown

SECRET = "s3kret"


def test_without_an_address_it_is_a_file_of_this_user(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for nothing in (None, "", "  "):
        monkeypatch.delenv(DATABASE_VARIABLE, raising=False)
        if nothing is not None:
            monkeypatch.setenv(DATABASE_VARIABLE, nothing)

        assert database_url(tmp_path).database == str(tmp_path / "planner.db")


def test_an_address_in_the_environment_comes_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(DATABASE_VARIABLE, f" postgresql://lee:{SECRET}@db:5433/plans ")
    url = database_url(tmp_path)

    assert (url.drivername, url.host, url.port) == ("postgresql+psycopg", "db", 5433)
    assert (url.username, url.password, url.database) == ("lee", SECRET, "plans")


@pytest.mark.parametrize(
    ("given", "reader_sees"),
    [
        (f"postgresql://lee:{SECRET}@db:5433/plans", "postgresql://db:5433/plans"),
        (f"postgres://lee:{SECRET}@db/plans?sslmode=require", "postgresql://db/plans"),
        (f"postgresql+psycopg://lee:{SECRET}%40%2F@db/계획", "postgresql://db/계획"),
        (f"postgresql:///plans?host=/run/pg&password={SECRET}", "postgresql:///plans"),
        ("sqlite:///plans.db", "plans.db"),
        ("sqlite:////srv/plans.db", "/srv/plans.db"),
    ],
)
def test_a_reader_sees_the_place_and_nothing_secret(given: str, reader_sees: str) -> None:
    assert shown(parsed(given)) == reader_sees


@pytest.mark.parametrize(
    "given",
    [
        "plans.db",
        f"mysql://lee:{SECRET}@db/plans",
        f"postgresql+psycopg2://lee:{SECRET}@db/plans",
        f"postgresql+asyncpg://lee:{SECRET}@db/plans",
        f"postgresql://lee:{SECRET}@db:54x2/plans",
        f"postgresql://lee:{SECRET}@db",
        "sqlite://",
        "sqlite:///:memory:",
        f"https://lee:{SECRET}@db/plans",
        f"://{SECRET}",
        f"postgresql://lee:a@{SECRET}@db/plans",
        f"postgresql://lee:a@b/{SECRET}@db/plans",
        f"sqlite://lee:{SECRET}@db/plans.db",
    ],
)
def test_a_wrong_address_is_told_without_repeating_it(given: str) -> None:
    with pytest.raises(StoreError) as caught:
        parsed(given)

    text = str(caught.value)
    assert caught.value.__cause__ is None
    assert DATABASE_VARIABLE in text
    assert "postgresql://사용자:암호@서버:5432/이름" in text
    assert SECRET not in text
