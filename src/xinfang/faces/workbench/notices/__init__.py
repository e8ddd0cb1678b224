"""What somebody is told inside: the page behind the bell."""
