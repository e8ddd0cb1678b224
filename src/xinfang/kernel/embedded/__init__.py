"""PostgreSQL with nothing to install: started by the first process that needs it, gone with the last.

`ensure()` is all that a program needs; `leave()` is called by itself at exit.
"""

from xinfang.kernel.embedded.membership import ensure, leave, status
from xinfang.kernel.embedded.place import home
from xinfang.kernel.embedded.refusal import EmbeddedRefused

__all__ = ["EmbeddedRefused", "ensure", "home", "leave", "status"]
