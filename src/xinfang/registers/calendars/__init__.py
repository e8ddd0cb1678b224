"""Working days with make-up days (调休), year by year, confirmed or provisional; special periods."""
