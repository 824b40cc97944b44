"""Compiles the packaged core record from the exchange tables; one module a body."""
