"""Page → texts: what every block is and who speaks in it, which pieces a page holds, and what is stated of each."""

from __future__ import annotations

from .page import describe

__all__ = ["describe"]
