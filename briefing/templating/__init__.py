"""Check, copy, pack and import templates, and keep a copy of one with a project."""
