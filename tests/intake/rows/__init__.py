"""Rows, cells, files and questions: inputs of many kinds, each with the answer that is right."""
