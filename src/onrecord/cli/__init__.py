"""The command line: parse, call the rooms above, print. Holds no knowledge of its own."""
