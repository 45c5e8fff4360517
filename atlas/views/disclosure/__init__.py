"""What a release holds of each state: tables and map."""
