"""The plan of a year's reception days: made, approved, published, sent up; and where its notices hang."""
