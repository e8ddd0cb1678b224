"""A mail server on the loopback that keeps what it is given and answers as it is told."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from email.policy import default

__all__ = ["MailServer", "mail_server"]


class MailServer:
    """`replies` overrides the reply to a verb once ("RCPT", "END" for the end of the text); None hangs up."""

    def __init__(self) -> None:
        self.mails: list[Message] = []
        self.replies: dict[str, str | None] = {}
        self.port = 0


def _handler(stage: MailServer) -> type[socketserver.StreamRequestHandler]:
    class Handler(socketserver.StreamRequestHandler):
        timeout = 5

        def handle(self) -> None:
            said = self._say("220 here")
            while said and (line := self.rfile.readline()):
                verb = line[:4].decode().upper()
                if verb == "DATA":
                    self._say("354 go on")
                    stage.mails.append(message_from_bytes(self._text(), policy=default))
                    verb = "END"
                said = self._say(stage.replies.pop(verb, "221 bye" if verb == "QUIT" else "250 fine"))
                said = said and verb != "QUIT"

        def _text(self) -> bytes:
            lines = []
            while (line := self.rfile.readline()) not in (b".\r\n", b""):
                lines.append(line)
            return b"".join(lines)

        def _say(self, reply: str | None) -> bool:
            if reply is None:
                return False
            self.wfile.write(f"{reply}\r\n".encode())
            return True

    return Handler


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Serve until the block is left."""
    stage = MailServer()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _handler(stage)) as server:
        stage.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield stage
        server.shutdown()
        thread.join()
