"""What nobody can read in a dump of the database or on its disk: BSN, and the keys and bytes of documents.

It does not protect against whoever holds the app server itself: that has the keys.
"""
