"""What happened on a matter, in words: for the case page, and for every page that tells what others did."""
