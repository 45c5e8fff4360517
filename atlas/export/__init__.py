"""What leaves the atlas as a document: HTML fragments and the community's public entries."""
