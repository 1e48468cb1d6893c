"""Both databases answer, and every test gets one of its own."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from tests.stage.databases import ON_BOTH
from tests.stage.postgres import Server


async def _ask(url: str, *statements: str) -> str:
    engine = create_async_engine(url)
    try:
        async with engine.begin() as connection:
            result = None
            for statement in statements:
                result = await connection.execute(text(statement))
            assert result is not None
            return str(result.scalar_one())
    finally:
        await engine.dispose()


@ON_BOTH
async def test_both_databases_keep_french_text(database_url: str) -> None:
    answer = await _ask(
        database_url,
        "CREATE TABLE commune (name TEXT)",
        "INSERT INTO commune VALUES ('La Tour-d’Auvergne, « été » 🧀')",
        "SELECT name FROM commune",
    )
    assert answer == "La Tour-d’Auvergne, « été » 🧀"


@ON_BOTH
async def test_a_database_is_the_tests_own(database_url: str) -> None:
    await _ask(database_url, "CREATE TABLE commune (name TEXT)", "SELECT count(*) FROM commune")


async def test_a_database_is_made_and_dropped(postgres: Server) -> None:
    urls = [make() for make in (postgres.empty, postgres.migrated) for _ in range(2)]
    names = {url.rpartition("/")[2] for url in urls}
    assert len(names) == len(urls)
    there = "SELECT string_agg(datname, ' ') FROM pg_database"
    for url in urls:
        assert await _ask(url, "SELECT current_database()") == url.rpartition("/")[2]
    assert names <= set((await _ask(urls[0], there)).split())
    last = postgres.empty()
    for url in urls:
        postgres.drop(url)
    assert not names & set((await _ask(last, there)).split())
    postgres.drop(last)


@ON_BOTH
async def test_a_copy_has_its_shape(database_url: str, empty_database: str) -> None:
    assert await _ask(database_url, "SELECT count(*) FROM case_file") == "0"
    with pytest.raises(DBAPIError):
        await _ask(empty_database, "SELECT count(*) FROM case_file")


async def test_the_server_is_new_enough(postgres: Server) -> None:
    url = postgres.empty()
    assert int(await _ask(url, "SHOW server_version_num")) >= 150000
    postgres.drop(url)
