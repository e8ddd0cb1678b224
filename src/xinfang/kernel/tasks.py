"""Background jobs about background jobs. procrastinate finds this module by its name."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

__all__ = ["resume_stalled"]


@app.periodic(cron="* * * * *")
@app.task(name="resume_stalled", queueing_lock="resume_stalled", pass_context=True)
async def resume_stalled(context: JobContext, timestamp: int) -> None:
    """Put jobs back in the queue whose worker gave no sign of life for half a minute: it was killed. Each of
    our jobs goes on where it stopped, or begins anew."""
    jobs = context.app.job_manager
    for job in await jobs.get_stalled_jobs():
        await jobs.retry_job(job)
