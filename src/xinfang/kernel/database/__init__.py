"""Django's PostgreSQL backend that starts the embedded server when no other is named."""
