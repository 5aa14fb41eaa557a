"""Qt objects without a visible part: document, settings, resources, background tasks, rendering."""
