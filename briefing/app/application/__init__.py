"""Objects that exist once per process: the windows, recovery, template files."""
