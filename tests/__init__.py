"""Tests: unit, integration, stories, conformance and architecture."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
"""The checkout."""
