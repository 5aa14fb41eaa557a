"""Records of the library as tables."""
