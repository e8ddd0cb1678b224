"""Marks (标记): short words of a unit by which it finds its matters again; never about a person."""
