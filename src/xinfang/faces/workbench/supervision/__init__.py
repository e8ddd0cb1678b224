"""What calls for supervision."""
