"""The legal comparator: answers, counts, sentences."""
