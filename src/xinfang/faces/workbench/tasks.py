"""The background jobs of the workbench. procrastinate finds this module by its name."""

from procrastinate.contrib.django import app

from xinfang.faces.workbench.worklist import preparing

__all__ = ["write_list"]


@app.task(name="write_list", queue="lists")  # a fault is told at once; who wants it again asks again
def write_list(file_id: int) -> None:
    """Write a long sheet for the person who asked for it."""
    preparing.write_list(file_id)
