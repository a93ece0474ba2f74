from sqlalchemy import create_engine, text

from roombot.store.database import sync_url


def marked(address: str, version: str) -> None:
    """Mark a database as brought to a version."""
    engine = create_engine(sync_url(address))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})
    engine.dispose()
