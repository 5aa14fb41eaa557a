"""When something happens by a wording and its statement: done, going on, provided, before or after."""
