"""Direct tests of modules, in the same folders as the modules."""
