"""The background job. procrastinate finds this module by its name."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from xinfang.faces.exchange.models import ImportBatch
from xinfang.faces.exchange.runs import actor_of, run

__all__ = ["run_import"]


@app.task(name="run_import", queue="imports", retry=RetryStrategy(max_attempts=4, wait=10))
def run_import(batch_id: int) -> None:
    """Run or go on with an import. A batch thrown away meanwhile is nobody's fault."""
    batch = ImportBatch.objects.filter(pk=batch_id).first()
    if batch is not None:
        run(batch.pk, by=actor_of(batch))
