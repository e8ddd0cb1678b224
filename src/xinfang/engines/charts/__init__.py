"""Charts as SVG and PNG, drawn on the server: numbers, title and what it stands on are in the picture.

`raster.png` makes pixels of them; it is not imported here, so that starting does not wait for the fonts.
"""

from xinfang.engines.charts.drawing import Chart, Series, bars, columns, grid, tiles

__all__ = ["Chart", "Series", "bars", "columns", "grid", "tiles"]
