"""Reception days of leaders (领导接访): a year's plan, its notices, the day itself, what each came to."""
