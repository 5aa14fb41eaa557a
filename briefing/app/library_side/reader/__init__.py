"""The reader: the document of a source, what is quoted from it, and capture of facts."""
