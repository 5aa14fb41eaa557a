"""The words of wordings on the command line: what supports them."""
