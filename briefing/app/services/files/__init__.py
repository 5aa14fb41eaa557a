"""Files that the user gives to the window."""
