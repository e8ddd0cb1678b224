"""What `xinfang check` looks at; each finding is a sentence that says what to do."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from xinfang.casework.deadlines.rules import CLOCKS
from xinfang.kernel import clock
from xinfang.kernel.notices import queries as notices
from xinfang.kernel.schedule import queries as schedule
from xinfang.kernel.secrets.fitting import refuse_other_key
from xinfang.kernel.secrets.provider import KeyFileRefused
from xinfang.registers.calendars.queries import calendar

__all__ = ["Finding", "findings"]

ROOM_BYTES = 2 * 1024**3
PATIENCE = timedelta(minutes=10)
LOCAL = ("http://127.0.0.1", "http://localhost")


@dataclass(frozen=True)
class Finding:
    """One thing looked at: whether it is well, and what is or what to do."""

    well: bool
    sentence: str


def findings() -> Iterator[Finding]:
    """Everything, in the order in which it is best mended."""
    missing = _missing_migrations()
    yield _database(missing)
    if not missing:
        yield from (_calendar(), _fitting())
        yield from _notices()
        yield _schedule()
    yield from (_static(), _room(), _keys())
    yield from _settings()
    yield from _terms()
    yield from _system()


def _missing_migrations() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _database(missing: int) -> Finding:
    if missing:
        return Finding(False, _("数据库差 %(count)d 步更新：请运行 xinfang migrate。") % {"count": missing})
    server = connection.pg_version // 10000  # type: ignore[attr-defined]
    if server < 15:
        return Finding(False, _("PostgreSQL %(version)d 太旧：请升级到 15 或更高。") % {"version": server})
    return Finding(True, _("数据库：PostgreSQL %(version)d，表是最新的。") % {"version": server})


def _calendar() -> Finding:
    year = clock.today().year
    if year in calendar().confirmed:
        return Finding(True, _("%(year)d 年的工作日历已确认。") % {"year": year})
    return Finding(
        False,
        _("%(year)d 年的工作日历没有确认，期限按周末推算：请在“设置—日历”里核对并确认。") % {"year": year},
    )


def _static() -> Finding:
    if (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        return Finding(True, _("页面文件已就绪。"))
    return Finding(False, _("页面文件还没有收集：请运行 xinfang manage collectstatic --no-input。"))


def _room() -> Finding:
    free = shutil.disk_usage(settings.XINFANG_HOME).free
    said = {"home": settings.XINFANG_HOME, "free": free // 1024**3}
    if free < ROOM_BYTES:
        return Finding(False, _("%(home)s 只剩 %(free)d GB：请腾出空间。") % said)
    return Finding(True, _("%(home)s 还有 %(free)d GB。") % said)


def _keys() -> Finding:
    file = Path(settings.XINFANG_KEY_FILE)
    if not file.exists():
        return Finding(True, _("加密密钥在第一次登记时生成于 %(file)s；生成后请马上备份。") % {"file": file})
    if file.stat().st_mode & 0o077:
        return Finding(False, _("别人能读密钥文件 %(file)s：请运行 chmod 600。") % {"file": file})
    return Finding(True, _("密钥文件 %(file)s 只有本用户能读；请确认另有备份。") % {"file": file})


def _fitting() -> Finding:
    try:
        refuse_other_key(at=clock.now())
    except KeyFileRefused as refused:
        return Finding(False, str(refused))
    return Finding(True, _("加密密钥与数据库相符。"))


def _notices() -> Iterator[Finding]:
    failed, late = notices.standing(clock.now(), patience=PATIENCE)
    if failed:
        sentence = _("有 %(count)d 条通知没能送出：请在“发送”页看原因，重发或撤回。")
        yield Finding(False, sentence % {"count": failed})
    if late:
        sentence = _(
            "有 %(count)d 条通知到了时间还没有人发：请启动 xinfang worker，或每分钟运行 xinfang tick。"
        )
        yield Finding(False, sentence % {"count": late})
    if not settings.EMAIL_HOST:
        sentence = _("邮件只写进 %(folder)s：还没有设邮件服务器 XINFANG_MAIL_HOST。")
        yield Finding(True, sentence % {"folder": settings.EMAIL_FILE_PATH})
    if not settings.XINFANG_SMS_GATEWAY:
        sentence = _("短信只写进 %(folder)s：还没有设短信网关 XINFANG_SMS_GATEWAY。")
        yield Finding(True, sentence % {"folder": settings.XINFANG_SMS_FOLDER})


def _schedule() -> Finding:
    overdue = schedule.overdue(clock.now(), patience=PATIENCE)
    if overdue is None:
        return Finding(True, _("定时任务还没有运行过：请启动 xinfang worker，或每分钟运行 xinfang tick。"))
    if overdue:
        sentence = _("定时任务没有按时做完：%(tasks)s。请看日志，并确认 worker 或 tick 在运行。")
        return Finding(False, sentence % {"tasks": _("、").join(overdue)})
    return Finding(True, _("定时任务都按时做了。"))


def _settings() -> Iterator[Finding]:
    if settings.DEBUG:
        yield Finding(False, _("调试模式开着，会显示内部信息：请去掉 XINFANG_DEBUG。"))
    public = settings.XINFANG_PUBLIC_ADDRESS
    if not public or public.startswith(LOCAL):
        yield Finding(True, _("只供本机试用：还没有设公开地址 XINFANG_PUBLIC_ADDRESS。"))
    elif not public.startswith("https://"):
        yield Finding(False, _("公开地址 %(address)s 没有加密：请用 https。") % {"address": public})
    elif not settings.SESSION_COOKIE_SECURE:
        yield Finding(False, _("公开地址是 https，但没有设 XINFANG_HTTPS=1，登录凭证可能明文传送。"))
    elif not settings.XINFANG_PROXIES:
        yield Finding(
            False, _("公开地址是 https，但没有设 XINFANG_PROXIES（前面有几层代理），审计里只有代理的地址。")
        )
    else:
        yield Finding(True, _("公开地址 %(address)s。") % {"address": public})


def _terms() -> Iterator[Finding]:
    """What the site asked for that no rule knows would never run, and nobody would notice."""
    known = sorted(each.key for each in CLOCKS if each.target and each.beside)
    unknown = sorted(settings.XINFANG_TARGETS - set(known))
    if unknown:
        told = _("XINFANG_TARGETS 里的 %(names)s 不是可以计时的内部时限；可以写：%(known)s。")
        yield Finding(False, told % {"names": " ".join(unknown), "known": " ".join(known)})
    places = sorted({each.place for each in CLOCKS if each.place})
    if settings.XINFANG_PLACE and settings.XINFANG_PLACE not in places:
        told = _("XINFANG_PLACE 是“%(place)s”，没有它自己的时限，按全国的规定；有自己时限的是：%(known)s。")
        yield Finding(True, told % {"place": settings.XINFANG_PLACE, "known": _("、").join(places)})


def _system() -> Iterator[Finding]:
    errors = [message for message in run_checks() if message.level >= ERROR]
    for message in errors:
        yield Finding(False, f"{message.id}: {message.msg}")
    if not errors:
        yield Finding(True, _("Django 自检没有发现错误。"))
