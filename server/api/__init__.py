"""REST under /api/v1: each module one noun; the contract is docs/protocol.md."""
