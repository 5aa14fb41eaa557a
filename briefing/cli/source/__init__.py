"""Commands on the sources of the library and their archived copies."""
