"""Turn pictures on."""

from pathlib import Path

import pytest

from accountabot.config import Settings
from tests.conftest import copy_settings


@pytest.fixture
def settings(migrated: Path, tmp_path: Path) -> Settings:
    """Settings with pictures, and a database that only this test uses."""
    return copy_settings(migrated, tmp_path).model_copy(update={"pictures": True})
