"""Direct tests of the grammar that the review reads in a sentence."""
