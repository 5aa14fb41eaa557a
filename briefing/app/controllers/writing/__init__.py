"""Commands for writing: find and replace, spelling."""
