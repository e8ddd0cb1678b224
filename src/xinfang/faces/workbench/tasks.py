"""The background jobs of the workbench. procrastinate finds this module by its name."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from xinfang.faces.workbench.worklist import preparing

__all__ = ["write_list"]


@app.task(name="write_list", queue="lists", retry=RetryStrategy(max_attempts=3, wait=10))
def write_list(file_id: int) -> None:
    """Write a long sheet for the person who asked for it."""
    preparing.write_list(file_id)
