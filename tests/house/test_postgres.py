"""Both databases answer, and every test gets one of its own."""

from __future__ import annotations

import time

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from tests.postgres import Server


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


async def test_both_databases_keep_french_text(database_url: str) -> None:
    answer = await _ask(
        database_url,
        "CREATE TABLE commune (name TEXT)",
        "INSERT INTO commune VALUES ('La Tour-d’Auvergne, « été » 🧀')",
        "SELECT name FROM commune",
    )
    assert answer == "La Tour-d’Auvergne, « été » 🧀"


async def test_a_database_is_the_tests_own(database_url: str) -> None:
    await _ask(database_url, "CREATE TABLE commune (name TEXT)", "SELECT count(*) FROM commune")


async def test_a_database_is_quickly_made_and_dropped(postgres: Server) -> None:
    started = time.perf_counter()
    urls = [postgres.create_database() for _ in range(5)]
    for url in urls:
        assert await _ask(url, "SELECT current_database()") == url.rpartition("/")[2]
        postgres.drop_database(url)
    assert len(set(urls)) == len(urls)
    assert time.perf_counter() - started < 10


async def test_the_server_is_new_enough(postgres: Server) -> None:
    url = postgres.create_database()
    assert int(await _ask(url, "SHOW server_version_num")) >= 150000
    postgres.drop_database(url)
