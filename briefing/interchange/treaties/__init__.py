"""Treaties: their texts with structure, and tables of their parties."""
