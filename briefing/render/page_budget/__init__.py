"""The number of pages that a briefing may take, and what to leave out so that it does not take more."""
