"""Where votes come from: one module a source, bytes in, fragments out. No source knows of another, nor of merging."""
