"""Records of another library: its folder, or an archive of it in one file."""
