"""The wiring, and the platform that every app stands on."""
