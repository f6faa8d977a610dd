"""The seed article, for the tests of the text engine, if it is there."""

from pathlib import Path

import pytest

from app.text.paste.canonical import canonical

HERE = Path(__file__).parent
SEED = HERE.parents[2] / "shared" / "articles" / "seed-drone-claim.txt"


@pytest.fixture
def seed() -> str:
    """The seed article, which lies beside the repository and is never copied into it."""
    if not SEED.exists():
        pytest.skip("the seed article is not beside the project")
    return canonical(SEED.read_text(encoding="utf-8")).text
