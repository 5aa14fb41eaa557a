"""Capture: facts drafted from passages of sources, and statements held to the passages that they cite."""
