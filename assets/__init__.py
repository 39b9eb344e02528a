"""What every program of a hall shows or says: fonts, styles, texts, the voice, the procedures."""

from pathlib import Path

FOLDER = Path(__file__).parent
"""The folder on disk; programs serve its parts under `/assets/`."""

SERVED = ("css", "js", "fonts", "icons", "images", "texts", "vendor", "voice")
"""The parts a browser may fetch; the rest (procedures, sources) is for programs only."""

LANGUAGES = ("vi", "en", "ko")
"""Vietnamese first: it is the language of the law and of most people in the hall."""
