"""Figures and a text become a document: what a report says, how it is printed and drawn."""
