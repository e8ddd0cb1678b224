"""What goes out of a case and comes back: downloads, proof of service, the office's own wording."""
