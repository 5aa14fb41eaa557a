"""What follows from the judgements: their arguments and the questions of a reader."""
