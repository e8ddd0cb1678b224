"""The list of matters: saved filters, keys, keyset paging, export."""
