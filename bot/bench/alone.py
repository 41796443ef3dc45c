"""What the emotion model takes by itself: a process that loads it and predicts, nothing else.

``python -m bot.bench.alone [MODEL]`` is that process: a JSON list of texts on standard input,
the measurements as JSON on standard output.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from emotion_component.errors import ModelUnusable

_STATUS = Path("/proc/self/status")


@dataclass(frozen=True)
class Alone:
    """Milliseconds to import the package and to load the model, and the peak of resident memory
    in MB (10⁶ bytes) after it predicted. The files are in the system's cache already.
    """

    import_ms: float
    load_ms: float
    peak_memory_mb: float


def measure_alone(model: Path | None, texts: Sequence[str]) -> Alone:
    """Run the process on ``texts``.

    :raises ModelUnusable: when it fails.
    """
    command = [sys.executable, "-m", __name__, *([str(model)] if model else [])]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True)
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["no reason given"]
        raise ModelUnusable(f"The model can't be loaded in a process of its own: {said[-1]}")
    return Alone(**json.loads(done.stdout))


def main() -> None:
    """Measure in this process, which has loaded nothing yet."""
    texts = json.load(sys.stdin)
    start = time.perf_counter()
    from emotion_component import EmotionModel

    imported = time.perf_counter()
    model = EmotionModel.load(sys.argv[1] if sys.argv[1:] else None)
    loaded = time.perf_counter()
    for text in texts:
        model.predict([text])
    taken = Alone(
        import_ms=round((imported - start) * 1000, 1),
        load_ms=round((loaded - imported) * 1000, 1),
        peak_memory_mb=round(_peak_memory() / 1e6, 1),
    )
    print(json.dumps(asdict(taken)))


def _peak_memory() -> int:
    """The largest resident memory of this process so far, in bytes."""
    if _STATUS.exists():
        # On Linux getrusage's peak begins with that of the process that started this one.
        lines = dict(line.split(":", 1) for line in _STATUS.read_text().splitlines())
        return int(lines["VmHWM"].removesuffix("kB")) * 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
