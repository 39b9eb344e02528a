"""What ./run needs to set up this project on a fresh Debian; standard library only."""
