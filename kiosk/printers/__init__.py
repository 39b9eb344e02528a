"""The printers a kiosk can drive, each by its address."""
