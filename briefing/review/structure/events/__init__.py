"""What happens in two texts, and to whom."""
