"""The administrators' door: the xinfang command."""
