"""Tests of the alignment of wordings with facts."""
