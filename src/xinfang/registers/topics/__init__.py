"""Content classes (内容分类) in versions, and special topics (专题): what a matter is about."""
