"""Reading a text for the review: sentences, words, numbers, parties and speakers."""
