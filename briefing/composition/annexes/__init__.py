"""The annexes of a briefing."""
