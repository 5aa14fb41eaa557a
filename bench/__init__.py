"""Benchmarks: each prints its figures and a ratio against a peer in the same run."""
