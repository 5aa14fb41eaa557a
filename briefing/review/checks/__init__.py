"""The checks of the review, one module for each kind; `registry` lists them all."""
