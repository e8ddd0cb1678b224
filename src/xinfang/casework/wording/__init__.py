"""How documents are worded: kinds and texts as data, standard sentences, the office's Word templates."""
