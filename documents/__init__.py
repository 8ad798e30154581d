"""Documents of a case: let in through a gate, kept locked, shown to whom they are meant for."""
