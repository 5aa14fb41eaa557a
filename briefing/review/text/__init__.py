"""Reading of texts for the checks: sentences, words, numbers, countries and speakers, all in English."""
