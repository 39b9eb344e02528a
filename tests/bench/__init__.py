"""The figures of the design, each beside this machine's own limit of the same run; docs/bench.md reads them."""
