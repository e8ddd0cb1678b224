"""Outside indicators: figures that other offices publish, typed in or from a sheet, each with its source."""
