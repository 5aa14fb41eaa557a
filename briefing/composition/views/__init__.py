"""What templates and exporters see: the briefing as it is printed, every word and number decided."""
