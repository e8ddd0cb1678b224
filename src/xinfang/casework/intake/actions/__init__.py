"""The only writers of arrivals and drafts."""

from xinfang.casework.intake.actions.registering import (
    attach_files,
    discard_draft,
    register,
    register_many,
    save_draft,
)
from xinfang.casework.intake.actions.writing import (
    LEFT,
    MOST_FILES,
    add_web_file,
    begin_web_draft,
    forget_web_drafts,
    keep_web_draft,
    remove_web_file,
    send_web_draft,
    throw_away_web_draft,
)

__all__ = [
    "LEFT",
    "MOST_FILES",
    "add_web_file",
    "attach_files",
    "begin_web_draft",
    "discard_draft",
    "forget_web_drafts",
    "keep_web_draft",
    "register",
    "register_many",
    "remove_web_file",
    "save_draft",
    "send_web_draft",
    "throw_away_web_draft",
]
