"""Pages that are laid out: facts about them, and content that is moved on them."""
