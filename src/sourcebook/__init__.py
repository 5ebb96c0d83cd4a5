"""Sourcebook: a folder of transcribed documents becomes an archive to check, cite, search and argue from."""

__version__ = "0.1.0"
