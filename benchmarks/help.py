"""What `briefing --help` costs beside the help of an empty Typer app with as many commands.

    python benchmarks/help.py [--runs 15]

Whole processes, taken in turns, so that a busy machine slows both alike.
"""

import argparse
import statistics
import subprocess
import sys
import time

from typer.main import get_command

from briefing.cli.app import app

EMPTY = """
import typer
app = typer.Typer(pretty_exceptions_enable=False)
def command():
    "Do nothing."
for number in range({n}):
    app.command(str(number))(command)
app()
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    n = len(get_command(app).list_commands(None))  # type: ignore[attr-defined] # a group, by its type a command
    ours = [sys.executable, "-m", "briefing", "--help"]
    empty = [sys.executable, "-c", EMPTY.format(n=n), "--help"]
    taken: dict[str, list[float]] = {"briefing": [], "empty": []}
    for _ in range(runs):
        for name, command in (("empty", empty), ("briefing", ours)):
            began = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            taken[name].append(time.perf_counter() - began)
    medians = {name: statistics.median(seconds) for name, seconds in taken.items()}
    print(f"empty Typer app, {n} commands  {1000 * medians['empty']:6.0f} ms")
    print(f"briefing --help             {1000 * medians['briefing']:6.0f} ms")
    print(f"ratio                       {medians['briefing'] / medians['empty']:6.2f}")


if __name__ == "__main__":
    main()
