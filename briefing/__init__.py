"""Treaty Briefing: from a structured treaty library to a graded, sourced PDF briefing."""

__version__ = "0.2.0"
