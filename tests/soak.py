"""What ./run soak says beside each proof: how much it did and how long it took."""

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    if report.when != "call" or not report.passed:
        return None
    did = dict(report.user_properties).get("did", "done")
    return "passed", ".", f"PASSED ({did}; {report.duration:.0f} s)"
