"""Reports of threat intelligence."""
