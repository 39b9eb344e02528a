"""The pages people open: start, sign-in, console, dashboard, administration, story, and the phone page behind a QR."""
