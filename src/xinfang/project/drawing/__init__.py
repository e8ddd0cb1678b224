"""The workflow's table as a drawing and as a page that lawyers can read: docs/policy, `make drawings`."""
