"""What a wording changes of its statement: contrasting words, verbs, names, figures."""
