"""Forms for records of the library, field by field."""
