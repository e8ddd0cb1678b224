"""The dated unit tree: 区, 部门, 街道, 社区(村), with the doors where people may come."""
