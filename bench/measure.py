"""Runs the reference engine's command line and writes what it used: CPU in seconds, memory in MB."""

import atexit
import json
import os
import resource


def write_measures() -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    measures = {"cpu": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss / 1024}
    with open(os.environ["BENCH_MEASURES"], "w", encoding="utf-8") as file:
        json.dump(measures, file)


atexit.register(write_measures)

# Loaded after the clock runs, as it would be without the measuring.
from airbyte_cdk.cli.source_declarative_manifest import run  # noqa: E402

run()
