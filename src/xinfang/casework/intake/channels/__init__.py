"""The registry of channels: one module a cell.

A new channel is a module here, a line below, its words, its tests.
"""

from xinfang.casework.intake.channels import group_visit, joint_letter, letter, online, phone, visit
from xinfang.casework.intake.channels.cell import Cell

__all__ = ["CELLS", "Cell"]

CELLS: dict[str, Cell] = {
    module.CELL.key: module.CELL for module in (letter, visit, phone, online, joint_letter, group_visit)
}
