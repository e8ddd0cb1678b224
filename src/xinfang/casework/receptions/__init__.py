"""Reception days of leaders (领导接访): the plan of a year, its notices, the day itself, what each came to."""
