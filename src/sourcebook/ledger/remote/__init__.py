"""Statements found by a language model, where one is configured: windows, a prompt, answers kept, and every word verified."""

from __future__ import annotations

from .asking import Asked, Estimate, Failed, ask, estimate
from .cache import Cache
from .client import Client

__all__ = ["Asked", "Cache", "Client", "Estimate", "Failed", "ask", "estimate"]
