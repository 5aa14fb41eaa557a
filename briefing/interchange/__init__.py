"""Records in the formats of other programs: importers and exporters, one module for each format."""
