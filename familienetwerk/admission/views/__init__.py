"""Pages of the admission app, by subject."""
