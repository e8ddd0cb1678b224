"""People who work here: accounts, postings (role x unit x period), and what each may see."""
