"""The clerk's home: registering by keyboard, live hints, drafts, receipts, the one search box."""
