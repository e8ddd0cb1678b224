"""The English catalogue: what is said in code and templates, and what each of it is in English."""
