"""What a special topic adds up to: over the matters that the actor sees, never over people."""
