"""Outside indicators: values with their sources, typed in or from a sheet."""
