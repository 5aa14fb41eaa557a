"""Settings that hold for every test."""

from __future__ import annotations

from hypothesis import settings

# Machines are noisy: an example that takes long is not a failure.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
