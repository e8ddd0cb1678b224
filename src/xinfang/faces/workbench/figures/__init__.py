"""The measures on a page; each figure opens its cases."""
