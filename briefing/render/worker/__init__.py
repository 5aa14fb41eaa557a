"""The rendering worker: a process of its own, its limits, and its client."""
