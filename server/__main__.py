"""`python -m server` is `moiso server`."""

import sys

from gevent import monkey

monkey.patch_all()

from server.cli import main  # noqa: E402

sys.exit(main(["server", *sys.argv[1:]]))
