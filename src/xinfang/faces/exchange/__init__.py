"""Tables in and out: import of registers with preview and undo, exports."""
