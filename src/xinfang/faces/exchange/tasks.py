"""The background jobs. procrastinate finds this module by its name."""

from django.utils.translation import gettext as _
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from xinfang.faces.exchange import actions
from xinfang.faces.exchange.models import ImportBatch
from xinfang.faces.exchange.runs import actor_of, run
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor

__all__ = ["forget_uploads", "run_import"]


@app.task(name="run_import", queue="imports", retry=RetryStrategy(max_attempts=4, wait=10))
def run_import(batch_id: int) -> None:
    """Run or go on with an import. A batch thrown away meanwhile is nobody's fault."""
    batch = ImportBatch.objects.filter(pk=batch_id).first()
    if batch is not None:
        run(batch.pk, by=actor_of(batch))


@app.periodic(cron="20 3 * * *")
@app.task(name="forget_uploads", queueing_lock="forget_uploads")
def forget_uploads(timestamp: int) -> None:
    """Daily: delete stored tables that no import needs any more."""
    actions.forget_uploads(by=Actor(None, _("系统"), origin="daily job"), at=clock.now())
