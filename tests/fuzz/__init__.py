"""Forms as a browser finds them, filled in as nobody should, and what is left of that in the database."""
