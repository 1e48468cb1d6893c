"""The directory: who is where and offers what, for everybody; with its people for partners."""
