"""What a search brings: results with their words marked."""
