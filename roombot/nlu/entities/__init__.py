"""What a sentence speaks of, a module each: rooms, people, lengths, dates, clocks, titles."""
