"""Who states what: frames of speech, their speakers, and the clauses that they govern."""
