"""The command line starts fast, and its help names every command."""

import subprocess
import sys

HEAVY = ("openai", "tiktoken", "pydantic", "jinja2", "yaml", "nupunkt", "platformdirs")


def _imported_by(code: str) -> set[str]:
    code = f"import sys\n{code}\nsys.stderr.write(' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stderr.split())


def test_help_imports_none_of_the_heavy_libraries() -> None:
    code = (
        "sys.argv = ['briefing', '--help']\n"
        "from briefing.cli.app import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass"
    )

    assert not _imported_by(code).intersection(HEAVY)


def test_the_package_itself_imports_none_of_them_either() -> None:
    assert not _imported_by("import briefing").intersection(HEAVY)
