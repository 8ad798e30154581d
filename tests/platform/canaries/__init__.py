"""A mark of its own in every text of every case, and who may come across which."""
