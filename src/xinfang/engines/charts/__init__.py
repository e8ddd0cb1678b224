"""Charts as SVG and PNG, drawn on the server: numbers, title and what it stands on are in the picture."""

from xinfang.engines.charts.drawing import PALETTE, Chart, Series, bars, columns, grid, tiles
from xinfang.engines.charts.raster import png

__all__ = ["PALETTE", "Chart", "Series", "bars", "columns", "grid", "png", "tiles"]
