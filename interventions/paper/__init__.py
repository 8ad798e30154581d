"""The plan of approach on paper: what stands in it (content) and the small pictures in it (scores). No database."""
