"""Content classes (内容分类): three levels, in versions."""
