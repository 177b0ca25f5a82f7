"""Install the project into a new environment, and print what each package takes on disk."""

import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = Path(__file__).parent.parent
MEGABYTE = 1_000_000
SHOWN = 15


def main() -> None:
    """Print the total and the biggest packages, in megabytes of disk blocks."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        before = disk_usage(Path(folder))
        pip = [str(Path(folder, "bin", "python")), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, "--disable-pip-version-check", str(SOURCE)], check=True)
        print(f"all       {(disk_usage(Path(folder)) - before) / MEGABYTE:6.1f} MB")
        (packages,) = Path(folder, "lib").glob("python*/site-packages")
        sizes = {each.name: disk_usage(each) for each in packages.iterdir()}
        for name in sorted(sizes.keys() - {"pip", "setuptools"}, key=sizes.__getitem__)[:-SHOWN:-1]:
            print(f"{name:20} {sizes[name] / MEGABYTE:6.1f} MB")


def disk_usage(path: Path) -> int:
    """Return the bytes of all blocks that a file or folder takes."""
    return sum(file.lstat().st_blocks * 512 for file in (path, *path.rglob("*")))


if __name__ == "__main__":
    main()
