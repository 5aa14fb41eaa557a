"""The preview of a briefing as it is edited: pages that change one by one, those in view first."""
