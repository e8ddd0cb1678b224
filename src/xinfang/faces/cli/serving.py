"""`xinfang serve`: the web server."""

import errno
import os
import socket
import threading
import time
from typing import Any

import typer
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from gunicorn.app.base import BaseApplication

from xinfang.faces.cli.collecting import collect_if_stale
from xinfang.faces.cli.upkeep import refuse_lost_key
from xinfang.kernel import embedded
from xinfang.kernel.errors import Refusal

__all__ = ["end_with", "offer", "refuse_taken_port"]

STOP_SECONDS = 20


class Web(BaseApplication):
    """Gunicorn with our application, loaded once before the workers are forked."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Hand our options over; gunicorn's own files and environment are not read."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIHandler:
        """The WSGI application that the settings name."""
        application: WSGIHandler = import_string(settings.WSGI_APPLICATION)
        return application


def offer(app: typer.Typer) -> None:
    """Add `serve`."""

    @app.command(help=_("启动网页服务。"))
    def serve(
        bind: str = typer.Option("127.0.0.1:8000", help=_("地址和端口")),
        workers: int = typer.Option(2, min=1, help=_("进程数")),
        threads: int = typer.Option(4, min=1, help=_("每个进程的线程数")),
        parent: int = typer.Option(0, hidden=True),
    ) -> None:
        refuse_taken_port(bind)
        collect_if_stale()
        if not settings.DATABASES["default"]["HOST"]:
            embedded.ensure()  # before the fork: the master holds the server, children by fork are users too
        refuse_lost_key()
        end_with(parent)
        Web(_options(bind, workers, threads)).run()


def refuse_taken_port(bind: str) -> None:
    """Raise Refusal when `bind` (host:port) is malformed, taken or forbidden."""
    host, _colon, port = bind.rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise Refusal(_("地址“%(bind)s”不对，应为 主机:端口，例如 127.0.0.1:8000。") % {"bind": bind})
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), int(port)))
        except OSError as error:
            raise Refusal(_why(error, bind)) from error


def _why(error: OSError, bind: str) -> str:
    if error.errno == errno.EADDRINUSE:
        sentence = _("%(bind)s 已被别的程序占用；请先停掉它，或用 --bind 换一个端口。")
    elif error.errno == errno.EACCES:
        sentence = _("没有权限使用 %(bind)s；请用 --bind 选 1024 以上的端口。")
    else:
        sentence = _("无法使用 %(bind)s：%(reason)s。")
    return sentence % {"bind": bind, "reason": error.strerror or error}


def end_with(parent: int) -> None:
    """Stop this process when `parent` (0: nobody) is gone, also when that was killed."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os.kill(os.getpid(), 15)

    if parent:
        threading.Thread(target=watch, daemon=True).start()


def _options(bind: str, workers: int, threads: int) -> dict[str, Any]:
    return {
        "bind": [bind],
        "workers": workers,
        "worker_class": "gthread",
        "threads": threads,
        "preload_app": True,
        "graceful_timeout": STOP_SECONDS,
        "timeout": 120,  # an export may take a minute; a hung worker is still found
        "control_socket_disable": True,
        "secure_scheme_headers": {},  # whether a proxy is believed is said by XINFANG_PROXIES alone
        "loglevel": "warning",
        "proc_name": "xinfang",
    }
