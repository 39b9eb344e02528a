"""Debian packages: which are missing, and how they come."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path

from setup.steps import LOG, ROOT, fault, say, step

# A Debian package is there when a file of it is: asked of the disk, so that programs installed another way count too.
FILES = {
    "chromium": "chromium",
    "espeak-ng": "espeak-ng",
    "fonts-dejavu-core": "/usr/share/fonts/*/*/*.[to]tf",
    "nginx": "nginx",
    "nodejs": "node",
    "npm": "npm",
    "postgresql": "/usr/lib/postgresql/*/bin/initdb",
    "pulseaudio": "pulseaudio",
    "pulseaudio-utils": "parec",
    "redis-server": "redis-server",
    "systemd": "systemd-analyze",
    "tesseract-ocr": "tesseract",
    "tesseract-ocr-vie": "/usr/share/tesseract-ocr/*/tessdata/vie.traineddata",
    "zbar-tools": "zbarimg",
}
PYTHON_PACKAGES = ("python3-venv",)
VOICE_PACKAGES = ("espeak-ng",)
TEST_PACKAGES = tuple(name for name in FILES if name not in ("nodejs", "npm"))
SERVICES = ("postgresql", "redis-server", "nginx")


def is_there(package: str) -> bool:
    if package == "python3-venv":  # wanted only for its pip
        return any(importlib.util.find_spec(name) for name in ("pip", "ensurepip"))
    file = FILES[package]
    path = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
    return any(Path("/").glob(file[1:])) if file.startswith("/") else bool(shutil.which(file, path=path))


def need_packages(names: tuple[str, ...]) -> None:
    """Installs the Debian packages that are missing; who is not root is told the one line to run."""
    missing = [name for name in names if not is_there(name)]
    if not missing:
        return
    say(f"Missing Debian packages: {' '.join(missing)}")
    line = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(missing)}"
    if not shutil.which("apt-get"):
        fault("this machine has no apt-get: install these programs its own way, then run it again.")
    if os.geteuid() != 0:
        fault(f'only root can install them. Run this line once, then try again:\n  su -c "{line}"')
    apt: list[str | Path] = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::Retries=2"]
    step("Debian's list of packages", [*apt, "update"])
    step(f"Debian packages ({len(missing)})", [*apt, "install", "-y", "--no-install-recommends", *missing])
    still = [name for name in missing if not is_there(name)]
    if still:
        fault(f"Debian installed {' '.join(still)}, yet it is not where it should be (see {LOG.relative_to(ROOT)}).")
    leave_services_off([name for name in SERVICES if name in missing])


def leave_services_off(services: list[str]) -> None:
    """Debian starts what it installs. The tests start their own; a machine must not serve what nobody asked for."""
    if services and Path("/run/systemd/system").is_dir():
        step(f"Services left off: {' '.join(services)}", ["systemctl", "disable", "--now", *services])
